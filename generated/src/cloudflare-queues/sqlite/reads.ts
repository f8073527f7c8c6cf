// What only reads: one statement each, which sees one state of the file and takes no lock.
import type { Page, QueueStatistics } from "../emulator/store.ts";
import { oldestOf } from "./ledger.ts";
import { countOf } from "./operations.ts";
import { entryOf, type Row } from "./rows.ts";
import type { Statements } from "./statements.ts";

/** Whether `due` has anything to do. */
export function isAnyDue({ anyDue }: Statements, now: number): boolean {
  return anyDue.get(now) !== undefined;
}

/** @see Store.statistics */
export function statistics({ statistics: read }: Statements, now: number): QueueStatistics[] {
  return read.all(now, now).map((row) => {
    const { name, messages, bytes, hidden, held } = row as Record<string, number>;
    return {
      queue: String(name),
      backlogCount: messages!,
      backlogBytes: bytes!,
      oldestTimestampMs: oldestOf(row),
      inFlight: held!,
      delayed: hidden! - held!,
    };
  });
}

/** @see Store.page */
export function page({ page: read }: Statements, queue: string, limit: number, from = "0"): Page {
  const wanted = countOf(limit);
  const rows = read.all(queue, Number(from) || 0, countOf(wanted + 1)) as unknown as Row[];
  const entries = rows.map((row) => entryOf(row, queue));
  const next = entries[wanted]?.sequence;
  return {
    messages: entries.slice(0, wanted).map(({ message }) => message),
    next: next === undefined ? undefined : String(next),
  };
}
