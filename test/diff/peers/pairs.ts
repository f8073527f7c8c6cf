// The pairs that every comparer is asked about: those of the yardstick and some more, forth and back.
import { IDS } from "../oasdiff-ids.ts";
import { ROWS } from "../oasdiff.ts";
import type { Pair } from "../pairs.ts";
import { MORE } from "./more.ts";

/** A pair under its name; `~` before it: the same pair the other way round. */
export interface NamedPair {
  readonly id: string;
  readonly pair: Pair;
}

const FORTH: readonly NamedPair[] = [
  ...ROWS.flatMap(({ id, pair }) => (pair === undefined ? [] : [{ id, pair }])),
  ...MORE.flatMap(([id, pair]) => (IDS.has(id) ? [] : [{ id, pair }])),
];

const BACK = FORTH.map(({ id, pair: [old, next] }): NamedPair => {
  return { id: `~${id}`, pair: [next, old] };
});

/** Each once: many a pair is another one the other way round. */
export const PAIRS: readonly NamedPair[] = [
  ...new Map(
    [...FORTH, ...BACK].toReversed().map((each) => [JSON.stringify(each.pair), each] as const),
  ).values(),
].toReversed();
