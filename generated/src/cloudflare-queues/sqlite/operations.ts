// What each operation of a store does within a transaction: it reads what it decides on, has the
// rules decide, and writes. The functions that it is given run before the first write.
import type { Message } from "../emulator/message.ts";
import type { Store } from "../emulator/store.ts";
import type { Ledger } from "./ledger.ts";
import { type Entry, entryOf, type Row } from "./rows.ts";

/** What an operation of the store resolves with. */
type Answer<Name extends Exclude<keyof Store, "now">> = Awaited<ReturnType<Store[Name]>>;
/** An operation that waits for its transaction. */
export type Work<T> = (ledger: Ledger) => T;

/** @see Store.push */
export function push(...given: Parameters<Store["push"]>): Work<Answer<"push">> {
  const [queue, messages, maxBytes] = given;
  const added = messages.reduce((sum, { bytes }) => sum + bytes, 0);
  return (ledger) => {
    if ((ledger.find(queue)?.bytes ?? 0) + added > maxBytes) return undefined;
    messages.forEach(ledger.add);
    return ledger.metrics(queue);
  };
}

/** @see Store.lease */
export function lease(...given: Parameters<Store["lease"]>): Work<Answer<"lease">> {
  const [queue, now, limit, grant] = given;
  return (ledger) => {
    const tally = ledger.find(queue);
    if (!tally?.messages) return { messages: [], metrics: ledger.metrics(queue) };
    const rows = ledger.statements.visible.all(tally.id, now, countOf(limit)) as unknown as Row[];
    const entries = rows.map((row) => entryOf(row, queue));
    const messages = entries.map(({ message }) => grant(message));
    entries.forEach((entry, index) => ledger.replace(entry, messages[index]!));
    return { messages, metrics: ledger.metrics(queue) };
  };
}

/** @see Store.settle */
export function settle<T>(
  queue: string,
  ids: readonly string[],
  decide: Parameters<Store["settle"]>[2],
): Work<{ readonly result: T; readonly metrics: Answer<"settle">["metrics"] }> {
  return (ledger) => {
    const id = ledger.find(queue)?.id ?? 0;
    const names = JSON.stringify([...new Set(ids)]);
    const rows = ledger.statements.byId.all(names, id) as unknown as Row[];
    const entries = rows.map((row) => entryOf(row, queue));
    const { changes, result } = decide(
      new Map(entries.map(({ message }) => [message.id, message])),
    );
    for (const entry of entries) {
      const change = changes.get(entry.message.id);
      if (change !== undefined) ledger.replace(entry, change);
    }
    return { result: result as T, metrics: ledger.metrics(queue) };
  };
}

/** @see Store.due */
export function due(...given: Parameters<Store["due"]>): Work<number> {
  const [now, limit, lapse] = given;
  return (ledger) => {
    let count = 0;
    // What one round moves to another queue can be due there as well.
    for (;;) {
      const rows = ledger.statements.due.all(now, countOf(limit - count)) as unknown as Row[];
      if (rows.length === 0) return count;
      const entries = rows.map((row) => entryOf(row));
      const changes = entries.map(({ message }): Message | null => lapse(message));
      entries.forEach((entry: Entry, index) => ledger.replace(entry, changes[index]!));
      count += rows.length;
    }
  };
}

/** A limit as SQLite takes it. */
export function countOf(limit: number): number {
  return Math.max(0, Math.min(Math.ceil(limit), Number.MAX_SAFE_INTEGER));
}
