// Time that has passed. A clock that was set back makes it nothing, never less.
import type { Clock } from "../../runtime/options.ts";

/** Milliseconds since `start`, by the clock on the wall. */
export function elapsed(clock: Pick<Clock, "now">, start: number): number {
  return Math.max(0, clock.now() - start);
}
