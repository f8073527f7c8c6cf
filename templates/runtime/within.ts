// Time and abort: the one place that sets timers and listens to signals, and leaves none behind.
import type { Clock } from "./options.ts";

type Timers = Pick<Clock, "setTimeout" | "clearTimeout">;

/** What a timer can wait for; it fires at once where it is asked for more. */
const LONGEST = 2 ** 31 - 1;

/**
 * Runs `work` until it settles, `signal` aborts (its own reason is thrown) or `ms` have passed
 * (`late()` is thrown; 0 and Infinity are for ever). It ends at once, also where `work` ignores
 * the signal that it is given.
 */
export function within<T>(
  timers: Timers,
  signal: AbortSignal | undefined,
  work: (inner: AbortSignal) => Promise<T>,
  ms: number = 0,
  late?: () => unknown,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const inner = new AbortController();
    const ending =
      <V>(settle: (value: V) => void) =>
      (value: V): void => {
        timers.clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        settle(value);
      };
    const fail = ending<unknown>(reject);
    const stop = (reason: unknown): void => {
      fail(reason);
      inner.abort(reason);
    };
    const abort = (): void => stop(signal!.reason);
    const timer = ms > 0 && ms <= LONGEST ? timers.setTimeout(() => stop(late!()), ms) : undefined;
    signal?.addEventListener("abort", abort);
    work(inner.signal).then(ending(resolve), fail);
  });
}

/** Waits `ms`, or until `signal` aborts; its own reason is thrown then. */
export function pause(timers: Timers, signal: AbortSignal | undefined, ms: number): Promise<void> {
  return within(timers, signal, (inner) => {
    return new Promise((resolve) => {
      const timer = timers.setTimeout(resolve, Math.min(ms, LONGEST));
      inner.addEventListener("abort", () => timers.clearTimeout(timer));
    });
  });
}
