// A clock for tests: time stands until it is moved.
import type { Clock } from "../../runtime/options.ts";

/** What the emulator needs of a clock. */
export type Now = Pick<Clock, "now">;

/** A clock that stands still. */
export interface ManualClock extends Now {
  /** Moves time on by milliseconds; a negative number sets the clock back. */
  advance(ms: number): void;
}

/** Makes a clock that shows `start`, in milliseconds since 1970. Default: the present time. */
export function manualClock(start: number = Date.now()): ManualClock {
  let now = start;
  return { now: () => now, advance: (ms) => void (now += ms) };
}
