// Walking an OpenAPI document by its grammar, children first, and rewriting it on the way.
// It goes only where the document itself has objects: never into examples, defaults, enums or
// extensions, unless a `$ref` leads there.
import type { Json, JsonObject, Pointer, Schema } from "../model/model.ts";
import { type Field, fieldOf, type Kind, kindAt } from "./grammar.ts";
import { escapeStep, isList, isObject, mapValues, pointerOf, split, update } from "./pointer.ts";

export interface Place {
  readonly kind: Kind;
  readonly pointer: Pointer;
  /** The field of the parent that holds it: `items`, `additionalProperties`; "" if nothing does. */
  readonly field: string;
}

/** Gives what stands in the place of a node; the node itself where nothing changes. */
export type Visit = (node: JsonObject | boolean, place: Place) => Json;

/** The document with every object that its grammar knows rewritten; children before parents. */
export function rewrite(root: JsonObject, visit: Visit): JsonObject {
  const elsewhere = new Map<Pointer, Kind>();
  const go = (node: Json, place: Place): Json => {
    const boolean = place.kind === "schema" && typeof node === "boolean";
    if (!boolean && !isObject(node)) return node;
    if (typeof node === "boolean") return visit(node, place);
    noteTarget(elsewhere, node, place.kind);
    return visit(isReference(node, place.kind) ? node : mapParts(node, place, go), place);
  };
  let walked = go(root, { kind: "document", pointer: "", field: "" });
  // A Map's iteration sees what is added on the way: a target outside of the grammar may lead on.
  for (const [pointer, kind] of elsewhere) {
    walked = update(walked, pointer, (node) => go(node, { kind, pointer, field: "" }));
  }
  return walked as JsonObject;
}

/** Calls `see` for every object that the document's grammar knows. */
export function walk(
  root: JsonObject,
  see: (node: JsonObject | boolean, place: Place) => void,
): void {
  rewrite(root, (node, place) => {
    see(node, place);
    return node;
  });
}

/** Calls `see` for what the grammar knows at one place and below it; no reference is followed. */
export function walkFrom(
  node: Json,
  place: Place,
  see: (node: JsonObject | boolean, place: Place) => void,
): void {
  const go = (inner: Json, at: Place): Json => {
    const boolean = at.kind === "schema" && typeof inner === "boolean";
    if (!boolean && !isObject(inner)) return inner;
    see(inner as JsonObject | boolean, at);
    if (isObject(inner) && !isReference(inner, at.kind)) mapParts(inner, at, go);
    return inner;
  };
  go(node, place);
}

/**
 * A schema with its direct subschemas mapped. `path` leads from the schema to the subschema:
 * `/properties/name`.
 */
export function mapSubschemas(
  schema: JsonObject,
  map: (subschema: Schema, path: Pointer) => Schema,
): JsonObject {
  const place: Place = { kind: "schema", pointer: "", field: "" };
  return mapParts(schema, place, (node, { pointer }) =>
    isObject(node) || typeof node === "boolean" ? map(node, pointer) : node,
  );
}

/** A target that the grammar reaches is visited anyway; any other is noted. */
function noteTarget(elsewhere: Map<Pointer, Kind>, node: JsonObject, kind: Kind): void {
  const ref = Object.hasOwn(node, "$ref") ? node["$ref"] : undefined;
  if (
    typeof ref !== "string" ||
    /^#\/components\/(?:schemas|parameters|responses)\/[^/%]*$/.test(ref)
  )
    return;
  const pointer = pointerOf(ref);
  if (pointer === undefined || kindAt(split(pointer)) !== undefined) return;
  elsewhere.set(pointer, kind);
}

/** Whether an object only refers to another one; a schema or a path item may say more beside it. */
function isReference(node: JsonObject, kind: Kind): boolean {
  return kind !== "schema" && kind !== "pathItem" && Object.hasOwn(node, "$ref");
}

type Go = (node: Json, place: Place) => Json;

function mapParts(node: JsonObject, { kind, pointer }: Place, go: Go): JsonObject {
  return mapValues(node, (value, name) => {
    const field = fieldOf(kind, name);
    return field === undefined
      ? value
      : mapField(value, field, `${pointer}/${escapeStep(name)}`, name, go);
  });
}

function mapField(
  value: Json,
  { kind, shape }: Field,
  pointer: Pointer,
  field: string,
  go: Go,
): Json {
  if (shape === "one" || (shape === "some" && !isList(value)))
    return go(value, { kind, pointer, field });
  if (shape === "list" || shape === "some") {
    if (!isList(value)) return value;
    const mapped = value.map((item, index) =>
      go(item, { kind, pointer: `${pointer}/${index}`, field }),
    );
    return mapped.every((item, index) => item === value[index]) ? value : mapped;
  }
  if (!isObject(value)) return value;
  return mapValues(value, (item, name) =>
    shape === "paths" && name.startsWith("x-")
      ? item
      : go(item, { kind, pointer: `${pointer}/${escapeStep(name)}`, field }),
  );
}
