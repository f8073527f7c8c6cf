// What a handler is given, as the Workers runtime has it: batches, messages, a context, and the
// handler itself. Types only.

/** How a message is put back. */
export interface RetryOptions {
  /** Seconds until it can be delivered again, 0 to 86,400; more is cut. Default: `retryDelay`. */
  readonly delaySeconds?: number;
}

/** A message on loan. */
export interface Message<Body = unknown> {
  readonly id: string;
  /** When it entered the queue. */
  readonly timestamp: Date;
  /** The decoded body; validated where the consumer has a `body` schema. */
  readonly body: Body;
  /** How often it has been delivered, this time included; 1 at first. */
  readonly attempts: number;
  /**
   * Aborts when the lease ends: from then on somebody else may receive the message too. Also where
   * the handler has taken longer than `handlerTimeoutMs`, or than `stop` waits.
   */
  readonly signal: AbortSignal;
  /** It is done, and is deleted once the handler has ended. */
  ack(): void;
  /** It comes back, at once or after a delay. */
  retry(options?: RetryOptions): void;
}

/** The state of a queue, an estimate; 0 where the service told nothing. */
export interface BatchMetrics {
  readonly backlogCount: number;
  readonly backlogBytes: number;
  readonly oldestMessageTimestamp?: Date;
}

/** The messages of one pull. */
export interface MessageBatch<Body = unknown> {
  /** The queue, as the `queue` option names it. */
  readonly queue: string;
  readonly messages: Message<Body>[];
  readonly metadata: { readonly metrics: BatchMetrics };
  /** All messages without a decision of their own are done. */
  ackAll(): void;
  /** All messages without a decision of their own come back. */
  retryAll(options?: RetryOptions): void;
}

/** What a handler may ask for beside its messages. */
export interface ConsumerContext {
  /** Keeps the consumer from ending before a promise has settled; see the option `settle`. */
  waitUntil(promise: Promise<unknown>): void;
}

/** Methods are compared loosely, so that handlers typed with the types of Workers fit. */
interface Handling<Body, Env> {
  call(batch: MessageBatch<Body>, ctx: ConsumerContext): unknown;
  queue(batch: MessageBatch<Body>, env: Env, ctx: ConsumerContext): unknown;
}

/** Handles one batch. What it decides goes out when the promise that it gives settles. */
export type BatchHandler<Body = unknown> = Handling<Body, unknown>["call"];

/** A Worker's default export, as far as it consumes queues: `satisfies ExportedHandler<Env>`. */
export interface QueueHandler<Body = unknown, Env = unknown> {
  queue?: Handling<Body, Env>["queue"];
}
