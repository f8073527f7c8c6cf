// What a store of messages is. The rules decide, the store selects: it is given pure functions and
// applies them to the messages that it finds. Each operation is one transaction. Nothing here
// assumes that a process is alone: whatever a decision rests on is read in the same transaction.
import type { Message } from "./message.ts";
import type { Changes, Found } from "./settle.ts";

/** The state of one queue: all messages that are in it, leased and delayed ones too. */
export interface Metrics {
  readonly backlogCount: number;
  readonly backlogBytes: number;
  /** The earliest push among them, in milliseconds since 1970; 0 where there are none. */
  readonly oldestTimestampMs: number;
}

/** The state of one queue, for people. */
export interface QueueStatistics extends Metrics {
  readonly queue: string;
  /** With a consumer. */
  readonly inFlight: number;
  /** Waiting for the end of a delay. */
  readonly delayed: number;
}

/** Some of a queue's messages, in the order in which they came. */
export interface Page {
  readonly messages: readonly Message[];
  /** Where the next page begins; undefined: there is none. Opaque. */
  readonly next: string | undefined;
}

/**
 * Keeps messages. An operation takes place wholly or not at all, and no two of them see each
 * other's halves. The functions that it is given are pure and may be called more than once, so
 * that a store can repeat a transaction. Rejects where messages can't be read or written; with
 * `retryAfterSeconds` in the error, where that is for the time being and nothing has happened.
 */
export interface Store {
  /**
   * The time by the store's own clock, in milliseconds since 1970, where it has one: several
   * processes share the store, and each may have another idea of the time.
   */
  now?(): Promise<number>;
  /**
   * Puts messages into one queue. Undefined, and nothing is put in, where the queue would hold
   * more than `maxBytes` then.
   */
  push(queue: string, messages: readonly Message[], maxBytes: number): Promise<Metrics | undefined>;
  /**
   * Replaces up to `limit` messages with `visibleAt <= now` by what `grant` makes of each, the
   * ones that became visible first going first, and gives the new ones. No two callers are given
   * the same. `grant` makes a message invisible at `now`; `due` with the same `now` goes before,
   * and what it has left to another process (`dueAt <= now`) is not given.
   */
  lease(
    queue: string,
    now: number,
    limit: number,
    grant: (message: Message) => Message,
  ): Promise<{ readonly messages: readonly Message[]; readonly metrics: Metrics }>;
  /** Reads those of the named messages that are in the queue, and carries out what is decided. */
  settle<T>(
    queue: string,
    ids: readonly string[],
    decide: (found: Found) => { readonly changes: Changes; readonly result: T },
  ): Promise<{ readonly result: T; readonly metrics: Metrics }>;
  /**
   * Replaces up to `limit` messages with `dueAt <= now`, of any queue and the earliest first, by
   * what `lapse` makes of each; null deletes. How many these were; none where another process is
   * about it.
   */
  due(now: number, limit: number, lapse: (message: Message) => Message | null): Promise<number>;
  /** Every queue that holds messages, by name. May look at all messages. */
  statistics(now: number): Promise<readonly QueueStatistics[]>;
  /** Up to `limit` messages of a queue, from the first one or from `next` of the page before. */
  page(queue: string, limit: number, from?: string): Promise<Page>;
  /** Lets go of files and connections. No operation may follow. */
  close(): Promise<void>;
}
