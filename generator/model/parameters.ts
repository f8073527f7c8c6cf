// Parameters of an operation and of its path item → path parameters in URL order, query and headers.
// What the client could not send as the document wants (cookies, odd styles) is a named warning.
import { escapeStep } from "../document/pointer.ts";
import { diagnostic, didYouMean } from "../diagnostics.ts";
import {
  asString,
  asList,
  child,
  children,
  type Cursor,
  follow,
  oneOf,
  readDocs,
  type Reading,
  required,
} from "./cursor.ts";
import { readExamples } from "./examples.ts";
import { isBound } from "./extensions.ts";
import type { Json, JsonObject, ParameterGroup, PathParameter, Schema } from "./model.ts";
import { pascalCase, valueName } from "./names.ts";
import { checkStyle, type Declared, isExpressible, unsupported } from "./parameter-styles.ts";
import { isSchema, type Registry } from "./registry.ts";

/** The operation that parameters belong to. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly at: string;
}

const PLACES = ["path", "query", "header", "cookie"] as const;

/** All parameters that count: the operation's own override those of its path item. */
export function declaredParameters(
  reading: Reading,
  item: Cursor,
  operation: Cursor,
): readonly Declared[] {
  const byKey = new Map<string, Declared>();
  for (const owner of [item, operation]) {
    const list = child(owner, "parameters");
    asList(reading, list, "`parameters`");
    for (const [, entry] of children(list)) {
      const declared = declare(reading, follow(reading, entry));
      if (declared !== undefined) byKey.set(`${declared.place} ${declared.name}`, declared);
    }
  }
  return [...byKey.values()];
}

function declare(reading: Reading, cursor: Cursor): Declared | undefined {
  if (cursor.value === undefined) return undefined;
  const name = required(reading, cursor, "name", "this parameter", asString);
  if (required(reading, cursor, "in", "this parameter", asString) === undefined) return undefined;
  const place = oneOf(reading, child(cursor, "in"), "`in` of a parameter", PLACES);
  return name === undefined || place === undefined ? undefined : { name, place, cursor };
}

/** The path parameters in URL order; those declared and not in the URL, or the reverse, are reported. */
export function pathParameters(
  reading: Reading,
  schemas: Registry,
  url: string,
  declared: readonly Declared[],
  operation: Named,
): readonly PathParameter[] {
  const own = new Map(
    declared.filter(({ place }) => place === "path").map((entry) => [entry.name, entry]),
  );
  const inUrl = [...url.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name!);
  for (const [name, { cursor }] of own) {
    if (inUrl.includes(name)) continue;
    const advice = didYouMean(name, inUrl, "");
    reading.report(
      diagnostic("path-parameter-unused", `${cursor.at}/name`, { name, path: url, advice }),
    );
  }
  return [...new Set(inUrl)].flatMap((name) => {
    const entry = own.get(name);
    if (entry !== undefined) return [pathParameter(reading, schemas, entry, operation)];
    const params = { name, operation: `\`${operation.id}\`` };
    reading.report(diagnostic("path-parameter-undeclared", operation.at, params, { key: true }));
    return [];
  });
}

function pathParameter(
  reading: Reading,
  schemas: Registry,
  { name, cursor }: Declared,
  operation: Named,
): PathParameter {
  checkStyle(reading, cursor, name, "simple");
  const schema = parameterSchema(schemas, cursor, name, operation);
  schemas.addExamples(schema, readExamples(reading, cursor));
  return {
    name,
    argument: valueName(name),
    bound: isBound(reading, cursor),
    schema,
    docs: readDocs(cursor),
    at: cursor.at,
  };
}

/** A bare primitive is one schema for all; others are named after the component, else the operation. */
function parameterSchema(
  schemas: Registry,
  parameter: Cursor,
  name: string,
  operation: Named,
): string {
  const cursor = orAnything(child(parameter, "schema"));
  const type = child(cursor, "type").value;
  const silent = ["type", "title", "description", "format", "default", "example", "examples"];
  const bare = children(cursor).every(([key]) => silent.includes(key) || key.startsWith("x-"));
  if (
    bare &&
    typeof type === "string" &&
    ["string", "integer", "number", "boolean"].includes(type)
  ) {
    const shared = { value: { type }, at: `${SHARED}/${type}` };
    return schemas.use(
      shared,
      `${pascalCase(type)}Parameter`,
      `${pascalCase(type)}PathParameter`,
      "parameters",
    );
  }
  const component = /^\/components\/parameters\/([^/]+)$/.exec(parameter.at)?.[1];
  const wanted =
    component === undefined ? pascalCase(operation.name) + pascalCase(name) : pascalCase(component);
  return schemas.use(cursor, `${wanted}Parameter`, `${wanted}PathParameter`, "parameters");
}

/** Where schemas stand that many parameters share; no pointer of a document looks so. */
const SHARED = "/components/parameters/-";

/** Query or header parameters as one object schema, keyed by wire name. */
export function parameterGroup(
  reading: Reading,
  schemas: Registry,
  declared: readonly Declared[],
  place: "query" | "header",
  operation: Named,
): ParameterGroup | undefined {
  const members = declared.filter(
    (entry) => entry.place === place && isExpressible(reading, entry),
  );
  if (members.length === 0) return undefined;
  const needed = members.filter(({ cursor }) => child(cursor, "required").value === true);
  const value: JsonObject = {
    type: "object",
    properties: Object.fromEntries(
      members.map(({ name, cursor }) => [name, propertySchema(reading, cursor)]),
    ),
    ...(needed.length > 0 && { required: needed.map(({ name }) => name) }),
  };
  const at = `${operation.at}/parameters/${place}`;
  for (const { name, cursor } of members) {
    const property = `${at}/properties/${escapeStep(name)}`;
    schemas.move(property, `${cursor.at}/schema`);
    readExamples(reading, cursor).forEach((example, index) => {
      schemas.move(`${property}/examples/${index}`, example.at);
    });
  }
  const suffix = place === "query" ? "Query" : "Headers";
  const wanted = pascalCase(operation.name) + suffix;
  const cursor = { value, at };
  const schema = schemas.use(cursor, wanted, `${wanted}Parameters`, "parameters");
  return { schema, required: needed.length > 0, at: operation.at };
}

/** The schema of a parameter with the parameter's own words and examples on it. */
function propertySchema(reading: Reading, cursor: Cursor): Json {
  const given = orAnything(child(cursor, "schema"));
  const schema = isSchema(reading, given) ? (given.value as Schema) : true;
  if (typeof schema === "boolean") return schema;
  const { description } = readDocs(cursor);
  const examples = readExamples(reading, cursor).map(({ value }) => value);
  return {
    ...schema,
    ...(description !== "" && { description }),
    ...(examples.length > 0 && { examples }),
  };
}

function orAnything(cursor: Cursor): Cursor {
  return cursor.value === undefined ? { ...cursor, value: true } : cursor;
}

/** Cookie parameters are not sent: in browsers no program may. */
export function warnOfCookies(reading: Reading, declared: readonly Declared[]): void {
  for (const { name, place, cursor } of declared) {
    if (place === "cookie") unsupported(reading, cursor, `The cookie parameter \`${name}\``);
  }
}
