// Sends decisions until the service has answered: an acknowledgement does no harm twice. What the
// service refuses is halved, so that one lease it can't bear doesn't cost the others.
import { ValidationError } from "../../runtime/errors.ts";
import type { AckRequest } from "../../types.ts";
import { pause } from "../../runtime/within.ts";
import { elapsed } from "./elapsed.ts";
import { failureWait, isRefusal, statusOf } from "./pace.ts";
import type { ConsumerPort } from "../shared/port.ts";
import type { Settings } from "./settings.ts";
import type { Settlement } from "./settlement.ts";
import { warningsOf } from "./warnings.ts";

const SHORTEST_WAIT_MS = 250;

/** Where decisions go. */
export interface Counter {
  readonly port: ConsumerPort;
  /** The name in events, and the identifier in requests. */
  readonly queue: string;
  readonly queueId: string;
  readonly settings: Pick<Settings, "clock" | "random" | "tell">;
  /** Ends it all: what is not answered by then is given up. */
  readonly signal: AbortSignal;
}

/** Sends up to 100 decisions. Never rejects. */
export async function deliver(counter: Counter, part: readonly Settlement[]): Promise<void> {
  const { port, queue, queueId, settings, signal } = counter;
  const { clock, random, tell } = settings;
  for (let attempt = 1; ; attempt++) {
    const start = clock.now();
    try {
      signal.throwIfAborted();
      const result = await port.ack(queueId, requestOf(part), { signal, retry: false });
      tellAnswer(counter, part, start, result);
      return;
    } catch (error) {
      if (isDivisible(error, part)) return halve(counter, part);
      const failed = { type: "settleFailed", queue, count: part.length, error } as const;
      if (signal.aborted || isRefusal(error)) return tell(failed);
      const delayMs = failureWait(error, attempt, SHORTEST_WAIT_MS, clock.now(), random);
      tell({ ...failed, delayMs });
      // Where it aborts, the next attempt says that it is given up.
      await pause(clock, signal, delayMs).catch(() => undefined);
    }
  }
}

function requestOf(part: readonly Settlement[]): AckRequest {
  const acks = part.filter(({ action }) => action === "ack");
  const retries = part.filter(({ action }) => action === "retry");
  return {
    ...(acks.length > 0 && { acks: acks.map(({ leaseId }) => ({ lease_id: leaseId })) }),
    ...(retries.length > 0 && {
      retries: retries.map(({ leaseId, delaySeconds }) => ({
        lease_id: leaseId,
        ...(delaySeconds !== undefined && { delay_seconds: delaySeconds }),
      })),
    }),
  };
}

/** Whether the request, and not the caller or the queue, is refused: smaller ones may do. */
function isDivisible(error: unknown, part: readonly Settlement[]): boolean {
  const isAboutBody = [400, 413, 422].includes(statusOf(error)) || error instanceof ValidationError;
  return part.length > 1 && isAboutBody && isRefusal(error);
}

async function halve(counter: Counter, part: readonly Settlement[]): Promise<void> {
  const middle = part.length >> 1;
  await deliver(counter, part.slice(0, middle));
  await deliver(counter, part.slice(middle));
}

function tellAnswer(
  { queue, settings: { clock, tell } }: Counter,
  part: readonly Settlement[],
  start: number,
  result: unknown,
): void {
  const acked = part.filter(({ action }) => action === "ack");
  const counts = { acks: acked.length, retries: part.length - acked.length };
  tell({ type: "settled", queue, ...counts, durationMs: elapsed(clock, start) });
  for (const { id, leaseEndsAt } of acked) {
    if (start >= leaseEndsAt) tell({ type: "late", queue, id, lateMs: start - leaseEndsAt });
  }
  const leaseIds = part.map(({ leaseId }) => leaseId);
  for (const warning of warningsOf(result, leaseIds)) {
    const id = part.find(({ leaseId }) => leaseId === warning.leaseId)?.id;
    tell({ type: "warning", queue, ...(id !== undefined && { id }), ...warning });
  }
}
