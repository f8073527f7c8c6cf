// What a comparer says of pairs, and where it and this comparison differ.
import { heaviest } from "../../../generator/diff/change.ts";
import { diff } from "../../../generator/diff/diff.ts";
import { authored } from "../pairs.ts";
import type { NamedPair } from "./pairs.ts";

/** What it calls breaking, in its own words, by pair; a pair that it was not asked about is not there. */
export type Said = ReadonlyMap<string, readonly string[]>;

export interface Held {
  readonly asked: readonly string[];
  /** Breaking for both. */
  readonly both: readonly string[];
  /** Breaking for this comparison alone. */
  readonly ours: readonly string[];
  /** Breaking for the other alone. */
  readonly theirs: readonly string[];
}

/** The pairs that this comparison calls breaking, or can't decide, which weighs as much. */
export function breakingPairs(pairs: readonly NamedPair[]): ReadonlySet<string> {
  const broken = pairs.filter(({ pair: [old, next] }) => {
    return heaviest(diff(authored(old), authored(next)).changes) === "major";
  });
  return new Set(broken.map(({ id }) => id));
}

export function hold(said: Said, breaking: ReadonlySet<string>): Held {
  const asked = [...said.keys()];
  const [yes, no] = [true, false].map((wanted) =>
    asked.filter((id) => said.get(id)!.length > 0 === wanted),
  );
  return {
    asked,
    both: yes!.filter((id) => breaking.has(id)),
    ours: no!.filter((id) => breaking.has(id)),
    theirs: yes!.filter((id) => !breaking.has(id)),
  };
}
