// Numbers for schemas, the same for those that say the same, whatever the order of their keys and the
// names of what they refer to. `text` counts every word; `shape` only what decides which values are
// valid. So equal schemas are known without a walk, and renamed ones are found.
import type { JsonObject, NamedSchema, Schema } from "../../model/model.ts";
import type { Schemas } from "./part.ts";
import { type Kind, written } from "./written.ts";

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
  // Most schemas are the same on both sides, to the letter.
  const same = new Set(
    [...schemas.new.keys()].filter((name) =>
      isSameText(schemas.old.get(name), schemas.new.get(name)!),
    ),
  );
  const ofName: Ids["ofName"] = (kind, side, name) => {
    const found = classes.get(kind) ?? classify(kind, schemas, same, intern);
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
          branches: (all) => all.map((branch) => String(of(kind, side, branch))).sort(),
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
  same: ReadonlySet<string>,
  intern: (text: string) => number,
): ReadonlyMap<string, number> {
  const refs = new Map<string, readonly string[]>();
  let classes = new Map<string, number>();
  for (const side of ["old", "new"] as const) {
    for (const [name, { schema }] of schemas[side]) {
      const found: string[] = [];
      const known = side === "new" && same.has(name) ? `old${name}` : undefined;
      const own = known === undefined ? intern(skeleton(kind, schema, found)) : classes.get(known)!;
      classes.set(side + name, own);
      const reached =
        known === undefined
          ? found.map((ref) => side + ref)
          : refs.get(known)!.map((ref) => `new${ref.slice("old".length)}`);
      refs.set(side + name, reached);
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

function isSameText(old: NamedSchema | undefined, next: NamedSchema): boolean {
  return old !== undefined && JSON.stringify(old.schema) === JSON.stringify(next.schema);
}

function skeleton(kind: Kind, schema: Schema, found: string[]): string {
  if (typeof schema === "boolean") return String(schema);
  return written(kind, schema, {
    ref: (name) => {
      found.push(name);
      return "#";
    },
    inner: (subschema) => `{${skeleton(kind, subschema, found)}}`,
    branches: (all) => {
      // References go with the branches that hold them.
      const apart = all.map((branch) => {
        const own: string[] = [];
        return { text: `{${skeleton(kind, branch, own)}}`, own };
      });
      apart.sort((one, other) => (one.text < other.text ? -1 : one.text > other.text ? 1 : 0));
      found.push(...apart.flatMap(({ own }) => own));
      return apart.map(({ text }) => text);
    },
  });
}
