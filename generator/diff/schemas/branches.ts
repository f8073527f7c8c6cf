// Which branch of a union became which: first by what they say, then by name, by tag, by type, by place.
import { isList, isObject } from "../../document/pointer.ts";
import type { Json } from "../../model/model.ts";
import type { Side } from "../change.ts";
import type { Pair } from "./difference.ts";
import { atomsOf } from "./facts.ts";

import { keysOf, member, allParts, type Part, partsOf, refName, type Together } from "./part.ts";

export interface Matched {
  readonly pairs: readonly (readonly [Together, Together])[];
  readonly removed: readonly Together[];
  readonly added: readonly Together[];
}

interface Branch {
  readonly schemas: Together;
  readonly index: number;
}

type Test = (old: Branch, next: Branch) => boolean;

export function match(pair: Pair, old: readonly Together[], next: readonly Together[]): Matched {
  const indexed = (all: readonly Together[]): Branch[] =>
    all.map((schemas, index) => ({ schemas, index }));
  let removed = indexed(old);
  const added = indexed(next);
  const pairs: (readonly [Together, Together])[] = [];
  for (const test of tests(pair)) {
    removed = removed.filter((branch) => {
      const index = added.findIndex((other) => test(branch, other));
      if (index === -1) return true;
      pairs.push([branch.schemas, added.splice(index, 1)[0]!.schemas]);
      return false;
    });
  }
  return {
    pairs,
    removed: removed.map(({ schemas }) => schemas),
    added: added.map(({ schemas }) => schemas),
  };
}

function tests(pair: Pair): readonly Test[] {
  const { ids, schemas } = pair.session;
  const shape = (side: Side, branch: Branch): string =>
    branch.schemas
      .flatMap(partsOf)
      .map((part) => ids.of("shape", side, part.schema))
      .sort()
      .join();
  const parts = (side: Side, branch: Branch): readonly Part[] =>
    allParts(schemas[side], branch.schemas);
  const types = (side: Side, branch: Branch): string =>
    [...atomsOf(schemas[side], parts(side, branch))].sort().join();
  return [
    (old, next) => shape("old", old) === shape("new", next),
    (old, next) => refOf(old) !== undefined && refOf(old) === refOf(next),
    (old, next) => {
      const tags = tagsOf(parts("new", next));
      return tagsOf(parts("old", old)).some((tag) => tags.includes(tag));
    },
    (old, next) => {
      const found = types("old", old);
      return isUnnamed(old, next) && found !== "object" && found === types("new", next);
    },
    (old, next) => isUnnamed(old, next) && old.index === next.index,
  ];
}

function refOf({ schemas }: Branch): string | undefined {
  const names = schemas.flatMap(partsOf).map(refName);
  return names.length === 1 ? names[0] : undefined;
}

function isUnnamed(old: Branch, next: Branch): boolean {
  return refOf(old) === undefined || refOf(next) === undefined;
}

/** Properties that are pinned to one value: `kind="cat"`. */
function tagsOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) =>
    keysOf(part, "properties").flatMap((name) => {
      const schema = member(part, "properties", name)?.schema;
      const value = isObject(schema) ? only(schema["const"], schema["enum"]) : undefined;
      return typeof value === "string" ? [`${name}=${value}`] : [];
    }),
  );
}

function only(constant: Json | undefined, several: Json | undefined): Json | undefined {
  return isList(several) && several.length === 1 ? several[0] : constant;
}

/** What a branch is called in a sentence: by its name, its title, its tag, its type, or where it stands. */
export function nameOf(branch: Together): string {
  const parts = branch.flatMap(partsOf);
  const name = parts.map(refName).find((found) => found !== undefined);
  const title = branch
    .map(({ schema }) => typeof schema === "object" && schema["title"])
    .find(Boolean);
  const type = parts.map(({ schema }) => schema["type"]).find((found) => found !== undefined);
  const known = name ?? title ?? tagsOf(parts)[0] ?? (isList(type) ? type.join(" or ") : type);
  if (known === "object") return withProperties(parts);
  return typeof known === "string" ? known : (branch.at(-1)?.at ?? "");
}

/** Names that tell objects without a name from each other. */
const SHOWN = 3;

function withProperties(parts: readonly Part[]): string {
  const names = [...new Set(parts.flatMap((part) => keysOf(part, "properties")))];
  const more = names.length > SHOWN ? ", …" : "";
  if (names.length === 0) return "object";
  return `object with ${names
    .slice(0, SHOWN)
    .map((name) => `\`${name}\``)
    .join(", ")}${more}`;
}

/** Whether a branch is known by a name, or has parts that are: then types change with it. */
export function isSpoken(pair: Pair, side: Side, branch: Together): boolean {
  if (branch.flatMap(partsOf).some((part) => refName(part) !== undefined)) return true;
  const schemas = pair.session.schemas[side];
  const atoms = atomsOf(schemas, allParts(schemas, branch));
  return atoms.has("object") || atoms.has("array");
}
