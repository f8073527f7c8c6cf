// What only reads: one statement each, which sees one state of the database and locks nothing.
import type { Page, QueueStatistics } from "../emulator/store.ts";
import { countOf } from "./changes.ts";
import { entryOf } from "./rows.ts";
import { ask, type Desk } from "./transaction.ts";

/** @see Store.statistics */
export async function statistics(desk: Desk, now: number): Promise<QueueStatistics[]> {
  const rows = await ask(desk, false, "statistics", [now]);
  return rows.map((row) => {
    const [name, messages, bytes, oldest, hidden, held] = row as readonly [
      ...[string, number, number, number | null, number, number],
    ];
    const metrics = { backlogCount: messages, backlogBytes: bytes };
    const states = { inFlight: held, delayed: hidden - held };
    return { queue: name, ...metrics, oldestTimestampMs: oldest ?? 0, ...states };
  });
}

/** @see Store.page */
export async function page(
  desk: Desk,
  { name, queue }: { readonly name: string; readonly queue: number },
  limit: number,
  from = "0",
): Promise<Page> {
  const wanted = countOf(limit);
  const start = /^\d{1,18}$/.test(from) ? from : "0";
  const rows = await ask(desk, false, "page", [queue, start, wanted + 1]);
  const entries = rows.map((row) => entryOf(row, queue, name));
  return {
    messages: entries.slice(0, wanted).map(({ message }) => message),
    next: entries[wanted]?.sequence,
  };
}
