// How many messages go through a queue a second: differences of what the emulator has counted, by the
// emulator's clock. Pure.
import type { Overview } from "../server/page-views.ts";

export const KINDS = ["pushed", "pulled", "acked"] as const;
export type Kind = (typeof KINDS)[number];

/** The rates of the time that ended at `at`. */
export type Sample = Readonly<Record<Kind | "at", number>>;

/** Samples of one queue, oldest first. */
export interface History {
  readonly at: number;
  readonly counts: Readonly<Record<Kind, number>>;
  readonly samples: readonly Sample[];
}

/** How far back rates are kept. */
export const SPAN = 60_000;

/** The histories after another look. A clock set back or an emulator begun anew begins them anew. */
export function extended(
  histories: ReadonlyMap<string, History>,
  { at, queues }: Overview,
): ReadonlyMap<string, History> {
  return new Map(queues.map(({ name, counts }) => [name, next(histories.get(name), at, counts)]));
}

function next(before: History | undefined, at: number, counts: History["counts"]): History {
  if (!before || at < before.at || KINDS.some((kind) => counts[kind] < before.counts[kind])) {
    return { at, counts, samples: [] };
  }
  if (at === before.at) return before;
  const rate = (kind: Kind): number =>
    ((counts[kind] - before.counts[kind]) * 1000) / (at - before.at);
  const sample = { at, pushed: rate("pushed"), pulled: rate("pulled"), acked: rate("acked") };
  const samples = [...before.samples, sample].filter((one) => one.at >= at - SPAN);
  return { at, counts, samples };
}

/** The least 1, 2 or 5 times a power of ten that is not under a number; 1 at least. */
export function ceiling(number: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, number)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((most) => most >= number) ?? number;
}
