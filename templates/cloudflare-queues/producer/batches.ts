// Messages → as few requests as the limits allow, in order. Reads no further than it must to know
// that a request is full; closes its source where it is left early.
import type { MessageLimits } from "./limits.ts";
import type { MeasuredMessage } from "./message.ts";

/**
 * Gives a batch as soon as it has the largest number of messages, or the next one would not fit.
 * Of messages in order, that is the fewest batches there can be.
 */
export async function* inBatches(
  messages: Iterable<MeasuredMessage> | AsyncIterable<MeasuredMessage>,
  { batchMessages, batchBytes }: MessageLimits,
): AsyncGenerator<readonly MeasuredMessage[], void, undefined> {
  let batch: MeasuredMessage[] = [];
  let bytes = 0;
  for await (const message of messages) {
    if (batch.length > 0 && bytes + message.bytes > batchBytes) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(message);
    bytes += message.bytes;
    if (batch.length === batchMessages) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
  }
  if (batch.length > 0) yield batch;
}
