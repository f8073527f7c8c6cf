// Delays of retried messages, in whole seconds. Pure: chance is an argument.

/** The longest delay that the service takes: a day, in seconds. */
export const LONGEST_DELAY_SECONDS = 86_400;

/** Seconds until a message comes back, from how often it has been delivered (1 at first). */
export type Backoff = (attempts: number) => number;

export interface ExponentialBackoffOptions {
  /** The delay after the first delivery; it doubles with each further one. Default: 30. */
  readonly baseSeconds?: number;
  /** The longest delay; at most, and by default, 86,400. */
  readonly maxSeconds?: number;
  /** A number from 0 to 1 that takes up to a quarter off. Default: `Math.random`. */
  readonly random?: () => number;
}

/**
 * A delay that doubles with each delivery: about 30 s, 60 s, 120 s and so on. It is up to a quarter
 * shorter than that, by chance, so that messages that failed together don't come back together.
 *
 * @example
 * ```ts
 * import { exponentialBackoff, type Message } from "@onespec/cloudflare-queues/consumer";
 *
 * const backoff = exponentialBackoff({ baseSeconds: 30, maxSeconds: 43_200 });
 * export function later(message: Message): void {
 *   message.retry({ delaySeconds: backoff(message.attempts) });
 * }
 * ```
 * @throws {RangeError} A number of seconds is negative, or none at all.
 */
export function exponentialBackoff(options: ExponentialBackoffOptions = {}): Backoff {
  const { baseSeconds = 30, maxSeconds = LONGEST_DELAY_SECONDS, random = Math.random } = options;
  if (!(baseSeconds >= 0) || !(maxSeconds >= 0))
    throw new RangeError("baseSeconds and maxSeconds must be 0 or more");
  return (attempts) => {
    const doubled = baseSeconds * 2 ** Math.max(0, attempts - 1);
    return wholeDelay(Math.min(doubled, maxSeconds) * (1 - random() / 4)) ?? 0;
  };
}

/**
 * A delay as the service takes it: rounded, and kept between 0 and a day. One that is wrong would
 * have the whole request refused, and with it the decisions about other messages.
 */
export function wholeDelay(seconds: number | undefined): number | undefined {
  if (seconds === undefined || Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(Math.round(seconds), 0), LONGEST_DELAY_SECONDS);
}
