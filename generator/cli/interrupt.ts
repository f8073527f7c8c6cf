// Signals while the folder is being changed: the change is finished first. While other programs run for
// us: they are ended, and what was made for them is cleared away. Anywhere else a signal simply ends the
// process, which has changed nothing yet.
import { setImmediate as nextTurn } from "node:timers/promises";

const SIGNALS = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const;

/** What is thrown after the work where a signal came meanwhile. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(signal: string, exitCode: number, what: string) {
    super(`Interrupted by ${signal}; ${what}.`);
    this.name = "Interrupted";
    this.exitCode = exitCode;
  }
}

/** Runs synchronous work to its end, and only then heeds a signal that came meanwhile. */
export async function uninterrupted(work: () => void): Promise<void> {
  let came: Interrupted | undefined;
  const unlisten = listen("what had begun was finished first", (one) => (came ??= one));
  try {
    work();
    await nextTurn();
  } finally {
    unlisten();
  }
  if (came !== undefined) throw came;
}

/** Runs work that clears up after itself when it is told to stop, as a signal of the system tells it. */
export async function interruptible<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const unlisten = listen("nothing is left of it", (one) => controller.abort(one));
  try {
    const done = await work(signal);
    signal.throwIfAborted();
    return done;
  } finally {
    unlisten();
  }
}

/** Resolves at the first signal to end; `off` leaves signals to what else there is for them. */
export function signalled(): { readonly promise: Promise<"stopped">; readonly off: () => void } {
  let off = (): void => {};
  const promise = new Promise<"stopped">((resolve) => {
    off = listen("nothing was under way", () => resolve("stopped"));
  });
  return { promise, off: () => off() };
}

function listen(what: string, heed: (came: Interrupted) => void): () => void {
  const listeners = SIGNALS.map(([signal, exitCode]) => {
    const listener = (): void => heed(new Interrupted(signal, exitCode, what));
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}
