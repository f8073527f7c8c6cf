// What people may do to an emulator beside its requests: set queues up, look at them, move dead letters
// back. Types only.
import type { ConfiguredQueue, QueueOptions } from "./queues.ts";
import type { Page, QueueStatistics } from "./store.ts";
import type { Counts } from "./tally.ts";

/** How an emulator is looked after. Queues are named by name or by identifier. */
export interface Oversight {
  /** Adds a queue, or replaces the options of one. @throws TypeError that says what is wrong. */
  configure(queue: QueueOptions): void;
  /** The queues that are configured, and after them those that requests have used, in their order. */
  queues(): readonly ConfiguredQueue[];
  /** How a queue is set up, whether it was used or not; undefined: requests can't have it. */
  queue(name: string): ConfiguredQueue | undefined;
  /** What went through a queue since the emulator was made. */
  counts(queue: string): Counts;
  /** The queues that hold messages, by name. May look at every message. */
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
