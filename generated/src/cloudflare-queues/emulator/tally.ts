// How much went through an emulator since it was made, by queue; for people who look at rates. Counts
// what was answered, not what a store holds, and keeps no more names than people can look at.

/** Messages that went through one queue. */
export interface Counts {
  readonly pushed: number;
  readonly pulled: number;
  readonly acked: number;
  readonly retried: number;
}

/** Counts by queue. */
export interface Tally {
  /** Counts messages; where there are none, the queue is not remembered for it. */
  add(queue: string, counts: Partial<Counts>): void;
  of(queue: string): Counts;
  /** The queues that something was counted of, in the order in which they were first used. */
  queues(): readonly string[];
  /** Forgets queues that are not kept, the least recently used first, until few enough are left. */
  forget(isKept: (queue: string) => boolean): void;
}

interface Entry {
  readonly counts: Counts;
  /** How many queues were new before it. */
  readonly place: number;
}

const NOTHING: Counts = { pushed: 0, pulled: 0, acked: 0, retried: 0 };
/** Queues that `forget` leaves beside those that are kept. */
export const MOST_IDLE = 1000;
/** Queues in any case, so that nothing grows where nobody calls `forget`. */
export const MOST_COUNTED = 10_000;

/** Makes a tally that has counted nothing. */
export function emptyTally(): Tally {
  // The least recently used first.
  const byQueue = new Map<string, Entry>();
  let next = 0;
  const of = (queue: string): Counts => byQueue.get(queue)?.counts ?? NOTHING;
  return {
    of,
    queues: () =>
      [...byQueue].sort(([, one], [, other]) => one.place - other.place).map(([name]) => name),
    add(queue, { pushed = 0, pulled = 0, acked = 0, retried = 0 }) {
      if (pushed + pulled + acked + retried === 0) return;
      const before = of(queue);
      const counts = {
        pushed: before.pushed + pushed,
        pulled: before.pulled + pulled,
        acked: before.acked + acked,
        retried: before.retried + retried,
      };
      const place = byQueue.get(queue)?.place ?? next++;
      byQueue.delete(queue);
      byQueue.set(queue, { counts, place });
      const [oldest] = byQueue.keys();
      if (byQueue.size > MOST_COUNTED) byQueue.delete(oldest!);
    },
    forget(isKept) {
      if (byQueue.size <= MOST_IDLE) return;
      const idle = [...byQueue.keys()].filter((name) => !isKept(name));
      for (const name of idle.slice(0, -MOST_IDLE)) byQueue.delete(name);
    },
  };
}
