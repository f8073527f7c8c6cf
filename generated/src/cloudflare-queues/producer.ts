// Queues outside Workers: `send` and `sendBatch` as a Worker's binding has them, over HTTP. Checks
// and splits what it is given; sending, repeating and authorising are the client's.
import type { CallOptions } from "../runtime/options.ts";
import type { BulkPushRequest } from "../types.ts";
import { checkDelay, type MessageLimits, limitsOf } from "./producer/limits.ts";
import { measured, type MessageOptions, type MessageSendRequest } from "./producer/message.ts";
import { type QueueSendResponse, responseOf } from "./producer/metrics.ts";
import type { ProducerPort, QueuesClient } from "./shared/port.ts";
import { sendBatches } from "./producer/send-batches.ts";

export { BatchError, type BatchOutcome, type MessageRange } from "./producer/batch-error.ts";
export type { MessageLimits } from "./producer/limits.ts";
export type { ContentType, MessageOptions, MessageSendRequest } from "./producer/message.ts";
export { messageBytes } from "./producer/message-size.ts";
export type { QueueSendMetrics, QueueSendResponse } from "./producer/metrics.ts";
export type { ProducerPort, QueuesClient } from "./shared/port.ts";

/** Options of a `send`. */
export interface QueueSendOptions extends MessageOptions {
  /** Ends the call, which rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Options of a `sendBatch`. */
export interface QueueSendBatchOptions {
  /** Seconds until consumers can receive the messages that have no delay of their own, 0 to 86,400. */
  readonly delaySeconds?: number;
  /** Ends the request that is under way; there are no more after it. */
  readonly signal?: AbortSignal;
}

/** Options of a queue. */
export interface QueueOptions {
  /**
   * Limits other than those that the service documents. With more than 100 messages to a request
   * the client's own validation of requests is off for them: it knows the documented limit.
   */
  readonly limits?: Partial<MessageLimits>;
}

/** A queue to send to, as a Worker has it in `env`. Its methods can be taken off it. */
export interface Queue<Body = unknown> {
  /**
   * Sends one message. The client repeats it as its `retry` says; a repetition after a lost answer
   * can enqueue it twice.
   *
   * @param body Whatever JSON can express; a string where the content type is `"text"`. It must
   * not change before the promise settles. What JSON leaves out or changes inside a body (undefined,
   * Map, Set, NaN) is up to `JSON.stringify`; a body that is such a value itself is refused.
   * @throws {TypeError | RangeError} The message can't be sent, or is too large; nothing was sent.
   * @throws What the client throws: ApiError, ConnectionError, TimeoutError, ValidationError.
   */
  send(body: Body, options?: QueueSendOptions): Promise<QueueSendResponse>;
  /**
   * Sends messages in order, in as few requests as the limits allow, one after the other. An
   * array is checked as a whole before anything is sent. Any other iterable, also an async one, is
   * read while it is sent: one request's worth at a time, and at most one message more. A request
   * goes out when it is full or the source ends; for messages that should go at once, use `send`.
   *
   * A request is repeated as often as the client's `retry` says, but only where it can't have been
   * carried out, whatever `when` says: after a lost answer, a later one could tell nothing of it.
   *
   * The metrics are those of the last request.
   *
   * @param messages At least one. They must not change before the promise settles.
   * @throws {BatchError} A request was made, and not all messages are accepted; it says which.
   * @throws {TypeError | RangeError} There is no message, or one can't be sent; nothing was sent.
   * What the source itself throws before the first request comes as it is, too.
   */
  sendBatch(
    messages: Iterable<MessageSendRequest<Body>>,
    options?: QueueSendBatchOptions,
  ): Promise<QueueSendResponse>;
  // One signature for both would not fit where a Worker's binding is asked for.
  /** The same for an asynchronous source. */
  sendBatch(
    messages: Iterable<MessageSendRequest<Body>> | AsyncIterable<MessageSendRequest<Body>>,
    options?: QueueSendBatchOptions,
  ): Promise<QueueSendResponse>;
}

/**
 * A queue to send to. Nothing is sent by it.
 *
 * @param client A client that is bound to an account.
 * @param queueId The queue, by its identifier and not by its name.
 * @throws {RangeError} A limit is no whole number.
 * @example
 * ```ts
 * import { createClient } from "@onespec/cloudflare-queues";
 * import { queue } from "@onespec/cloudflare-queues/producer";
 *
 * const client = createClient({ apiToken: "…", accountId: "…" });
 * const orders = queue<{ id: number }>(client, "023e105f4ecef8ad9ca31a8372d0c353");
 * await orders.send({ id: 1 }, { delaySeconds: 600 });
 * await orders.sendBatch([{ body: { id: 2 } }, { body: { id: 3 }, delaySeconds: 0 }]);
 * ```
 */
export function queue<Body = unknown>(
  client: QueuesClient<ProducerPort>,
  queueId: string,
  options: QueueOptions = {},
): Queue<Body> {
  const limits = limitsOf(options.limits);
  const { messages: port } = client.queues;
  return {
    async send(body, { signal, ...more } = {}) {
      const { wire } = measured({ body, ...more }, limits, "the message");
      return responseOf(await port.push(queueId, wire, callOptions(signal)));
    },
    async sendBatch(
      messages: Iterable<MessageSendRequest<Body>> | AsyncIterable<MessageSendRequest<Body>>,
      { delaySeconds, signal }: QueueSendBatchOptions = {},
    ) {
      const delay = checkDelay(delaySeconds, "the batch");
      const result = await sendBatches(messages, limits, signal, (batch) => {
        const body: BulkPushRequest = { messages: batch.map(({ wire }) => wire) };
        if (delay !== undefined) body.delay_seconds = delay;
        return port.bulkPush(queueId, body, {
          ...callOptions(signal),
          retry: { when: "safe" },
          ...(limits.batchMessages > 100 && { validate: { request: "off" } }),
        });
      });
      return responseOf(result);
    },
  };
}

function callOptions(signal: AbortSignal | undefined): CallOptions {
  return signal ? { signal } : {};
}
