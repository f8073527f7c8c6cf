// A schema of the document → the model's: every reference becomes a name, and what only names places
// or holds schemas for others to refer to is gone.
import { flatMapEntries, isList, pointerOf, refOf } from "../document/pointer.ts";
import { mapSubschemas } from "../document/walk.ts";
import type { Context, Contexts } from "./context.ts";
import { type Json, type JsonObject, type Pointer, REF_PREFIX, type Schema } from "./model.ts";

export interface Linking {
  readonly contexts: Contexts;
  /** The name of what a `$ref` leads to; `from` is the object that holds it. */
  readonly nameOfRef: (ref: string, from: Pointer, context: Context) => string | undefined;
}

/** Words that say where something stands: no stage after this one asks. */
const PLACES = new Set(["$id", "$anchor", "$dynamicAnchor", "$defs", "definitions"]);

/** The schema at a pointer, with names in the place of references. */
export function named(linking: Linking, schema: Schema, at: Pointer, around: Context): Schema {
  if (typeof schema === "boolean") return schema;
  const context = typeof schema["$id"] === "string" ? linking.contexts.enter(around, at) : around;
  const own = flatMapEntries(schema, (key, value) => (PLACES.has(key) ? [] : [[key, value]]));
  const mapped = mapSubschemas(own, (inner, path) => named(linking, inner, at + path, context));
  return withDynamic(linking, withName(linking, mapped, at, context), at, context);
}

function withName(linking: Linking, schema: JsonObject, at: Pointer, context: Context): JsonObject {
  const { $ref: ref } = schema;
  const name = typeof ref === "string" ? linking.nameOfRef(ref, at, context) : undefined;
  return name === undefined ? schema : { ...schema, $ref: REF_PREFIX + name };
}

/** A `$dynamicRef` is a `$ref` as soon as the way to it is known. */
function withDynamic(
  { contexts, nameOfRef }: Linking,
  schema: JsonObject,
  at: Pointer,
  context: Context,
): JsonObject {
  const { $dynamicRef: dynamic, ...rest } = schema;
  const initial = typeof dynamic === "string" ? pointerOf(dynamic) : undefined;
  if (initial === undefined) return schema;
  const name = nameOfRef(refOf(contexts.dynamic(context, initial)), at, context);
  if (name === undefined) return schema;
  const $ref = REF_PREFIX + name;
  if (rest["$ref"] === undefined) return { ...rest, $ref };
  const all: readonly Json[] = isList(rest["allOf"]) ? rest["allOf"] : [];
  return { ...rest, allOf: [...all, { $ref }] };
}
