// All parts that may speak of one value: those that hold together, and the branches inside of them.

import {
  keysOf,
  member,
  allParts,
  inner,
  listed,
  type Located,
  type Part,
  type Schemas,
} from "./part.ts";

/** Branches inside of branches that are looked into. */
const DEPTH = 8;

/** Which of several branches count. */
export type Choose = (branches: readonly Located[]) => readonly Located[];

export function speaking(
  schemas: Schemas,
  parts: readonly Part[],
  choose: Choose = (branches) => branches,
  depth: number = 0,
): readonly Part[] {
  if (depth > DEPTH) return [];
  return parts.flatMap((part) => {
    const branches = choose(["anyOf", "oneOf"].flatMap((keyword) => listed(part, keyword)));
    const sides = ["if", "then", "else"].flatMap((keyword) => inner(part, keyword) ?? []);
    const dependent = keysOf(part, "dependentSchemas").flatMap((name) => {
      return member(part, "dependentSchemas", name) ?? [];
    });
    const more = [...branches, ...sides, ...dependent].flatMap((schema) =>
      speaking(schemas, allParts(schemas, [schema]), choose, depth + 1),
    );
    return [part, ...more];
  });
}
