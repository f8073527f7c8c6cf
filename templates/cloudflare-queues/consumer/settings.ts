// The options of a consumer, and the settings that they come to: checked, with every default.
import type { Clock } from "../../runtime/options.ts";
import type { Backoff } from "./backoff.ts";
import type { BodySchema } from "./body-schema.ts";
import type { ConsumerEvent, Tell } from "./events.ts";
import { teller } from "./events.ts";
import type { InvalidBody } from "./faults.ts";
import type { PaceLimits } from "./pace.ts";
import type { SettleRules } from "./settle.ts";

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
   * The delay, in seconds, of retries that name none, or a function of the attempts, such as
   * `exponentialBackoff()`. With it, a message without a decision is put back after that delay.
   * Default: the queue's setting.
   */
  readonly retryDelay?: number | Backoff;
  /** A Standard Schema that validates and types `message.body`. */
  readonly body?: BodySchema<Body>;
  /** What becomes of a message that fails `body`, or who says so. Default: `"retry"`. */
  readonly onInvalid?: "retry" | "ack" | ((invalid: InvalidBody) => Verdict | PromiseLike<Verdict>);
  /**
   * Is told of whatever goes wrong: an UndecodableBody or MalformedMessage, a failed pull, what the
   * handler threw. For a message it may say what becomes of it; by default it is left, and comes
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
  /** How long `stop` waits for running handlers, in milliseconds. Default: 30,000. */
  readonly stopTimeoutMs?: number;
  /** Stops the consumer, as `stop()` does. */
  readonly signal?: AbortSignal;
  /** Default: the global `Date`, `setTimeout` and `clearTimeout`. */
  readonly clock?: Clock;
  /** A number from 0 to 1 that spreads waits. Default: `Math.random`. */
  readonly random?: () => number;
}

/** Seconds, or undefined for what the queue is set to. */
export type RetryDelay = (attempts: number) => number | undefined;

/** The options with every default. */
export interface Settings extends PaceLimits {
  readonly visibilityTimeoutMs: number;
  readonly concurrency: number;
  readonly rules: SettleRules;
  readonly retryDelay: RetryDelay | undefined;
  readonly schema: BodySchema<unknown> | undefined;
  readonly onInvalid: (invalid: InvalidBody) => Verdict | PromiseLike<Verdict>;
  readonly onError: NonNullable<ConsumerOptions["onError"]> | undefined;
  readonly tell: Tell;
  readonly handlerTimeoutMs: number;
  readonly gatherMs: number;
  readonly stopTimeoutMs: number;
  readonly clock: Clock;
  readonly random: () => number;
}

/** @throws {RangeError} A number is out of its bounds. */
export function settingsOf(options: ConsumerOptions): Settings {
  const { retryDelay, onInvalid = "retry", minIdleMs = 500 } = options;
  const tell = teller(options.onEvent);
  return {
    batchSize: whole("batchSize", options.batchSize ?? 10, 1, 100),
    visibilityTimeoutMs: whole(
      "visibilityTimeoutMs",
      options.visibilityTimeoutMs ?? 30_000,
      1,
      43_200_000,
    ),
    concurrency: whole("concurrency", options.concurrency ?? 1, 1, Number.MAX_SAFE_INTEGER),
    minIdleMs: within("minIdleMs", minIdleMs, 10),
    maxIdleMs: within("maxIdleMs", options.maxIdleMs ?? Math.max(10_000, minIdleMs), minIdleMs),
    readinessMs: within("readinessTimeoutMs", options.readinessTimeoutMs ?? 0, 0),
    handlerTimeoutMs: within("handlerTimeoutMs", options.handlerTimeoutMs ?? Infinity, 1),
    gatherMs: within("gatherMs", options.gatherMs ?? 5, 0),
    stopTimeoutMs: within("stopTimeoutMs", options.stopTimeoutMs ?? 30_000, 0),
    rules: options.settle ?? "explicit",
    retryDelay: typeof retryDelay === "function" ? guarded(retryDelay, tell) : constant(retryDelay),
    schema: options.body,
    onInvalid: typeof onInvalid === "function" ? onInvalid : () => onInvalid,
    onError: options.onError,
    tell,
    clock: options.clock ?? SYSTEM_CLOCK,
    random: options.random ?? Math.random,
  };
}

function constant(seconds: number | undefined): RetryDelay | undefined {
  return seconds === undefined ? undefined : () => seconds;
}

/** A function of the caller's that throws must not cost the decisions about other messages. */
function guarded(retryDelay: Backoff, tell: Tell): RetryDelay {
  return (attempts) => {
    try {
      return retryDelay(attempts);
    } catch (error) {
      tell({ type: "fault", error });
      return undefined;
    }
  };
}

/** Queue identifiers by the names that batches carry. */
export function queuesOf(queue: ConsumerOptions["queue"]): ReadonlyMap<string, string> {
  const list = typeof queue === "string" ? [queue] : queue;
  const named = Array.isArray(list) ? list.map((id: string) => [id, id]) : Object.entries(list);
  if (named.length === 0) throw new RangeError("queue must name at least one queue");
  return new Map(named as [string, string][]);
}

const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

function within(name: string, value: number, least: number, most: number = Infinity): number {
  if (value >= least && value <= most) return value;
  throw new RangeError(`${name} must be ${least} to ${most}, and is ${value}`);
}

function whole(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value)) return within(name, value, least, most);
  throw new RangeError(`${name} must be a whole number, and is ${value}`);
}
