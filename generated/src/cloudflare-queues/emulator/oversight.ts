// What people may do to an emulator beside its requests: set queues up, look at them, move dead letters
// back. Types only.
import type { Message } from "./message.ts";
import type { ConfiguredQueue, QueueOptions } from "./queues.ts";
import type { Page, QueueStatistics } from "./store.ts";
import type { Counts } from "./tally.ts";

/** How an emulator is looked after. Queues are named by name or by identifier. */
export interface Oversight {
  /** The time that decides, in milliseconds since 1970: that of its clock, or of its store. */
  now(): Promise<number>;
  /** Adds a queue, or replaces the options of one. @throws TypeError that says what is wrong. */
  configure(queue: QueueOptions): void;
  /**
   * The queues that are configured, and after them those that messages went through, in the order of
   * their first use. Of those that hold nothing the 1,000 last used ones are remembered.
   */
  queues(): readonly ConfiguredQueue[];
  /** How a queue is set up, whether it was used or not; undefined: requests can't have it. */
  queue(name: string): ConfiguredQueue | undefined;
  /**
   * Whether the token is the one that requests to the queue must carry: its own, or else the
   * emulator's; without a queue the emulator's. Where there is none, any will do, and none at all.
   * Takes as long whatever part of the token is right.
   */
  admits(queue: string | undefined, token: string | undefined): boolean;
  /** What went through a queue since the emulator was made, or since the queue was forgotten. */
  counts(queue: string): Counts;
  /** The queues that hold messages, by name. May look at every message. */
  statistics(): Promise<readonly QueueStatistics[]>;
  /** Up to `limit` messages of a queue, leased and delayed ones too; leases none. Default: 100. */
  messages(queue: string, limit?: number, from?: string): Promise<Page>;
  /** The attempts of a message so far, as pulls count them: see `deadLetterAttempts`. */
  attempts(message: Message): number;
  /**
   * Moves messages of a queue into another one, where their retries begin anew: dead letters, say.
   * Those that are with a consumer stay. How many went.
   *
   * @throws TypeError where there is no queue `to`, or where it is the queue itself.
   */
  redrive(from: string, to: string, ids: readonly string[]): Promise<number>;
}
