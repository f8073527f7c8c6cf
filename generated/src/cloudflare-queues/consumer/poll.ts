// Pulls from one queue, as long as nobody stops it and hands are free. When the next pull is due,
// pace.ts says; this file waits for it.
import { pause } from "../../runtime/within.ts";
import type { PulledMessage, PullResult } from "../../types.ts";
import type { BatchMetrics } from "./delivery.ts";
import { elapsed } from "./elapsed.ts";
import { nextStep, type Pace, type Pulled, START } from "./pace.ts";
import { keep, report, type Station } from "./station.ts";
import { work } from "./work.ts";

/** Decisions that may be on their way before pulling pauses: what can't be settled piles up. */
const MOST_PENDING = 1000;

/** Pulls until it is stopped. Rejects with what no further pull can mend. */
export async function poll(station: Station): Promise<void> {
  const { queue, settings, gate, working, outbox, calm } = station;
  const { clock, random, concurrency, tell } = settings;
  const isFree = (): boolean => working.size < concurrency && outbox.pending() < MOST_PENDING;
  let pace: Pace = START;
  for (;;) {
    await gate.until(() => calm.aborted || isFree());
    if (calm.aborted) return;
    const pulled = await pullOnce(station);
    if (calm.aborted) return;
    const step = nextStep(queue, pace, pulled, settings, clock.now(), random);
    if ("fatal" in step) {
      void report(station, step.fatal);
      throw step.fatal;
    }
    pace = step.pace;
    // That HTTP pull is not enabled yet is waited for, and no fault.
    if ("error" in pulled && pace.refusedMs === undefined) void report(station, pulled.error);
    if (step.waitMs === 0) continue;
    tell({ type: "waiting", queue, delayMs: step.waitMs, ...("error" in pulled && pulled) });
    await pause(clock, calm, step.waitMs).catch(() => undefined);
  }
}

/** One pull. Its messages are worked on, without being waited for; what it came to is told. */
async function pullOnce(station: Station): Promise<Pulled> {
  const { queue, queueId, port, settings, working, hard } = station;
  const { clock, batchSize, visibilityTimeoutMs, tell } = settings;
  const start = clock.now();
  const leaseEndsAt = start + visibilityTimeoutMs;
  const body = { batch_size: batchSize, visibility_timeout_ms: visibilityTimeoutMs };
  try {
    const result = await port.pull(queueId, body, { signal: hard, retry: false });
    const messages = messagesOf(result);
    const backlog = result?.message_backlog_count;
    const told = { ...(backlog !== undefined && { backlog }), durationMs: elapsed(clock, start) };
    tell({ type: "pulled", queue, count: messages.length, ...told });
    if (messages.length > 0)
      keep(station, working, work(station, messages, metricsOf(result), leaseEndsAt));
    return { count: messages.length };
  } catch (error) {
    return { error };
  }
}

function messagesOf(result: PullResult | undefined): readonly PulledMessage[] {
  const messages: unknown = result?.messages ?? [];
  if (Array.isArray(messages)) return messages as PulledMessage[];
  throw new TypeError("the answer to a pull has no list of messages");
}

function metricsOf(result: PullResult | undefined): BatchMetrics {
  const { backlog_count, backlog_bytes, oldest_message_timestamp_ms } =
    result?.metadata?.metrics ?? {};
  const oldest = oldest_message_timestamp_ms;
  return {
    backlogCount: backlog_count ?? result?.message_backlog_count ?? 0,
    backlogBytes: backlog_bytes ?? 0,
    ...(oldest && { oldestMessageTimestamp: new Date(oldest) }),
  };
}
