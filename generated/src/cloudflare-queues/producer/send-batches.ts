// Sends batches one after the other, and keeps account: where it stops, each message that was read
// is accepted, refused, unknown or not sent. It repeats no request; the client does.
import { BatchError, type BatchOutcome, type MessageRange } from "./batch-error.ts";
import { inBatches } from "./batches.ts";
import { fateOf } from "./fate.ts";
import type { MessageLimits } from "./limits.ts";
import { kindOf, measured, type MeasuredMessage, type MessageSendRequest } from "./message.ts";

/** Messages, at hand or as they come. */
export type Source<Message> = Iterable<Message> | AsyncIterable<Message>;

/** How far a sendBatch has come; the numbers count messages. */
interface Progress {
  /** Read from the source, a wrong one too. */
  read: number;
  accepted: number;
  /** In the request that is under way. */
  asked: number;
  /** The message that was wrong. */
  wrong?: number;
}

/**
 * Sends all messages of a source and gives the result of the last request. An array is checked as
 * a whole before anything is sent; any other source is read while it is sent, a request at a time.
 *
 * @throws BatchError where a request was made; else what is wrong with a message or the source.
 */
export async function sendBatches<Result>(
  source: Source<MessageSendRequest>,
  limits: MessageLimits,
  signal: AbortSignal | undefined,
  post: (batch: readonly MeasuredMessage[]) => PromiseLike<Result>,
): Promise<Result> {
  checkSource(source);
  const progress: Progress = { read: 0, accepted: 0, asked: 0 };
  let last: { readonly result: Result } | undefined;
  try {
    for await (const batch of inBatches(checked(source, limits, progress), limits)) {
      signal?.throwIfAborted();
      progress.asked = batch.length;
      last = { result: await post(batch) };
      progress.accepted += batch.length;
      progress.asked = 0;
    }
  } catch (error) {
    if (progress.accepted + progress.asked === 0) throw error;
    throw new BatchError(outcomeOf(progress, error), error);
  }
  if (!last) throw new TypeError("sendBatch needs at least one message, and was given none");
  return last.result;
}

/** A text is iterable too, but its letters are no messages. */
function checkSource(source: unknown): void {
  const { [Symbol.iterator]: sync, [Symbol.asyncIterator]: async } = Object(source) as Partial<
    Iterable<unknown> & AsyncIterable<unknown>
  >;
  if (typeof source !== "string" && (sync ?? async)) return;
  throw new TypeError(
    `sendBatch needs an array, an iterable or an async iterable of messages, found ${kindOf(source)}`,
  );
}

function checked(
  source: Source<MessageSendRequest>,
  limits: MessageLimits,
  progress: Progress,
): Source<MeasuredMessage> {
  const check = (message: MessageSendRequest): MeasuredMessage => {
    const index = progress.read++;
    progress.wrong = index;
    const result = measured(message, limits, `message ${index}`);
    delete progress.wrong;
    return result;
  };
  return Array.isArray(source) ? Array.from(source, check) : mapped(source, check);
}

async function* mapped<From, To>(
  source: Source<From>,
  change: (from: From) => To,
): AsyncGenerator<To, void, undefined> {
  for await (const item of source) yield change(item);
}

const range = (start: number, end: number): MessageRange => ({ start, end });

function outcomeOf(
  { read, accepted, asked, wrong = read }: Progress,
  error: unknown,
): BatchOutcome {
  const after = accepted + asked;
  const outcome = {
    accepted: range(0, accepted),
    refused: range(wrong, read),
    unknown: range(after, after),
    notSent: range(after, wrong),
  };
  if (asked === 0) return outcome;
  const fate = fateOf(error);
  const start = fate === "accepted" ? 0 : accepted;
  return { ...outcome, [fate]: range(start, fate === "notSent" ? read : after) };
}
