// Messages in and out within one transaction, and what is counted along the way. Counts are read
// from the file when they are first needed and written back before the transaction ends, since in
// between nobody else can change them; a ledger never outlives its transaction.
import type { Message } from "../emulator/message.ts";
import type { Metrics } from "../emulator/store.ts";
import { type Entry, heldOf, valuesOf } from "./rows.ts";
import type { Statements } from "./statements.ts";

/** One queue as far as it is counted. */
export interface Tally {
  readonly id: number;
  messages: number;
  bytes: number;
  /** The latest timestamp that ever came in. */
  newest: number;
  /** Undefined: to be looked up. */
  oldest: number | undefined;
}

/** What operations write with. */
export interface Ledger {
  readonly statements: Statements;
  /** Undefined: no message was ever in the queue. */
  find(queue: string): Tally | undefined;
  add(message: Message): void;
  /** Null takes the message away. Of one that stays, only history and times can change. */
  replace(entry: Entry, message: Message | null): void;
  metrics(queue: string): Metrics;
  /** Writes down what was counted. */
  close(): void;
}

/** Opens the ledger of a transaction that has begun. */
export function ledgerOf(statements: Statements): Ledger {
  const tallies = new Map<string, Tally>();
  let sequence: number | undefined;

  function find(queue: string): Tally | undefined {
    const known = tallies.get(queue) ?? readTally(statements, queue);
    if (known) tallies.set(queue, known);
    return known;
  }
  function open(queue: string): Tally {
    const id = (): number => Number(statements.addQueue.run(queue).lastInsertRowid);
    const tally = find(queue) ?? { id: id(), messages: 0, bytes: 0, newest: 0, oldest: 0 };
    tallies.set(queue, tally);
    return tally;
  }
  function add(message: Message): void {
    const tally = open(message.queue);
    const { timestampMs, bytes } = message;
    const isEarly = tally.messages > 0 && timestampMs < tally.newest;
    sequence = (sequence ?? Number(statements.sequence.get()!.sequence)) + 1;
    statements.insert.run(...valuesOf(message, sequence, tally.id, isEarly));
    tally.newest = isEarly ? tally.newest : timestampMs;
    tally.oldest = tally.messages === 0 ? timestampMs : earlier(tally.oldest, timestampMs);
    tally.messages += 1;
    tally.bytes += bytes;
  }
  function remove({ message, sequence: place }: Entry): void {
    const tally = open(message.queue);
    statements.remove.run(place);
    if (tally.oldest === message.timestampMs) tally.oldest = undefined;
    tally.messages -= 1;
    tally.bytes -= message.bytes;
  }
  return {
    statements,
    find,
    add,
    replace(entry, message) {
      if (message?.queue === entry.message.queue) return update(statements, entry, message);
      remove(entry);
      if (message) add(message);
    },
    metrics(queue) {
      const tally = find(queue);
      if (!tally?.messages) return { backlogCount: 0, backlogBytes: 0, oldestTimestampMs: 0 };
      tally.oldest ??= oldestOf(statements.oldest.get(tally.id, tally.id)!);
      const { messages, bytes, oldest } = tally;
      return { backlogCount: messages, backlogBytes: bytes, oldestTimestampMs: oldest };
    },
    close() {
      if (sequence !== undefined) statements.setSequence.run(sequence);
      for (const { id, messages, bytes, newest } of tallies.values()) {
        statements.setQueue.run(messages, bytes, newest, id);
      }
    },
  };
}

/** The least timestamp of a queue that holds messages. */
export function oldestOf(row: Readonly<Record<string, unknown>>): number {
  const { first, early } = row as { readonly first: number; readonly early: number | null };
  return early === null ? first : Math.min(first, early);
}

function earlier(known: number | undefined, timestampMs: number): number | undefined {
  return known === undefined ? undefined : Math.min(known, timestampMs);
}

function readTally({ queue }: Statements, name: string): Tally | undefined {
  const row = queue.get(name) as Omit<Tally, "oldest"> | undefined;
  return row && { ...row, oldest: undefined };
}

function update({ step, change }: Statements, entry: Entry, message: Message): void {
  const { deliveries, retried, visibleAt, entered, expiresAt, dueAt } = message;
  const now = [heldOf(message), deliveries, retried.join(), visibleAt];
  const before = entry.message;
  const isStep =
    entered === before.entered && expiresAt === before.expiresAt && dueAt === before.dueAt;
  if (isStep) step.run(...now, entry.sequence);
  else change.run(...now, entered, expiresAt, dueAt, entry.sequence);
}
