// The rules of a queue: pure functions of one message, one command and a time. They store nothing,
// select nothing and read no clock.
import type { Draft, Message, Queue } from "./message.ts";
import type { Settings } from "./settings.ts";

/** What decides about a message beside itself: its queue, and where it goes in the end. */
export interface Ground {
  readonly queue: Queue;
  /** The dead letter queue; undefined: what is retried too often is deleted. */
  readonly deadLetter: Queue | undefined;
  readonly settings: Settings;
}

/** The delay in seconds that holds: the message's over the batch's over the queue's; 0 counts. */
export function delayOf(
  message: number | undefined,
  batch: number | undefined,
  queue: number,
): number {
  return message ?? batch ?? queue;
}

/** A message that enters its queue. `id` and `key` must not have been used before. */
export function enqueue(
  draft: Draft,
  batchDelaySeconds: number | undefined,
  queue: Queue,
  now: number,
  id: string,
  key: string,
): Message {
  const { body, contentType, bytes } = draft;
  const delay = delayOf(draft.delaySeconds, batchDelaySeconds, queue.delaySeconds);
  const expiresAt = now + queue.retentionSeconds * 1000;
  const history = { deliveries: 0, entered: 0, retried: [] };
  const times = { timestampMs: now, visibleAt: now + delay * 1000, expiresAt, dueAt: expiresAt };
  return { id, key, queue: queue.name, body, contentType, bytes, ...history, ...times };
}

/** The message on loan until `visibilityTimeoutMs` from now; that is one attempt. */
export function grant(
  message: Message,
  { queue, settings }: Ground,
  visibilityTimeoutMs: number,
  now: number,
): Message {
  const visibleAt = now + visibilityTimeoutMs;
  const leased = { ...message, deliveries: message.deliveries + 1, visibleAt };
  const dueAt = isExhausted(leased, queue, settings)
    ? Math.min(visibleAt, message.expiresAt)
    : message.expiresAt;
  return { ...leased, dueAt };
}

/** Whether there is no further delivery in this queue. */
export function isExhausted(
  { deliveries, entered }: Message,
  { maxRetries }: Queue,
  { maxRetriesCounts }: Settings,
): boolean {
  const allowed = maxRetriesCounts === "retries" ? maxRetries + 1 : Math.max(1, maxRetries);
  return deliveries - entered >= allowed;
}

/** The attempts that a consumer is told of. */
export function attemptsOf(message: Message, { deadLetterAttempts }: Settings): number {
  return message.deliveries - (deadLetterAttempts === "reset" ? message.entered : 0);
}

/** The message put back by its consumer; null: it was its last delivery and it is deleted. */
export function putBack(
  message: Message,
  { queue, deadLetter, settings }: Ground,
  delaySeconds: number | undefined,
  now: number,
): Message | null {
  if (isExhausted(message, queue, settings)) return bury(message, deadLetter, now);
  const visibleAt = now + delayOf(delaySeconds, undefined, queue.retryDelaySeconds) * 1000;
  const retried = [...message.retried, message.deliveries];
  return { ...message, retried, visibleAt, dueAt: message.expiresAt };
}

/**
 * What becomes of a message at its `dueAt`, however late that is noticed: null where its retention
 * has ended; after its last lease the dead letter queue, or null too.
 */
export function lapse(message: Message, deadLetter: Queue | undefined): Message | null {
  return message.dueAt >= message.expiresAt ? null : bury(message, deadLetter, message.dueAt);
}

function bury(message: Message, deadLetter: Queue | undefined, at: number): Message | null {
  return deadLetter ? moveTo(message, deadLetter, at) : null;
}

/** Into another queue with identifier and timestamp; retention and retries begin anew. */
export function moveTo(message: Message, queue: Queue, at: number): Message {
  const expiresAt = at + queue.retentionSeconds * 1000;
  const times = { visibleAt: at, expiresAt, dueAt: expiresAt };
  return {
    ...message,
    ...times,
    queue: queue.name,
    entered: message.deliveries,
    retried: [],
  };
}
