// Signals while the folder is being changed: the change is finished first.
// Anywhere else a signal simply ends the process, which has changed nothing yet.
import { setImmediate as nextTurn } from "node:timers/promises";

const SIGNALS = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const;

/** What `uninterrupted` throws after the work where a signal came meanwhile. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(signal: string, exitCode: number) {
    super(`Interrupted by ${signal}; what had begun was finished first.`);
    this.name = "Interrupted";
    this.exitCode = exitCode;
  }
}

/** Runs synchronous work to its end, and only then heeds a signal that came meanwhile. */
export async function uninterrupted(work: () => void): Promise<void> {
  let came: Interrupted | undefined;
  const listeners = SIGNALS.map(([signal, exitCode]) => {
    const listener = (): void => {
      came ??= new Interrupted(signal, exitCode);
    };
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  try {
    work();
    await nextTurn();
  } finally {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  }
  if (came !== undefined) throw came;
}

/** Resolves at the first signal to end; `off` leaves signals to what else there is for them. */
export function signalled(): { readonly promise: Promise<"stopped">; readonly off: () => void } {
  let off = (): void => {};
  const promise = new Promise<"stopped">((resolve) => {
    const listener = (): void => resolve("stopped");
    for (const [signal] of SIGNALS) process.on(signal, listener);
    off = () => SIGNALS.forEach(([signal]) => process.off(signal, listener));
  });
  return { promise, off: () => off() };
}
