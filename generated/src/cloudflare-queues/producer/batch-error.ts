// The error of a sendBatch that got no further: which messages were accepted, and which were not.
// Recognised by a brand, like the errors of calls. It holds no message.
const BRAND = "~onespec";
const NAME = "BatchError";

type Branded = { readonly [BRAND]?: string } | null | undefined;

/** Neighbouring messages by their place in the source, as `slice` takes them; `start === end`: none. */
export interface MessageRange {
  /** The first of them; 0 is the first message of all. */
  readonly start: number;
  /** The one after the last of them. */
  readonly end: number;
}

/** What became of the messages that were read from the source. Each is in one of the ranges. */
export interface BatchOutcome {
  /** The service has them. */
  readonly accepted: MessageRange;
  /** The service said no to their request, or they were wrong before that; they are not enqueued. */
  readonly refused: MessageRange;
  /**
   * They were in a request whose answer never came, or came as a failure of the server: enqueued
   * or not. Sending them again can enqueue them twice.
   */
  readonly unknown: MessageRange;
  /** They never left; nor did whatever the source had not given yet. */
  readonly notSent: MessageRange;
}

/**
 * A `sendBatch` got no further. Messages are sent in order, one request after the other, so that
 * all that follows the failure was not sent. `cause` says why: what the request failed with, what
 * is wrong with a message, what the source threw, or the reason of an abort.
 *
 * @example
 * ```ts
 * import { BatchError, type MessageSendRequest, type Queue } from "@onespec/cloudflare-queues/producer";
 *
 * export async function sendAll(queue: Queue, messages: MessageSendRequest[]): Promise<void> {
 *   try {
 *     await queue.sendBatch(messages);
 *   } catch (error) {
 *     if (!(error instanceof BatchError)) throw error; // nothing was sent
 *     const { unknown, notSent } = error;
 *     await queue.sendBatch(messages.slice(notSent.start, notSent.end)); // safe to send
 *     console.warn(messages.slice(unknown.start, unknown.end)); // may be enqueued already
 *   }
 * }
 * ```
 */
export class BatchError extends Error implements BatchOutcome {
  static {
    Object.assign(this.prototype, { name: NAME, [BRAND]: NAME });
  }
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass made by somebody else has no brand of its own, and is recognised as usual.
    return Object.hasOwn(this.prototype, BRAND)
      ? (value as Branded)?.[BRAND] === NAME
      : super[Symbol.hasInstance](value);
  }
  declare readonly accepted: MessageRange;
  declare readonly refused: MessageRange;
  declare readonly unknown: MessageRange;
  declare readonly notSent: MessageRange;
  constructor(outcome: BatchOutcome, cause: unknown) {
    super(`sendBatch got no further: ${describe(outcome)}`, { cause });
    Object.assign(this, outcome);
  }
}

function describe({ accepted, refused, unknown, notSent }: BatchOutcome): string {
  const parts = [
    `${count(accepted)} accepted`,
    `${count(refused)} refused`,
    `${count(unknown)} perhaps enqueued`,
    `${count(notSent)} not sent`,
  ];
  return parts.filter((part, index) => index === 0 || !part.startsWith("none")).join(", ");
}

function count({ start, end }: MessageRange): string {
  if (start === end) return "none";
  return end - start === 1 ? `message ${start}` : `messages ${start} to ${end - 1}`;
}
