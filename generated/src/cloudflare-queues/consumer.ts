// The pull consumer: `consume` starts it. How it polls, handles, settles and stops is told in poll.ts,
// work.ts, gather.ts and run.ts. It prints nothing, and needs nothing of node.
import type { BatchHandler, QueueHandler } from "./consumer/delivery.ts";
import { openGate } from "./consumer/gate.ts";
import type { ConsumerPort, QueuesClient } from "./shared/port.ts";
import type { Consumer, ConsumerOptions } from "./consumer/options.ts";
import { run } from "./consumer/run.ts";
import { queuesOf, settingsOf } from "./consumer/settings.ts";
import { openEnds, openStation } from "./consumer/station.ts";

export {
  type Backoff,
  exponentialBackoff,
  type ExponentialBackoffOptions,
} from "./consumer/backoff.ts";
export type { BodySchema } from "./consumer/body-schema.ts";
export type {
  BatchHandler,
  BatchMetrics,
  ConsumerContext,
  Message,
  MessageBatch,
  QueueHandler,
  RetryOptions,
} from "./consumer/delivery.ts";
export type * from "./consumer/events.ts";
export {
  type BodyIssue,
  HandlerTimeout,
  InvalidBody,
  MalformedMessage,
  PullNotEnabledError,
  SchemaTimeout,
  UndecodableBody,
} from "./consumer/faults.ts";
export type { ConsumerPort, QueuesClient } from "./shared/port.ts";
export type { Consumer, ConsumerOptions, Verdict } from "./consumer/options.ts";
export type { SettleRules } from "./consumer/settle.ts";

/** The variables that a Worker's handler asks for, if any. */
type WithEnv<Env> = unknown extends Env ? { readonly env?: Env } : { readonly env: Env };

/**
 * Starts to consume queues by HTTP pull.
 *
 * A message is handled at least once, and perhaps again: make that harmless. By default the last
 * call of `ack` or `retry` wins, calls of the batch touch only messages without their own, a message
 * without a decision comes back, and a throw puts the whole batch back.
 *
 * @param client Where messages come from: `createClient({ apiToken, accountId })`.
 * @param options The queue, or queues, and how to consume.
 * @param handler A function, or an object with a method `queue`, as a Worker exports by default.
 * @throws {RangeError | TypeError} An option is none of what is allowed, or there is no handler.
 * @example
 * ```ts
 * import { createClient } from "@onespec/cloudflare-queues";
 * import { consume } from "@onespec/cloudflare-queues/consumer";
 *
 * const client = createClient({ apiToken: "…", accountId: "…" });
 * const queue = "023e105f4ecef8ad9ca31a8372d0c353";
 * const consumer = consume(client, { queue, batchSize: 50 }, async (batch) => {
 *   for (const message of batch.messages) {
 *     console.log(message.body);
 *     message.ack();
 *   }
 * });
 * process.once("SIGINT", () => void consumer.stop());
 * await consumer.finished;
 * ```
 */
export function consume<Body = unknown>(
  client: QueuesClient<ConsumerPort>,
  options: ConsumerOptions<Body>,
  handler: BatchHandler<Body>,
): Consumer;
export function consume<Body = unknown, Env = unknown>(
  client: QueuesClient<ConsumerPort>,
  options: ConsumerOptions<Body> & WithEnv<Env>,
  handler: QueueHandler<Body, Env>,
): Consumer;
export function consume(
  client: QueuesClient<ConsumerPort>,
  options: ConsumerOptions & { readonly env?: unknown },
  handler: BatchHandler | QueueHandler,
): Consumer {
  const settings = settingsOf(options);
  const handle = handlerOf(handler, options.env);
  const [gate, ends] = [openGate(), openEnds()];
  const port = client.queues.messages;
  const stations = [...queuesOf(options.queue)].map(([queue, queueId]) => {
    return openStation({ queue, queueId, port, settings, handle, gate }, ends);
  });
  return run(stations, settings, gate, ends, options.signal);
}

function handlerOf(handler: BatchHandler | QueueHandler, env: unknown): BatchHandler {
  if (typeof handler === "function") return handler;
  if (typeof handler?.queue !== "function")
    throw new TypeError("the handler must be a function, or an object with a method queue");
  return (batch, ctx) => handler.queue!(batch, env, ctx);
}
