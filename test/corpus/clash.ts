// Whether a schema contradicts itself: a proof that nothing can satisfy it, made apart from the search for
// values. It sees types and listed values that exclude each other, also in what must be there; it never
// says so of a schema that has a value.
import { isList, isObject } from "../../generator/document/pointer.ts";
import type { Json, JsonObject, Schema } from "../../generator/model/model.ts";

type Resolve = (ref: string) => Schema;

const DEPTH = 20;
const TYPES = ["null", "boolean", "object", "array", "number", "string"];

/** Whether no value satisfies all of these together. */
export function clash(schemas: readonly Schema[], resolve: Resolve, depth: number = 0): boolean {
  if (depth > DEPTH) return false;
  const parts = partsOf(schemas, resolve);
  if (parts === undefined) return true;
  const types = parts
    .map(typesOf)
    .reduce((left, right) => left.filter((t) => right.includes(t)), TYPES);
  const listed = parts.flatMap(listsOf);
  const [first, ...others] = listed.map(
    (list) => new Set(list.map((value) => JSON.stringify(value))),
  );
  const left = [...(first ?? [])].filter((text) => others.every((list) => list.has(text)));
  const possible = left.filter((text) => types.includes(typeOf(JSON.parse(text) as Json)));
  if (types.length === 0 || (first !== undefined && possible.length === 0)) return true;
  const beside = (branch: Schema): boolean =>
    clash([...parts.map(plain), branch], resolve, depth + 1);
  if (parts.flatMap(unionsOf).some((branches) => branches.every(beside))) return true;
  return (
    types.join() === "object" &&
    demanded(parts).some((name) => clash(membersOf(parts, name), resolve, depth + 1))
  );
}

/** Every `$ref` followed and every `allOf` opened; undefined where one of them is `false`. */
function partsOf(schemas: readonly Schema[], resolve: Resolve): readonly JsonObject[] | undefined {
  const found = new Set<JsonObject>();
  const pending = [...schemas];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === false) return undefined;
    if (next === true || found.has(next)) continue;
    found.add(next);
    if (typeof next["$ref"] === "string") pending.push(resolve(next["$ref"]));
    if (isList(next["allOf"])) pending.push(...(next["allOf"] as readonly Schema[]));
  }
  return [...found];
}

function typesOf({ type }: JsonObject): readonly string[] {
  if (type === undefined) return TYPES;
  return [type].flat().map((name) => (name === "integer" ? "number" : String(name)));
}

function typeOf(value: Json): string {
  if (value === null) return "null";
  return isList(value) ? "array" : typeof value;
}

function listsOf({ enum: several, const: only }: JsonObject): readonly (readonly Json[])[] {
  return [...(isList(several) ? [several] : []), ...(only === undefined ? [] : [[only]])];
}

function unionsOf({ anyOf, oneOf }: JsonObject): readonly (readonly Schema[])[] {
  return [anyOf, oneOf].filter(isList) as readonly (readonly Schema[])[];
}

/** Without the unions: a branch that was chosen is not chosen from again. */
function plain({ anyOf: _any, oneOf: _one, ...rest }: JsonObject): JsonObject {
  return rest;
}

function demanded(parts: readonly JsonObject[]): readonly string[] {
  return parts.flatMap(({ required }) => (isList(required) ? required.map(String) : []));
}

function membersOf(parts: readonly JsonObject[], name: string): readonly Schema[] {
  return parts.flatMap(({ properties }) =>
    isObject(properties) && Object.hasOwn(properties, name) ? [properties[name] as Schema] : [],
  );
}
