// The store in memory: every operation happens at once, so each is a transaction. It looks only at
// the messages that it touches, except for statistics and pages. Nothing outlives it.
import { isLeased } from "./lease.ts";
import type { Message } from "./message.ts";
import { emptyShelves, type Entry, type Shelf } from "./shelves.ts";
import type { Metrics, QueueStatistics, Store } from "./store.ts";

/** Makes an empty store. */
export function memoryStore(): Store {
  const { byQueue, due, add, replace } = emptyShelves();
  return {
    async push(queue, messages, maxBytes) {
      const added = messages.reduce((sum, { bytes }) => sum + bytes, 0);
      if ((byQueue.get(queue)?.bytes ?? 0) + added > maxBytes) return undefined;
      messages.forEach(add);
      return metricsOf(byQueue.get(queue));
    },
    async lease(queue, now, limit, grant) {
      const shelf = byQueue.get(queue);
      const messages: Message[] = [];
      const next = (): Entry | undefined => shelf?.visible.first();
      for (let entry = next(); entry && messages.length < limit; entry = next()) {
        if (entry.message.visibleAt > now) break;
        replace(entry, grant(entry.message));
        messages.push(entry.message);
      }
      return { messages, metrics: metricsOf(shelf) };
    },
    async settle(queue, ids, decide) {
      const entries = byQueue.get(queue)?.entries;
      const found = ids.flatMap((id) => entries?.get(id) ?? []);
      const { changes, result } = decide(
        new Map(found.map(({ message }) => [message.id, message])),
      );
      for (const entry of found) {
        const change = changes.get(entry.message.id);
        if (change !== undefined) replace(entry, change);
      }
      return { result, metrics: metricsOf(byQueue.get(queue)) };
    },
    async due(now, limit, lapse) {
      let count = 0;
      for (let entry = due.first(); entry && count < limit; entry = due.first()) {
        if (entry.message.dueAt > now) break;
        replace(entry, lapse(entry.message));
        count += 1;
      }
      return count;
    },
    async statistics(now) {
      return [...byQueue].map(([queue, shelf]) => statisticsOf(queue, shelf, now));
    },
    async page(queue, limit, from = "0") {
      const entries = byQueue.get(queue)?.entries ?? new Map<string, Entry>();
      return pageOf(entries.values(), limit, Number(from));
    },
    async close() {
      // There is nothing to let go of.
    },
  };
}

function metricsOf(shelf: Shelf | undefined): Metrics {
  return {
    backlogCount: shelf?.entries.size ?? 0,
    backlogBytes: shelf?.bytes ?? 0,
    oldestTimestampMs: shelf?.oldest.first()?.message.timestampMs ?? 0,
  };
}

function statisticsOf(queue: string, shelf: Shelf, now: number): QueueStatistics {
  let inFlight = 0;
  let delayed = 0;
  for (const { message } of shelf.entries.values()) {
    if (isLeased(message, now)) inFlight += 1;
    else if (message.visibleAt > now) delayed += 1;
  }
  return { queue, ...metricsOf(shelf), inFlight, delayed };
}

function pageOf(
  entries: Iterable<Entry>,
  limit: number,
  from: number,
): { readonly messages: readonly Message[]; readonly next: string | undefined } {
  const messages: Message[] = [];
  for (const { message, sequence } of entries) {
    if (sequence < from) continue;
    if (messages.length >= limit) return { messages, next: String(sequence) };
    messages.push(message);
  }
  return { messages, next: undefined };
}
