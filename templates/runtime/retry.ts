// Whether a failed attempt is repeated, and after how long: pure decisions, no clock, no waiting.
import type { ApiError, ConnectionError } from "./errors.ts";
import type { FailedAttempt, RetryOptions } from "./options.ts";

/** What a `retry` option says. */
export function policyOf(setting: number | false | RetryOptions = {}): RetryOptions {
  return typeof setting === "object" ? setting : { retries: +setting };
}

/** The wait in milliseconds before the next attempt; undefined: there is none. */
export function retryDelay(
  failure: FailedAttempt,
  policy: RetryOptions,
  random: () => number,
  now: number,
): number | undefined {
  const { retries = 2, minDelayMs = 500, maxDelayMs = 8000, maxRetryAfterMs = 60_000 } = policy;
  const { attempt, error } = failure;
  const after = retryAfter((error as Partial<ApiError>).headers?.get("retry-after"), now);
  if (!(attempt <= retries) || after! > maxRetryAfterMs || !isWanted(failure, policy.when, after))
    return undefined;
  return after ?? random() * Math.min(maxDelayMs, minDelayMs * 2 ** (attempt - 1));
}

function isWanted(
  failure: FailedAttempt,
  when: RetryOptions["when"],
  after: number | undefined,
): boolean {
  if (typeof when === "function") return when(failure);
  const { status, body, neverSent } = failure.error as Partial<ApiError & ConnectionError>;
  if (neverSent || status === 429 || (status === 503 && after !== undefined)) return true;
  // Timeouts, broken connections and bodies that broke off: none of them has a body.
  return (failure.idempotent || when === "always") && (body === undefined || status! >= 500);
}

/** Milliseconds of a `Retry-After` in seconds or as a date; undefined where it is neither. */
function retryAfter(header: string | null | undefined, now: number): number | undefined {
  if (!header) return undefined;
  const ms = +header >= 0 ? +header * 1000 : Date.parse(header) - now;
  return ms >= 0 ? ms : ms < 0 ? 0 : undefined;
}

// The start of a code and a system call: a route may also be lost while a request is written.
const NEVER_CONNECTED =
  /^(E(CONNREFUSED|NOTFOUND|AI_AGAIN|(HOST|NET)UNREACHconnect)|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)/;

/** Whether what a Fetch threw proves that nothing was sent; every one of several errors has to. */
export function neverSent(thrown: unknown, depth: number = 0): boolean {
  const { code, syscall, cause, errors } = Object(thrown) as Record<string, unknown>;
  if (depth > 8) return false;
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.every((error) => neverSent(error, depth + 1));
  }
  const failed = String(code) + String(syscall);
  return NEVER_CONNECTED.test(failed) || (!!cause && neverSent(cause, depth + 1));
}
