// What people do to an emulator beside its requests: set queues up, look at them, move dead letters
// back. Leases nothing and counts no attempt.
import { isLeased } from "./lease.ts";
import { catchUp, type Workplace } from "./operations.ts";
import type { ConfiguredQueue, QueueOptions } from "./queues.ts";
import { moveTo } from "./rules.ts";
import type { Changes } from "./settle.ts";
import type { Page, QueueStatistics } from "./store.ts";
import type { Counts } from "./tally.ts";

/** How an emulator is looked after. Queues are named by name or by identifier. */
export interface Oversight {
  /** Adds a queue, or replaces the options of one. @throws TypeError that says what is wrong. */
  configure(queue: QueueOptions): void;
  /** The configured queues, in the order in which they were. */
  queues(): readonly ConfiguredQueue[];
  /** What went through a queue since the emulator was made. */
  counts(queue: string): Counts;
  /** The queues that hold messages. May look at every message. */
  statistics(): Promise<readonly QueueStatistics[]>;
  /** Up to `limit` messages of a queue, leased and delayed ones too; leases none. Default: 100. */
  messages(queue: string, limit?: number, from?: string): Promise<Page>;
  /**
   * Moves messages of a queue into another one, where their retries begin anew: dead letters, say.
   * Those that are with a consumer stay. How many went.
   *
   * @throws TypeError where there is no queue `to`.
   */
  redrive(from: string, to: string, ids: readonly string[]): Promise<number>;
}

/** Oversight of what is in a workplace. */
export function oversightOf(place: Workplace, clock: () => number): Oversight {
  const { queues, store, tally } = place;
  const nameOf = (queue: string): string => queues.find(queue)?.name ?? queue;
  const present = async (): Promise<number> => {
    const now = clock();
    await catchUp(place, now);
    return now;
  };
  return {
    configure: queues.configure,
    queues: queues.all,
    counts: (queue) => tally.of(nameOf(queue)),
    async statistics() {
      return store.statistics(await present());
    },
    async messages(queue, limit = 100, from) {
      await present();
      return store.page(nameOf(queue), limit, from);
    },
    async redrive(from, to, ids) {
      const target = queues.find(to);
      if (!target) throw new TypeError(`there is no queue ${JSON.stringify(to)}`);
      const now = await present();
      const { result } = await store.settle(nameOf(from), ids, (found) => {
        const free = [...found.values()].filter((message) => !isLeased(message, now));
        const changes: Changes = new Map(free.map((one) => [one.id, moveTo(one, target, now)]));
        return { changes, result: free.length };
      });
      return result;
    },
  };
}
