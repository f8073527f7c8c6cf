// The lease of a batch: a signal that aborts when it ends. All messages of a pull share one lease's
// end, counted from before the pull, because nobody knows when in between the service began.
import type { Clock } from "../../runtime/options.ts";

export interface Lease {
  /** Milliseconds since 1970. */
  readonly endsAt: number;
  readonly signal: AbortSignal;
  /** Aborts the signal now. */
  end(reason: unknown): void;
  /** Nobody works on the batch any more: no timer is left behind. */
  close(): void;
}

/**
 * Milliseconds until a lease ends. Where the clock was set back since the pull, it lasts `longestMs`
 * from now at most.
 */
export function leftOf(clock: Pick<Clock, "now">, endsAt: number, longestMs: number): number {
  return Math.min(Math.max(0, endsAt - clock.now()), longestMs);
}

/** `longestMs` is what the service was asked for. */
export function openLease(
  clock: Clock,
  endsAt: number,
  longestMs: number,
  onEnd: () => void,
): Lease {
  const controller = new AbortController();
  const timer = clock.setTimeout(
    () => {
      controller.abort(new DOMException("the lease of the message has ended", "TimeoutError"));
      onEnd();
    },
    leftOf(clock, endsAt, longestMs),
  );
  return {
    endsAt,
    signal: controller.signal,
    end: (reason) => controller.abort(reason),
    close: () => clock.clearTimeout(timer),
  };
}
