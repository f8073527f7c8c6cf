// The same schema in other words: every way here leaves each value as valid, or not, as it was.
import type { Json, JsonObject } from "../../../generator/model/model.ts";

type Respell = (schema: JsonObject) => Json;

const PREFIX = "#/components/schemas/";

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const ONE = ["items", "contains", "not", "if", "then", "else", "additionalProperties"];
const LISTS = ["allOf", "anyOf", "oneOf", "prefixItems"];
const MAPS = ["properties", "patternProperties", "dependentSchemas"];

/** A schema with all its subschemas respelt, the innermost first. */
export function everywhere(schema: Json, respell: Respell): Json {
  if (!isObject(schema)) return schema;
  const inside = (value: Json): Json => everywhere(value, respell);
  const members = Object.entries(schema).map(([key, value]): readonly [string, Json] => {
    if (ONE.includes(key)) return [key, inside(value)];
    if (LISTS.includes(key)) return [key, (value as readonly Json[]).map(inside)];
    if (!MAPS.includes(key)) return [key, value];
    const map = Object.entries(value as JsonObject).map(([name, each]) => [name, inside(each)]);
    return [key, Object.fromEntries(map) as JsonObject];
  });
  return respell(Object.fromEntries(members) as JsonObject);
}

function reversed(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).reverse());
}

/** Lists in which the order, or a repetition, means nothing. */
function shuffled(schema: JsonObject): JsonObject {
  const sets = ["allOf", "anyOf", "oneOf", "enum", "required", "type"];
  const members = Object.entries(schema).map(([key, value]): readonly [string, Json] => {
    if (sets.includes(key) && Array.isArray(value)) return [key, value.toReversed() as Json];
    return [key, MAPS.includes(key) ? reversed(value as JsonObject) : value];
  });
  return reversed(Object.fromEntries(members) as JsonObject);
}

/** Ways that need nothing beside the schema. */
export const RESPELT: Readonly<Record<string, Respell>> = {
  "another order": shuffled,
  "a type as a list": (schema) =>
    typeof schema["type"] === "string" ? { ...schema, type: [schema["type"]] } : schema,
  "a constant as a list": (schema) => {
    const { const: only, ...others } = schema;
    return only === undefined ? schema : { ...others, enum: [only] };
  },
  "what says nothing": (schema) => ({ minLength: 0, uniqueItems: false, required: [], ...schema }),
  "words of others": (schema) => ({ ...schema, "x-other": 1 }),
};

/** The whole in one that says no more. */
export const WRAPPED: Readonly<Record<string, (schema: Json) => Json>> = {
  allOf: (schema) => ({ allOf: [schema] }),
  anyOf: (schema) => ({ anyOf: [schema] }),
  oneOf: (schema) => ({ oneOf: [schema] }),
};

/** A schema with its subschemas as components, and those. */
export function withComponents(schema: Json): readonly [Json, JsonObject] {
  const components: [string, Json][] = [];
  const whole = everywhere(schema, (each) => {
    const name = `Part${components.length}`;
    components.push([name, each]);
    return { $ref: PREFIX + name };
  });
  return [whole, Object.fromEntries(components)];
}

const SINCE_31 = [
  ...["const", "prefixItems", "contains", "maxContains", "patternProperties", "propertyNames"],
  ...["dependentRequired", "dependentSchemas", "unevaluatedProperties", "if"],
];

/** A schema as 3.0 writes it; undefined where it can't. */
export function in30(schema: Json): Json | undefined {
  let possible = true;
  const old = everywhere(schema === true ? {} : schema, (each) => {
    const { type, exclusiveMaximum, ...others } = each;
    if (SINCE_31.some((key) => Object.hasOwn(each, key))) possible = false;
    const types = Array.isArray(type)
      ? (type as readonly Json[])
      : type === undefined
        ? []
        : [type];
    const named = types.filter((each) => each !== "null");
    if (named.length > 1 || (types.length > 0 && named.length === 0)) possible = false;
    if (Object.values(others).some((value) => value === true)) possible = false;
    if (Array.isArray(each["enum"]) && types.length > 0) possible = false;
    const nullable: JsonObject = types.length > named.length ? { nullable: true } : {};
    const bound: JsonObject =
      exclusiveMaximum === undefined ? {} : { maximum: exclusiveMaximum, exclusiveMaximum: true };
    return { ...others, ...(named.length === 1 ? { type: named[0]! } : {}), ...nullable, ...bound };
  });
  return possible ? old : undefined;
}
