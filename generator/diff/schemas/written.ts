// A schema as one text that is the same for all that say the same: keys, and lists that are sets, in one
// order; what it refers to, and what is inside of it, written by others. `text` counts every word;
// `shape` only what decides which values are valid.
import { fieldOf } from "../../document/grammar.ts";
import { isList, isObject } from "../../document/pointer.ts";
import { canonical } from "../../fixtures/json.ts";
import { type Json, type JsonObject, REF_PREFIX, type Schema } from "../../model/model.ts";
import { isAssertion, isSchema } from "./part.ts";

export type Kind = "text" | "shape";

export interface Writing {
  readonly ref: (name: string) => string;
  readonly inner: (schema: Schema) => string;
  /** Branches of which the order means nothing, in one order. */
  readonly branches: (schemas: readonly Schema[]) => readonly string[];
}

export function written(kind: Kind, schema: JsonObject, writing: Writing): string {
  let text = "";
  for (const key of Object.keys(schema).sort()) {
    if (kind === "shape" ? !isAssertion(key) : isForeign(key)) continue;
    const value = schema[key]!;
    text +=
      key === "$ref"
        ? `"$ref":${writing.ref(String(value).slice(REF_PREFIX.length))},`
        : `${JSON.stringify(key)}:${keyword(kind, key, value, writing)},`;
  }
  return text;
}

/** Extensions of others say nothing to anybody here. */
function isForeign(key: string): boolean {
  return key.startsWith("x-") && !key.startsWith("x-onespec-");
}

/** Lists in which the order means nothing, and one is as good as a list of it. */
const SETS = new Set(["required", "type", "enum"]);
const BRANCHES = new Set(["allOf", "anyOf", "oneOf"]);

function keyword(kind: Kind, key: string, value: Json, writing: Writing): string {
  if (SETS.has(key))
    return [...new Set((isList(value) ? value : [value]).map(canonical))].sort().join();
  const field = fieldOf("schema", key);
  if (field?.kind !== "schema") return canonical(value);
  const one = (item: Json): string => (isSchema(item) ? writing.inner(item) : canonical(item));
  if (field.shape === "list") {
    if (!isList(value)) return canonical(value);
    const free = kind === "shape" && BRANCHES.has(key) && value.every(isSchema);
    return `[${(free ? writing.branches(value) : value.map(one)).join()}]`;
  }
  if (field.shape !== "map" || !isObject(value)) return one(value);
  const entries = Object.keys(value).sort();
  return `{${entries.map((name) => `${JSON.stringify(name)}:${one(value[name]!)}`).join()}}`;
}
