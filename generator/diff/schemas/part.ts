// Schemas as what must hold together: every `allOf` opened, references kept or followed. Nothing is
// compared here, and nothing that a schema says is lost.
import { escapeStep, isList, isObject } from "../../document/pointer.ts";
import {
  type Json,
  type JsonObject,
  type NamedSchema,
  type Pointer,
  REF_PREFIX,
  type Schema,
} from "../../model/model.ts";
import { ANNOTATIONS } from "../../schema/plain.ts";

/** A schema, and where it stands in its document. */
export interface Located {
  readonly schema: Schema;
  readonly at: Pointer;
}

/** A schema without `allOf` that refers to another one or says something itself, never both. */
export interface Part {
  readonly schema: JsonObject;
  readonly at: Pointer;
}

/** Schemas that a value must satisfy together; none at all: any value does. */
export type Together = readonly Located[];

/** One side's schemas by name. */
export type Schemas = ReadonlyMap<string, NamedSchema>;

/** What no value satisfies. */
const NOTHING: JsonObject = { enum: [] };

/** Whether a keyword says something about which values are valid. */
export function isAssertion(keyword: string): boolean {
  return !ANNOTATIONS.has(keyword) && !keyword.startsWith("x-");
}

export function isSchema(value: Json | undefined): value is Schema {
  return typeof value === "boolean" || isObject(value);
}

/** The subschemas of a keyword that holds a list of them. */
export function listed({ schema, at }: Part, keyword: string): readonly Located[] {
  const list = schema[keyword];
  if (!isList(list)) return [];
  return list.flatMap((inner, index) =>
    isSchema(inner) ? [{ schema: inner, at: `${at}/${keyword}/${index}` }] : [],
  );
}

/** The subschema of a keyword that holds one. */
export function inner({ schema, at }: Part, keyword: string): Located | undefined {
  const value = schema[keyword];
  return isSchema(value) ? { schema: value, at: `${at}/${keyword}` } : undefined;
}

/** The keys of a keyword that holds a map. */
export function keysOf(part: Part, keyword: string): readonly string[] {
  const map = part.schema[keyword];
  return isObject(map) ? Object.keys(map) : [];
}

/** What such a keyword holds by a key. */
export function member(part: Part, keyword: string, name: string): Located | undefined {
  const map = part.schema[keyword];
  if (!isObject(map) || !Object.hasOwn(map, name)) return undefined;
  const schema = map[name];
  return isSchema(schema) ? { schema, at: `${part.at}/${keyword}/${escapeStep(name)}` } : undefined;
}

const known = new WeakMap<JsonObject, Map<Pointer, readonly Part[]>>();

/** The parts of a schema with every `allOf` opened; references stay parts of their own. */
export function partsOf({ schema, at }: Located): readonly Part[] {
  if (schema === true) return [];
  if (schema === false) return [{ schema: NOTHING, at }];
  const places = known.get(schema) ?? new Map<Pointer, readonly Part[]>();
  known.set(schema, places);
  const found = places.get(at) ?? split(schema, at);
  places.set(at, found);
  return found;
}

function split(schema: JsonObject, at: Pointer): readonly Part[] {
  const { $ref, allOf: _opened, ...own } = schema;
  const alone = ["anyOf", "oneOf"].filter((key) => isList(own[key]) && own[key].length === 1);
  const rest = Object.fromEntries(Object.entries(own).filter(([key]) => !alone.includes(key)));
  const all = ["allOf", ...alone].flatMap((key) => listed({ schema, at }, key));
  return [
    ...(Object.keys(rest).some(isAssertion) ? [{ schema: rest, at }] : []),
    ...(typeof $ref === "string" ? [{ schema: { $ref }, at }] : []),
    ...all.flatMap(partsOf),
  ];
}

/** The name that a part refers to. */
export function refName({ schema }: Part): string | undefined {
  const ref = schema["$ref"];
  return typeof ref === "string" ? ref.slice(REF_PREFIX.length) : undefined;
}

export function named(schemas: Schemas, name: string): Located {
  return schemas.get(name) ?? { schema: true, at: "" };
}

/** The parts with every reference followed; one that leads back adds nothing. */
export function opened(
  schemas: Schemas,
  parts: readonly Part[],
  around: ReadonlySet<string> = new Set(),
): readonly Part[] {
  return parts.flatMap((part) => {
    const name = refName(part);
    if (name === undefined) return [part];
    if (around.has(name)) return [];
    return opened(schemas, partsOf(named(schemas, name)), new Set([...around, name]));
  });
}

/** All that schemas say together, as parts without references. */
export function allParts(schemas: Schemas, together: Together): readonly Part[] {
  return opened(schemas, together.flatMap(partsOf));
}
