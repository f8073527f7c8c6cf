// Which parts of an OpenAPI document hold which: the table that the walker follows. Data only.
// What is not in it (examples, defaults, enums, extensions) is a value and never looked into.

export type Kind =
  | "document"
  | "pathItem"
  | "operation"
  | "parameter"
  | "requestBody"
  | "mediaType"
  | "encoding"
  | "response"
  | "header"
  | "callback"
  | "example"
  | "link"
  | "securityScheme"
  | "components"
  | "schema";

/**
 * `one` of a kind, a `list` of them, `some`: one or a list, a `map` by free names, or `paths`: a map with
 * extensions in it.
 */
export type Shape = "one" | "list" | "some" | "map" | "paths";

export interface Field {
  readonly kind: Kind;
  readonly shape: Shape;
}

type Fields = Readonly<Record<string, readonly [Kind, Shape]>>;

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

const CONTENT: Fields = { content: ["mediaType", "map"] };
const EXAMPLES: Fields = { examples: ["example", "map"] };
const ENCODINGS: Fields = {
  encoding: ["encoding", "map"],
  prefixEncoding: ["encoding", "list"],
  itemEncoding: ["encoding", "one"],
};
const PARAMETER: Fields = { schema: ["schema", "one"], ...CONTENT, ...EXAMPLES };

const TABLE: Readonly<Record<Kind, Fields>> = {
  document: {
    paths: ["pathItem", "paths"],
    webhooks: ["pathItem", "map"],
    components: ["components", "one"],
  },
  components: {
    schemas: ["schema", "map"],
    responses: ["response", "map"],
    parameters: ["parameter", "map"],
    examples: ["example", "map"],
    requestBodies: ["requestBody", "map"],
    headers: ["header", "map"],
    securitySchemes: ["securityScheme", "map"],
    links: ["link", "map"],
    callbacks: ["callback", "map"],
    pathItems: ["pathItem", "map"],
    mediaTypes: ["mediaType", "map"],
  },
  pathItem: {
    additionalOperations: ["operation", "map"],
    parameters: ["parameter", "list"],
    ...Object.fromEntries(METHODS.map((method) => [method, ["operation", "one"] as const])),
  },
  operation: {
    parameters: ["parameter", "list"],
    requestBody: ["requestBody", "one"],
    responses: ["response", "paths"],
    callbacks: ["callback", "map"],
  },
  parameter: PARAMETER,
  header: PARAMETER,
  requestBody: CONTENT,
  mediaType: {
    schema: ["schema", "one"],
    itemSchema: ["schema", "one"],
    ...EXAMPLES,
    ...ENCODINGS,
  },
  encoding: { headers: ["header", "map"], ...ENCODINGS },
  response: { headers: ["header", "map"], ...CONTENT, links: ["link", "map"] },
  // The keys of a callback are expressions: see `fieldOf`.
  callback: {},
  example: {},
  link: {},
  securityScheme: {},
  schema: {
    // A list is how JSON Schema had `prefixItems` before 2020-12.
    items: ["schema", "some"],
    ...one("additionalProperties", "additionalItems", "contains", "propertyNames"),
    ...one("contentSchema"),
    ...one("not", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties"),
    ...Object.fromEntries(
      ["allOf", "anyOf", "oneOf", "prefixItems"].map((name) => [name, ["schema", "list"] as const]),
    ),
    ...Object.fromEntries(
      ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"].map(
        (name) => [name, ["schema", "map"] as const],
      ),
    ),
  },
};

function one(...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, ["schema", "one"] as const]));
}

const GRAMMAR: ReadonlyMap<Kind, ReadonlyMap<string, Field>> = new Map(
  Object.entries(TABLE).map(([kind, fields]) => [
    kind as Kind,
    new Map(Object.entries(fields).map(([name, [inner, shape]]) => [name, { kind: inner, shape }])),
  ]),
);

const CALLBACK_FIELD: Field = { kind: "pathItem", shape: "one" };

/** What a field of a kind of object holds; undefined for a plain value. */
export function fieldOf(kind: Kind, name: string): Field | undefined {
  if (kind === "callback") return name.startsWith("x-") ? undefined : CALLBACK_FIELD;
  return GRAMMAR.get(kind)!.get(name);
}

/** The kind of the object that stands at the steps of a pointer; undefined where the table ends. */
export function kindAt(steps: readonly string[]): Kind | undefined {
  let kind: Kind = "document";
  for (let index = 0; index < steps.length; index++) {
    const field = fieldOf(kind, steps[index]!);
    if (field === undefined) return undefined;
    if (field.shape === "some") index += /^\d+$/.test(steps[index + 1] ?? "") ? 1 : 0;
    else if (field.shape !== "one" && ++index === steps.length) return undefined;
    if (field.shape === "paths" && steps[index]!.startsWith("x-")) return undefined;
    kind = field.kind;
  }
  return kind;
}
