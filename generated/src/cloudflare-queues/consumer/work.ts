// The work on what a pull gave: read the messages, judge the odd ones, run the handler on the others,
// and hand on what was decided. Whatever goes wrong stays within this pull.
import type { PulledMessage } from "../../types.ts";
import type { BatchMetrics } from "./delivery.ts";
import { InvalidBody } from "./faults.ts";
import { handle } from "./handle.ts";
import { type ReadMessage, readMessage, type RefusedMessage, type Validation } from "./intake.ts";
import { leftOf, openLease } from "./lease.ts";
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
  const { clock, visibilityTimeoutMs } = settings;
  if (calm.aborted) return release(station, pulled, leaseEndsAt);
  const validation = validationOf(station, leaseEndsAt);
  const read = await Promise.all(pulled.map((message) => readMessage(queue, message, validation)));
  if (calm.aborted) return release(station, pulled, leaseEndsAt);
  for (const error of read.filter(isRefused))
    keep(station, station.background, judge(station, error, leaseEndsAt));
  const messages = read.filter(isRead);
  if (messages.length === 0) return;
  const lease = openLease(clock, leaseEndsAt, visibilityTimeoutMs, () => tellEnd(station, batch));
  const delivery = { queue, messages, metrics, lease };
  const batch = openBatch(delivery, settings, (settlements) => outbox.add(settlements));
  open.add(batch);
  await handle(station, batch);
  open.delete(batch);
}

/** Half of what is left of the lease is the handler's, however long a schema takes. */
function validationOf(
  { settings, calm }: Pick<Station, "settings" | "calm">,
  leaseEndsAt: number,
): Validation | undefined {
  const { schema, clock, handlerTimeoutMs, visibilityTimeoutMs } = settings;
  const halfMs = Math.round(leftOf(clock, leaseEndsAt, visibilityTimeoutMs) / 2);
  const timeoutMs = Math.max(1, Math.min(halfMs, handlerTimeoutMs));
  return schema && { schema, clock, signal: calm, timeoutMs };
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

function tellEnd({ queue, settings }: Station, open: OpenBatch): void {
  const messages = open.unsent().map(nameOf);
  if (messages.length > 0) settings.tell({ type: "leaseEnded", queue, messages });
}
