// What a program says to a consumer, and what it is given for it. Types only.
import type { Clock } from "../../runtime/options.ts";
import type { Backoff } from "./backoff.ts";
import type { BodySchema } from "./body-schema.ts";
import type { ConsumerEvent } from "./events.ts";
import type { InvalidBody } from "./faults.ts";
import type { SettleRules } from "./settle.ts";
import "../shared/disposable.ts";

/** What becomes of a message: done, back at once or after `retryDelay`, or when its lease ends. */
export type Verdict = "ack" | "retry" | "leave";

/** Options of a consumer. */
export interface ConsumerOptions<Body = unknown> {
  /**
   * The queue's identifier, or several. An object gives queues names: `{ email: "023e…" }`; then
   * `batch.queue` is the name, else the identifier.
   */
  readonly queue: string | readonly string[] | Readonly<Record<string, string>>;
  /** The most messages of a pull, 1 to 100. Default: 10. */
  readonly batchSize?: number;
  /**
   * How long messages are leased, in milliseconds, 1 to 43,200,000 (12 hours). Take it longer than
   * the work on a whole batch. It is sent always, and goes before the queue's setting. Default:
   * 30,000.
   */
  readonly visibilityTimeoutMs?: number;
  /** How many batches of each queue are worked on at a time. Default: 1. */
  readonly concurrency?: number;
  /** Whose rules of precedence hold. Default: `"explicit"`. */
  readonly settle?: SettleRules;
  /**
   * The delay, in seconds, of retries that name none, 0 to 86,400; or a function of the attempts,
   * such as `exponentialBackoff()`. With it, a message without a decision is put back after that delay.
   * Default: the queue's setting.
   */
  readonly retryDelay?: number | Backoff;
  /**
   * A Standard Schema that validates and types `message.body`. One that gives a promise has half of
   * the lease for it, and `handlerTimeoutMs` at most; then the message is a SchemaTimeout.
   */
  readonly body?: BodySchema<Body>;
  /** What becomes of a message that fails `body`, or who says so. Default: `"retry"`. */
  readonly onInvalid?: "retry" | "ack" | ((invalid: InvalidBody) => Verdict | PromiseLike<Verdict>);
  /**
   * Is told of whatever goes wrong: an UndecodableBody, MalformedMessage or SchemaTimeout, a failed
   * pull, what the handler threw. For a message it may say what becomes of it; by default it is left, and comes
   * back when its lease ends. Without it, an error that ends the consumer and that nobody awaits
   * (`finished`) is an unhandled rejection.
   */
  readonly onError?: (
    error: unknown,
    queue: string,
  ) => Verdict | void | PromiseLike<Verdict | void>;
  /** Is told what happens. Nothing is printed; what it throws is an uncaught exception. */
  readonly onEvent?: (event: ConsumerEvent) => void;
  /** The wait after the first empty pull, in milliseconds; at least 10. It doubles. Default: 500. */
  readonly minIdleMs?: number;
  /** The longest wait after an empty pull, in milliseconds. Default: 10,000. */
  readonly maxIdleMs?: number;
  /**
   * How long a queue may say that HTTP pull is not enabled (405), in milliseconds, before that ends
   * the consumer. Enabling takes some seconds. Default: 0.
   */
  readonly readinessTimeoutMs?: number;
  /** How long a handler may take, in milliseconds; then its batch counts as failed. No default. */
  readonly handlerTimeoutMs?: number;
  /** How long decisions wait for others to go with, in milliseconds. Default: 5. */
  readonly gatherMs?: number;
  /** How long `stop` waits for running handlers and pulls, in milliseconds. Default: 30,000. */
  readonly stopTimeoutMs?: number;
  /** Stops the consumer, as `stop()` does. */
  readonly signal?: AbortSignal;
  /** Default: the global `Date`, `setTimeout` and `clearTimeout`. */
  readonly clock?: Clock;
  /** A number from 0 to 1 that spreads waits. Default: `Math.random`. */
  readonly random?: () => number;
}

/** A running consumer. */
export interface Consumer extends AsyncDisposable {
  /**
   * Pulls no more, waits for running handlers, sends what was decided, and puts back at once what
   * was pulled and not started. A pull that is under way is waited for as long as a handler runs, and
   * for two seconds in any case; what a later answer brings comes back when its lease ends. Handlers that are still running after `timeoutMs` (default: the
   * option `stopTimeoutMs`) are left behind: their signals abort, and what they have decided is
   * sent. Never rejects; a second call waits for the first. A handler that awaits it waits for
   * itself, until that time is over: call it there without `await`.
   */
  stop(options?: { readonly timeoutMs?: number }): Promise<void>;
  /**
   * Resolves once the consumer has stopped. Rejects, when it has, with what ended it: a
   * PullNotEnabledError, or an ApiError that a repetition would not mend (401, 404).
   */
  readonly finished: Promise<void>;
}
