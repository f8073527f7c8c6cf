// Waits for the signal to stop, and for a second one that does not wait any longer.
import type { Now } from "../emulator/clock.ts";

export type Signal = "SIGINT" | "SIGTERM";

/** Takes a listener for signals. */
export type OnSignal = (listener: (signal: Signal) => void) => void;

/** A terminal sends a signal to all its processes, and npx sends it on: the echo is no second one. */
const ECHO_MS = 300;

/** Stops at the first signal. Gives 0, or what the process must end with at once after a second. */
export function untilSignal(
  onSignal: OnSignal,
  { now }: Now,
  stop: (signal: Signal) => Promise<void>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let first: { readonly signal: Signal; readonly at: number } | undefined;
    onSignal((signal) => {
      if (!first) {
        first = { signal, at: now() };
        stop(signal).then(() => resolve(0), reject);
      } else if (signal !== first.signal || now() - first.at > ECHO_MS) {
        resolve(signal === "SIGINT" ? 130 : 143);
      }
    });
  });
}
