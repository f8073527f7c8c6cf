// What was decided about messages whose rows are locked → the statements that write it down.
import type { Message } from "../emulator/message.ts";
import type { Metrics } from "../emulator/store.ts";
import type { Row } from "./driver.ts";
import type { Names } from "./names.ts";
import { type Entry, heldOf, numbers } from "./rows.ts";
import type { Ask, Call } from "./transaction.ts";

/** A message, and what becomes of it; null takes it away. Only history, times and queue change. */
export interface Change {
  readonly entry: Entry;
  readonly message: Message | null;
}

/** The statements; a queue that a message goes to gets its number on the way. */
export async function writesOf(
  ask: Ask,
  names: Names,
  changes: readonly Change[],
): Promise<readonly Call[]> {
  const gone = changes.filter(({ message }) => message === null).map(({ entry }) => entry);
  const stays = changes.flatMap(({ entry, message }) => (message ? [{ entry, message }] : []));
  const targets: number[] = [];
  for (const { entry, message } of stays) {
    const isMoved = message.queue !== entry.message.queue;
    targets.push(isMoved ? await names.open(ask, message.queue) : entry.queue);
  }
  const counts = countsOf(changes, targets);
  return [
    ...(gone.length > 0 ? [["remove", placesOf(gone)] as const] : []),
    ...(stays.length > 0 ? [changeOf(stays, targets)] : []),
    ...(counts.size > 0 ? [countOf(counts)] : []),
  ];
}

function placesOf(entries: readonly Entry[]): readonly [string, string] {
  return [
    numbers(entries.map(({ queue }) => queue)),
    numbers(entries.map(({ sequence }) => sequence)),
  ];
}

function changeOf(
  stays: readonly { readonly entry: Entry; readonly message: Message }[],
  targets: readonly number[],
): Call {
  const messages = stays.map(({ message }) => message);
  return [
    "change",
    [
      ...placesOf(stays.map(({ entry }) => entry)),
      numbers(targets),
      messages.map(heldOf),
      numbers(messages.map(({ deliveries }) => deliveries)),
      numbers(messages.map(({ entered }) => entered)),
      messages.map(({ retried }) => retried.join()),
      numbers(messages.map(({ visibleAt }) => visibleAt)),
      numbers(messages.map(({ expiresAt }) => expiresAt)),
      numbers(messages.map(({ dueAt }) => dueAt)),
    ],
  ];
}

interface Count {
  readonly messages: number;
  readonly bytes: number;
}

/** What queues lose and gain, by number. */
function countsOf(
  changes: readonly Change[],
  targets: readonly number[],
): ReadonlyMap<number, Count> {
  const counts = new Map<number, Count>();
  const add = (queue: number, messages: number, bytes: number): void => {
    const before = counts.get(queue) ?? { messages: 0, bytes: 0 };
    counts.set(queue, { messages: before.messages + messages, bytes: before.bytes + bytes });
  };
  let next = 0;
  for (const { entry, message } of changes) {
    const target = message ? targets[next++]! : undefined;
    if (target === entry.queue) continue;
    add(entry.queue, -1, -entry.message.bytes);
    if (target !== undefined) add(target, 1, entry.message.bytes);
  }
  return counts;
}

function countOf(counts: ReadonlyMap<number, Count>): Call {
  const all = [...counts];
  return [
    "count",
    [
      numbers(all.map(([queue]) => queue)),
      numbers(all.map(([, { messages }]) => messages)),
      numbers(all.map(([, { bytes }]) => bytes)),
    ],
  ];
}

/** A queue without messages. */
export const NOTHING: Metrics = { backlogCount: 0, backlogBytes: 0, oldestTimestampMs: 0 };

/** The row of `metrics`. */
export function metricsOf(row: Row): Metrics {
  const [messages, bytes, oldest] = row as readonly [number, number, number | null];
  if (oldest === null) return NOTHING;
  return { backlogCount: messages, backlogBytes: bytes, oldestTimestampMs: oldest };
}
