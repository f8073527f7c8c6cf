// How much went through an emulator since it was made, by queue; for people who look at rates. Counts
// what was answered, not what a store holds.

/** Messages that went through one queue. */
export interface Counts {
  readonly pushed: number;
  readonly pulled: number;
  readonly acked: number;
  readonly retried: number;
}

/** Counts by queue. */
export interface Tally {
  add(queue: string, counts: Partial<Counts>): void;
  of(queue: string): Counts;
  /** The queues that something was counted of. */
  queues(): readonly string[];
}

const NOTHING: Counts = { pushed: 0, pulled: 0, acked: 0, retried: 0 };

/** Makes a tally that has counted nothing. */
export function emptyTally(): Tally {
  const byQueue = new Map<string, Counts>();
  const of = (queue: string): Counts => byQueue.get(queue) ?? NOTHING;
  return {
    of,
    queues: () => [...byQueue.keys()],
    add(queue, { pushed = 0, pulled = 0, acked = 0, retried = 0 }) {
      const before = of(queue);
      byQueue.set(queue, {
        pushed: before.pushed + pushed,
        pulled: before.pulled + pulled,
        acked: before.acked + acked,
        retried: before.retried + retried,
      });
    },
  };
}
