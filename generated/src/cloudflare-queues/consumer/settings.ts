// The settings that the options of a consumer come to: checked, with every default.
import type { Clock } from "../../runtime/options.ts";
import { type Backoff, LONGEST_DELAY_SECONDS } from "./backoff.ts";
import type { BodySchema } from "./body-schema.ts";
import { callable, isFunction, only, whole, within } from "./checks.ts";
import { type Tell, teller } from "./events.ts";
import type { InvalidBody } from "./faults.ts";
import type { ConsumerOptions, Verdict } from "./options.ts";
import type { PaceLimits } from "./pace.ts";
import type { SettleRules } from "./settle.ts";

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

/** @throws {RangeError | TypeError} A number is out of its bounds, or a value is of another kind. */
export function settingsOf(options: ConsumerOptions): Settings {
  const { minIdleMs = 500 } = options;
  const tell = teller(callable("onEvent", options.onEvent));
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
    rules: rulesOf(options.settle ?? "explicit"),
    retryDelay: delayOf(options.retryDelay ?? undefined, tell),
    schema: schemaOf(options.body ?? undefined),
    onInvalid: judgeOf(options.onInvalid ?? "retry"),
    onError: callable("onError", options.onError),
    tell,
    clock: options.clock ?? SYSTEM_CLOCK,
    random: options.random ?? Math.random,
  };
}

function rulesOf(given: SettleRules): SettleRules {
  const isKnown = given === "explicit" || given === "workers";
  return only("settle", given, isKnown, '"explicit" or "workers"');
}

function delayOf(given: ConsumerOptions["retryDelay"], tell: Tell): RetryDelay | undefined {
  if (given === undefined) return undefined;
  if (typeof given === "function") return guarded(given, tell);
  const seconds = within("retryDelay", given, 0, LONGEST_DELAY_SECONDS, " or a function");
  return () => seconds;
}

function schemaOf(given: ConsumerOptions["body"]): Settings["schema"] {
  const isSchema = given === undefined || isFunction(given["~standard"]?.validate);
  return only("body", given, isSchema, "a Standard Schema");
}

function judgeOf(given: NonNullable<ConsumerOptions["onInvalid"]>): Settings["onInvalid"] {
  if (typeof given === "function") return given;
  const isVerdict = given === "retry" || given === "ack";
  const verdict = only("onInvalid", given, isVerdict, '"retry", "ack" or a function');
  return () => verdict;
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
  const list = typeof queue === "string" ? [queue] : Object(queue ?? [queue]);
  const named = Array.isArray(list) ? list.map((id) => [id, id]) : Object.entries(list);
  if (named.length === 0) throw new RangeError("queue must name at least one queue");
  for (const [, id] of named)
    only(
      "queue",
      id,
      typeof id === "string" && id !== "",
      "an identifier, a list or { name: identifier }",
    );
  return new Map(named as [string, string][]);
}

const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};
