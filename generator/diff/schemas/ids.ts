// Numbers for schemas, the same for those that say the same, whatever the order of their keys and the
// names of what they refer to. `text` counts every word; `shape` only what decides which values are
// valid. So equal schemas are known without a walk, and renamed ones are found.
import { fieldOf } from "../../document/grammar.ts";
import { isObject } from "../../document/pointer.ts";
import { canonical } from "../../fixtures/json.ts";
import { type Json, type JsonObject, REF_PREFIX, type Schema } from "../../model/model.ts";
import { isAssertion, type Schemas } from "./part.ts";

type Kind = "text" | "shape";
type Side = "old" | "new";

export interface Ids {
  readonly of: (kind: Kind, side: Side, schema: Schema) => number;
  readonly ofName: (kind: Kind, side: Side, name: string) => number;
}

export function createIds(schemas: Readonly<Record<Side, Schemas>>): Ids {
  const numbers = new Map<string, number>();
  const intern = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    if (number === numbers.size) numbers.set(text, number);
    return number;
  };
  const classes = new Map<Kind, ReadonlyMap<string, number>>();
  const ofName: Ids["ofName"] = (kind, side, name) => {
    const found = classes.get(kind) ?? classify(kind, schemas, intern);
    classes.set(kind, found);
    return found.get(side + name) ?? -1;
  };
  const memo = new Map<string, WeakMap<JsonObject, number>>();
  const of: Ids["of"] = (kind, side, schema) => {
    if (typeof schema === "boolean") return intern(String(schema));
    const known = memo.get(kind + side) ?? new WeakMap<JsonObject, number>();
    memo.set(kind + side, known);
    const found =
      known.get(schema) ??
      intern(
        written(kind, schema, {
          ref: (name) => `#${ofName(kind, side, name)}`,
          inner: (subschema) => String(of(kind, side, subschema)),
        }),
      );
    known.set(schema, found);
    return found;
  };
  return { of, ofName };
}

/**
 * The classes of named schemas: first by their own words, then again and again by the classes of what
 * they refer to, until no class falls apart any more. Recursion does not matter to it.
 */
function classify(
  kind: Kind,
  schemas: Readonly<Record<Side, Schemas>>,
  intern: (text: string) => number,
): ReadonlyMap<string, number> {
  const refs = new Map<string, readonly string[]>();
  let classes = new Map<string, number>();
  for (const side of ["old", "new"] as const) {
    for (const [name, { schema }] of schemas[side]) {
      const found: string[] = [];
      classes.set(side + name, intern(skeleton(kind, schema, found)));
      refs.set(
        side + name,
        found.map((ref) => side + ref),
      );
    }
  }
  for (let count = 0; ;) {
    const before = count;
    count = new Set(classes.values()).size;
    if (count === before) return classes;
    const last = classes;
    classes = new Map(
      [...last].map(([key, own]) => {
        const reached = refs.get(key)!.map((ref) => last.get(ref) ?? -1);
        return [key, intern(`@${own} ${reached.join()}`)];
      }),
    );
  }
}

function skeleton(kind: Kind, schema: Schema, found: string[]): string {
  if (typeof schema === "boolean") return String(schema);
  return written(kind, schema, {
    ref: (name) => {
      found.push(name);
      return "#";
    },
    inner: (subschema) => `{${skeleton(kind, subschema, found)}}`,
  });
}

interface Writing {
  readonly ref: (name: string) => string;
  readonly inner: (schema: Schema) => string;
}

function written(kind: Kind, schema: JsonObject, writing: Writing): string {
  let text = "";
  for (const key of Object.keys(schema).sort()) {
    if (kind === "shape" ? !isAssertion(key) : isForeign(key)) continue;
    const value = schema[key]!;
    text += `${JSON.stringify(key)}:${key === "$ref" ? writing.ref(String(value).slice(REF_PREFIX.length)) : keyword(key, value, writing)},`;
  }
  return text;
}

/** Extensions of others say nothing to anybody here. */
function isForeign(key: string): boolean {
  return key.startsWith("x-") && !key.startsWith("x-onespec-");
}

/** Lists in which the order means nothing. */
const SETS = new Set(["required", "type", "enum"]);

function keyword(key: string, value: Json, { inner }: Writing): string {
  const field = fieldOf("schema", key);
  if (field?.kind !== "schema") {
    return SETS.has(key) && Array.isArray(value)
      ? value.map(canonical).sort().join()
      : canonical(value);
  }
  const one = (item: Json): string =>
    typeof item === "boolean" || isObject(item) ? inner(item) : canonical(item);
  if (field.shape === "list")
    return Array.isArray(value) ? `[${value.map(one).join()}]` : canonical(value);
  if (field.shape === "one" || !isObject(value)) return one(value);
  const entries = Object.keys(value).sort();
  return `{${entries.map((name) => `${JSON.stringify(name)}:${one(value[name]!)}`).join()}}`;
}
