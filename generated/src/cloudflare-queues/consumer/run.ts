// The life of a consumer: it polls every queue until it is stopped, or until one of them has no hope
// left; and it stops without losing what was decided, in bounded time whatever the handlers do.
import type { Clock } from "../../runtime/options.ts";
import { within } from "../../runtime/within.ts";
import type { Gate } from "./gate.ts";
import type { Consumer } from "./options.ts";
import { poll } from "./poll.ts";
import type { Settings } from "./settings.ts";
import type { Ends, Station } from "./station.ts";

/** How long decisions may take to be sent once nothing else is waited for, in milliseconds. */
const FLUSH_MS = 5000;

/**
 * How long a pull that is under way is waited for where nothing else is, in milliseconds: one that
 * hangs must not hold up the end. What a lost answer brings comes back when its lease ends.
 */
const PULL_GRACE_MS = 2000;

export function run(
  stations: readonly Station[],
  settings: Settings,
  gate: Gate,
  ends: Ends,
  signal: AbortSignal | undefined,
): Consumer {
  const { tell, stopTimeoutMs } = settings;
  let failure: { readonly error: unknown } | undefined;
  let stopped: Promise<void> | undefined;
  let polling = stations.length;
  let conclude: () => void;

  const stop: Consumer["stop"] = ({ timeoutMs = stopTimeoutMs } = {}) => {
    if (!stopped) tell({ type: "stopping", ...failure });
    return (stopped ??= wind(timeoutMs).then(conclude));
  };
  const abort = (): void => void stop();
  const wind = async (timeoutMs: number): Promise<void> => {
    signal?.removeEventListener("abort", abort);
    const running = await windDown(stations, settings, gate, ends, () => polling === 0, timeoutMs);
    tell({ type: "stopped", running });
  };
  const start = async (station: Station): Promise<void> => {
    await poll(station).catch((error: unknown) => {
      failure ??= { error };
      abort();
    });
    polling--;
    gate.changed();
  };

  const finished = new Promise<void>((resolve, reject) => {
    conclude = () => (failure ? reject(failure.error) : resolve());
  });
  // Whoever listens has been told.
  if (settings.onError) finished.catch(() => undefined);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  for (const station of stations) void start(station);
  return { stop, finished, [Symbol.asyncDispose]: () => stop() };
}

/** Ends one thing after the other; gives how many handlers were left behind. */
async function windDown(
  stations: readonly Station[],
  { clock }: Settings,
  gate: Gate,
  ends: Ends,
  hasPolled: () => boolean,
  timeoutMs: number,
): Promise<number> {
  ends.calm.abort();
  gate.changed();
  let isPullLate = false;
  const grace = clock.setTimeout(() => {
    isPullLate = true;
    gate.changed();
  }, PULL_GRACE_MS);
  const isQuiet = (): boolean => (hasPolled() || isPullLate) && stations.every(isIdle);
  await atMost(clock, timeoutMs, gate.until(isQuiet));
  clock.clearTimeout(grace);
  const running = stations.reduce((sum, station) => sum + abandon(station), 0);
  ends.hard.abort();
  stations.forEach(({ outbox }) => outbox.hurry());
  const isSent = (): boolean => stations.every(({ outbox }) => outbox.pending() === 0);
  await atMost(clock, FLUSH_MS, gate.until(isSent));
  ends.last.abort();
  return running;
}

function isIdle({ working, background }: Station): boolean {
  return working.size === 0 && background.size === 0;
}

/** Leaves running handlers behind: what they have decided is sent, the rest is still theirs. */
function abandon({ open, outbox }: Station): number {
  for (const batch of open) {
    batch.lease.end(new DOMException("the consumer has stopped", "AbortError"));
    batch.lease.close();
    outbox.add(batch.close("abandoned") ?? []);
  }
  return open.size;
}

/** Waits for a promise that never rejects; no longer than `ms`. */
async function atMost(clock: Clock, ms: number, promise: Promise<void>): Promise<void> {
  const late = (): Error => new Error("late");
  await within(clock, undefined, () => promise, Math.max(1, ms), late).catch(() => undefined);
}
