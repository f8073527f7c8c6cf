// The handler's turn: it is given a batch, and when it has ended what it decided is handed on. What it
// throws, or does not finish in time, stays within its batch.
import { within } from "../../runtime/within.ts";
import type { ConsumerContext } from "./delivery.ts";
import { elapsed } from "./elapsed.ts";
import { UNSETTLED_ADVICE } from "./events.ts";
import { HandlerTimeout } from "./faults.ts";
import type { ReadMessage } from "./intake.ts";
import { nameOf, type OpenBatch } from "./open-batch.ts";
import type { Settlement } from "./settlement.ts";
import { keep, report, type Station } from "./station.ts";

/** Runs the handler; what it decided goes out when it has ended. */
export async function handle(station: Station, open: OpenBatch): Promise<void> {
  const { settings, outbox } = station;
  const start = settings.clock.now();
  const waits: Promise<unknown>[] = [];
  const failure = await run(station, open, waits);
  const undecided = open.undecided();
  const settlements = open.close(failure ? "threw" : "returned");
  // It may still be running, and must learn that its work counts no more.
  if (failure?.error instanceof HandlerTimeout) open.lease.end(failure.error);
  void Promise.allSettled(waits).then(() => open.lease.close());
  if (!settlements) return;
  outbox.add(settlements);
  tellHandled(station, open, settlements, undecided, elapsed(settings.clock, start), failure);
}

/** The handler's own end, or why it failed. */
async function run(
  station: Station,
  { batch }: OpenBatch,
  waits: Promise<unknown>[],
): Promise<{ readonly error: unknown } | undefined> {
  const { queue, settings, background } = station;
  const { clock, handlerTimeoutMs, rules } = settings;
  const ctx: ConsumerContext = {
    waitUntil(given) {
      const promise = Promise.resolve(given);
      waits.push(promise);
      keep(station, background, promise);
    },
  };
  const handling = async (): Promise<void> => {
    await station.handle(batch, ctx);
    // A promise may bring further ones along: the list grows while it is gone through.
    if (rules === "workers") for (const promise of waits) await promise;
  };
  const late = (): Error => new HandlerTimeout(queue, handlerTimeoutMs);
  try {
    await within(clock, undefined, handling, handlerTimeoutMs, late);
    return undefined;
  } catch (error) {
    void report(station, error);
    return { error };
  }
}

function tellHandled(
  { queue, settings: { tell, rules } }: Station,
  { batch }: OpenBatch,
  settlements: readonly Settlement[],
  undecided: readonly ReadMessage[],
  durationMs: number,
  failure: { readonly error: unknown } | undefined,
): void {
  const isSent = ({ leaseId }: ReadMessage): boolean =>
    settlements.some((settlement) => settlement.leaseId === leaseId);
  const left = undecided.filter((message) => !isSent(message)).length;
  const retried = settlements.filter(({ action }) => action === "retry").length;
  const acked = batch.messages.length - retried - left;
  tell({ type: "handled", queue, acked, retried, left, durationMs, ...failure });
  if (failure || rules === "workers" || undecided.length === 0) return;
  const messages = undecided.map(nameOf);
  tell({ type: "unsettled", queue, messages, advice: UNSETTLED_ADVICE });
}
