// When the next pull of a queue is due: a state machine of its answers. Pure; it neither pulls nor
// waits. No path leads from an empty or failed pull straight to the next one.
import { ApiError, ValidationError } from "../../runtime/errors.ts";
import type { FailedAttempt } from "../../runtime/options.ts";
import { retryDelay } from "../../runtime/retry.ts";
import { PullNotEnabledError } from "./faults.ts";

/** How long to wait between pulls, in milliseconds. */
export interface PaceLimits {
  readonly batchSize: number;
  readonly minIdleMs: number;
  readonly maxIdleMs: number;
  /** How long a queue may refuse pulls because HTTP pull is not enabled yet. */
  readonly readinessMs: number;
}

/** What the last pulls were like. */
export interface Pace {
  /** Empty pulls in a row. */
  readonly empty: number;
  /** Failed pulls in a row. */
  readonly failures: number;
  /** How long it was waited for HTTP pull to be enabled; absent where that was not needed. */
  readonly refusedMs?: number;
}

/** What a pull came to. */
export type Pulled = { readonly count: number } | { readonly error: unknown };

/** What follows: another pull after a wait, or, where none can succeed, the end. */
export type Step =
  | { readonly pace: Pace; readonly waitMs: number; readonly fatal?: undefined }
  | { readonly fatal: unknown };

export const START: Pace = { empty: 0, failures: 0 };

/** HTTP pull takes a few seconds to be enabled; this is how often to look. */
const READINESS_POLL_MS = 2000;

const LONGEST_FAILURE_WAIT_MS = 30_000;

/** A `Retry-After` that asks for more, or a date by another clock, must not silence a consumer. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** Statuses below 500 that may be gone the next time. */
const PASSING: readonly number[] = [408, 409, 425, 429];

/** What follows a pull. */
export function nextStep(
  queue: string,
  pace: Pace,
  pulled: Pulled,
  limits: PaceLimits,
  now: number,
  random: () => number,
): Step {
  if ("count" in pulled) return afterAnswer(pace, pulled.count, limits, random);
  const { error } = pulled;
  if (statusOf(error) === 405) return afterRefusal(queue, pace, error, limits);
  if (isRefusal(error)) return { fatal: error };
  const failures = pace.failures + 1;
  const waitMs = failureWait(error, failures, limits.minIdleMs, now, random);
  return { pace: { empty: 0, failures }, waitMs };
}

function afterAnswer(pace: Pace, count: number, limits: PaceLimits, random: () => number): Step {
  const { batchSize, minIdleMs, maxIdleMs } = limits;
  if (count >= batchSize) return { pace: START, waitMs: 0 };
  // The service may hand out less than there is: a partial batch is worth another early look.
  if (count > 0) return { pace: START, waitMs: minIdleMs };
  const upper = Math.min(maxIdleMs, minIdleMs * 2 ** pace.empty);
  const waitMs = Math.max(minIdleMs, upper * (1 - random() / 4));
  return { pace: { empty: pace.empty + 1, failures: 0 }, waitMs };
}

function afterRefusal(
  queue: string,
  pace: Pace,
  error: unknown,
  { readinessMs }: PaceLimits,
): Step {
  // Waits are added up: a clock that is set in the meantime must not end the consumer.
  const { refusedMs = 0 } = pace;
  const waitMs = Math.min(READINESS_POLL_MS, readinessMs - refusedMs);
  if (waitMs <= 0) return { fatal: new PullNotEnabledError(queue, error) };
  return { pace: { ...START, refusedMs: refusedMs + waitMs }, waitMs };
}

/**
 * Milliseconds until a failed call is repeated: what `Retry-After` asks for, an hour at most, or a
 * growing wait.
 */
export function failureWait(
  error: unknown,
  attempt: number,
  minDelayMs: number,
  now: number,
  random: () => number,
): number {
  const known = (error instanceof ApiError ? error : {}) as FailedAttempt["error"];
  const failure = { operation: "", attempt, idempotent: true, error: known };
  const policy = {
    retries: Infinity,
    minDelayMs: 2 * minDelayMs,
    maxDelayMs: LONGEST_FAILURE_WAIT_MS,
    maxRetryAfterMs: Infinity,
    when: () => true,
  };
  const waitMs = retryDelay(failure, policy, random, now)!;
  return Math.min(Math.max(minDelayMs, waitMs), LONGEST_RETRY_AFTER_MS);
}

/** Whether a call would fail again in the same way: the request itself is refused. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof ValidationError) return error.where === "request";
  const status = statusOf(error);
  return status >= 400 && status < 500 && !PASSING.includes(status);
}

/** The HTTP status of an error, of another client's too; NaN where it has none. */
export function statusOf(error: unknown): number {
  return Number((error as { readonly status?: unknown } | undefined | null)?.status);
}
