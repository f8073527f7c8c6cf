// The work on what a pull gave: read the messages, judge the odd ones, run the handler on the others,
// and hand on what was decided. Whatever goes wrong stays within this pull.
import { within } from "../../runtime/within.ts";
import type { PulledMessage } from "../../types.ts";
import type { BatchMetrics, ConsumerContext } from "./delivery.ts";
import { elapsed } from "./elapsed.ts";
import { UNSETTLED_ADVICE } from "./events.ts";
import { HandlerTimeout, InvalidBody } from "./faults.ts";
import { type ReadMessage, readMessage, type RefusedMessage } from "./intake.ts";
import { openLease } from "./lease.ts";
import { nameOf, openBatch, type OpenBatch } from "./open-batch.ts";
import { type Settlement, settlementOf } from "./settlement.ts";
import { leaseOf, sortByLease } from "./shared-leases.ts";
import { keep, report, type Station } from "./station.ts";

/** Works on pulled messages until the handler has ended. Never rejects. */
export async function work(
  station: Station,
  pulled: readonly PulledMessage[],
  metrics: BatchMetrics,
  leaseEndsAt: number,
): Promise<void> {
  const { own, refused } = sortByLease(station.queue, pulled, station.leases);
  for (const error of refused) keep(station, station.background, leave(station, error));
  const leases = own.flatMap((message) => leaseOf(message) ?? []);
  leases.forEach((lease) => station.leases.add(lease));
  await workOn(station, own, metrics, leaseEndsAt);
  leases.forEach((lease) => station.leases.delete(lease));
}

async function workOn(
  station: Station,
  pulled: readonly PulledMessage[],
  metrics: BatchMetrics,
  leaseEndsAt: number,
): Promise<void> {
  const { queue, settings, outbox, open, calm } = station;
  const { clock, schema, visibilityTimeoutMs } = settings;
  if (calm.aborted) return release(station, pulled, leaseEndsAt);
  const read = await Promise.all(pulled.map((message) => readMessage(queue, message, schema)));
  for (const error of read.filter(isRefused))
    keep(station, station.background, judge(station, error, leaseEndsAt));
  const messages = read.filter(isRead);
  if (messages.length === 0) return;
  if (calm.aborted) return outbox.add(messages.map((message) => released(message, leaseEndsAt)));
  const lease = openLease(clock, leaseEndsAt, visibilityTimeoutMs, () => tellEnd(station, batch));
  const delivery = { queue, messages, metrics, lease };
  const batch = openBatch(delivery, settings, (settlements) => outbox.add(settlements));
  open.add(batch);
  await handle(station, batch);
  open.delete(batch);
}

/** Puts back what came too late to be started. */
function release(station: Station, pulled: readonly PulledMessage[], leaseEndsAt: number): void {
  const settlements = pulled.flatMap((message) => {
    const { id = "", lease_id: leaseId } = message ?? {};
    return leaseId ? released({ id, leaseId }, leaseEndsAt) : [];
  });
  station.outbox.add(settlements);
}

function released(
  { id, leaseId }: Pick<Settlement, "id" | "leaseId">,
  leaseEndsAt: number,
): Settlement {
  return { id, leaseId, action: "retry", delaySeconds: 0, leaseEndsAt };
}

const isRefused = (read: ReadMessage | RefusedMessage): read is RefusedMessage =>
  read instanceof Error;
const isRead = (read: ReadMessage | RefusedMessage): read is ReadMessage => !isRefused(read);

/** Tells of a message that nobody may settle, whatever onError says. */
async function leave(station: Station, error: RefusedMessage): Promise<void> {
  await report(station, error);
  station.settings.tell({ type: "refused", queue: station.queue, error, verdict: "leave" });
}

/** Asks what becomes of a message that the handler is not given. */
async function judge(station: Station, error: RefusedMessage, leaseEndsAt: number): Promise<void> {
  const { queue, settings, outbox } = station;
  const given = error instanceof InvalidBody ? settings.onInvalid(error) : report(station, error);
  const verdict = (await given) ?? "leave";
  settings.tell({ type: "refused", queue, error, verdict });
  const { id = "", lease_id: leaseId, attempts = 1 } = error.pulled ?? {};
  if (!leaseId || verdict === "leave") return;
  const fate = { action: verdict } as const;
  const settlement = settlementOf(
    { id, leaseId, attempts },
    fate,
    leaseEndsAt,
    settings.retryDelay,
  );
  if (settlement) outbox.add([settlement]);
}

/** Runs the handler; what it decided goes out when it has ended. */
async function handle(station: Station, open: OpenBatch): Promise<void> {
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

function tellEnd({ queue, settings }: Station, open: OpenBatch): void {
  const messages = open.unsent().map(nameOf);
  if (messages.length > 0) settings.tell({ type: "leaseEnded", queue, messages });
}
