// Looks at all queues at once, for everybody who asks. A look may cost a scan of every message, so
// the next one waits in proportion to what the last one took.
import type { Emulator } from "../emulator.ts";
import { type Overview, queueViews } from "./page-views.ts";

/** A look takes at most one part in so many of the time. */
const SHARE = 20;

/**
 * Gives looks that share their work: those who ask while one is under way, or very soon after it,
 * get the same. `intervalMs` is the least `nextMs`. A look rejects where the store can't be read.
 */
export function looking(
  emulator: Emulator,
  now: () => number | Promise<number>,
  intervalMs: number,
): () => Promise<Overview> {
  let last: Promise<Overview> | undefined;
  let freshUntil = 0;
  return () => {
    if (last && performance.now() < freshUntil) return last;
    freshUntil = Infinity;
    last = look().catch((error: unknown) => {
      freshUntil = 0;
      throw error;
    });
    return last;
  };

  async function look(): Promise<Overview> {
    const began = performance.now();
    const statistics = await emulator.statistics();
    const took = performance.now() - began;
    freshUntil = performance.now() + took * SHARE;
    const names = namesOf(
      emulator,
      statistics.map(({ queue }) => queue),
    );
    const queues = queueViews(names, emulator, statistics);
    return { at: await now(), nextMs: Math.max(intervalMs, Math.ceil(took * SHARE)), queues };
  }
}

/** Configured queues, each before its dead letter queue, and then all others. */
function namesOf(emulator: Emulator, others: readonly string[]): ReadonlySet<string> {
  const configured = emulator.queues().flatMap(({ name, deadLetterQueue }) => {
    return deadLetterQueue === undefined ? [name] : [name, deadLetterQueue];
  });
  return new Set([...configured, ...others]);
}
