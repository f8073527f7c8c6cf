// A schema as openapi-typescript prints it right: what says nothing about the type is taken out, and
// what that library reads otherwise than JSON Schema means it is said in its terms.
import type { Json, JsonObject, Schema } from "../../model/model.ts";
import { isOfType, typesOf } from "../../schema/types.ts";

/** Words that decide no type. */
const SILENT = new Set([
  "title",
  "description",
  "default",
  "examples",
  "format",
  "deprecated",
  "discriminator",
  "$defs",
]);

/** Words that decide one. */
const TYPED: readonly string[] = [
  "type",
  "$ref",
  "enum",
  "const",
  "properties",
  "items",
  "additionalProperties",
  "allOf",
  "anyOf",
  "oneOf",
];

export function printable(schema: JsonObject): JsonObject {
  const kept = new Map(
    Object.entries(schema).filter(([key]) => !SILENT.has(key) && !key.startsWith("x-")),
  );
  pinned(kept);
  besides(kept);
  objects(kept);
  looseIndex(kept);
  openTuple(kept);
  for (const keyword of ["anyOf", "oneOf"]) if (isUntyped(kept.get(keyword))) kept.delete(keyword);
  return Object.fromEntries(kept);
}

/** Scalars to choose from are the whole type; of objects and lists the other keywords say more. */
function pinned(schema: Map<string, Json>): void {
  const only = schema.get("const");
  if (schema.delete("const") && only !== undefined) schema.set("enum", [only]);
  const values = schema.get("enum");
  if (!Array.isArray(values)) return;
  const types = typesOf(Object.fromEntries(schema));
  const allowed = values.filter((value: Json) => types === undefined || isOfType(value, types));
  schema.delete("enum");
  if (allowed.length === 0 || allowed.some((value) => typeof value === "object" && value !== null))
    return;
  schema.clear();
  schema.set("enum", allowed);
}

/**
 * What stands beside a `$ref` counts too; and several types beside an `allOf` are one member of it,
 * where openapi-typescript would repeat the whole `allOf` for each of them.
 */
function besides(schema: Map<string, Json>): void {
  const [ref, all, type] = [schema.get("$ref"), schema.get("allOf") ?? [], schema.get("type")];
  const referring = ref !== undefined && TYPED.some((key) => key !== "$ref" && schema.has(key));
  const repeated = schema.has("allOf") && Array.isArray(type) && type.length > 1;
  if (!referring && !repeated) return;
  schema.delete("$ref");
  schema.delete("allOf");
  const rest = Object.fromEntries(schema);
  schema.clear();
  const own = Object.keys(rest).length === 0 ? [] : [rest];
  const first = ref === undefined ? [] : [{ $ref: ref }];
  schema.set("allOf", [...first, ...own, ...(all as readonly Json[])]);
}

/** `true` and `false` as the objects that mean the same: openapi-typescript takes no other in an `allOf`. */
function objects(schema: Map<string, Json>): void {
  const all = schema.get("allOf");
  if (!Array.isArray(all)) return;
  schema.set(
    "allOf",
    all.map((part: Schema): Json => (part === true ? {} : part === false ? { not: {} } : part)),
  );
}

/**
 * Beside properties of other types no index signature is right but that of `unknown`: the compiler
 * holds every property against it. A pattern speaks of some names, an index signature of all.
 */
function looseIndex(schema: Map<string, Json>): void {
  const properties = Object.keys(schema.get("properties") ?? {}).length;
  const rest = schema.get("additionalProperties");
  const patterns = schema.has("patternProperties");
  if (patterns && rest === false && properties === 0) return;
  if (!patterns && (properties === 0 || typeof rest !== "object")) return;
  schema.delete("patternProperties");
  schema.set("additionalProperties", true);
}

/** A list may be shorter than its `prefixItems`, and longer: it is a list of their union. */
function openTuple(schema: Map<string, Json>): void {
  const [prefix, rest] = [schema.get("prefixItems"), schema.get("items")];
  if (!Array.isArray(prefix)) return;
  if (rest === false && Number(schema.get("minItems") ?? 0) >= prefix.length) return;
  schema.delete("prefixItems");
  schema.set(
    "items",
    rest === undefined || rest === true
      ? {}
      : { anyOf: rest === false ? prefix : [...prefix, rest] },
  );
}

/** Whether a branch of a union says nothing about the type, so that the union would be `unknown`. */
function isUntyped(branches: Json | undefined): boolean {
  return (
    Array.isArray(branches) &&
    branches.some((branch: Schema) => {
      return typeof branch === "boolean" || !TYPED.some((keyword) => keyword in branch);
    })
  );
}
