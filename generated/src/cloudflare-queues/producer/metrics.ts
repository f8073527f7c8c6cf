// What a push tells about the queue → the names that Workers have for it. An answer without it, or
// with something else in its place, is no failure: the messages are enqueued.
import type { PushResult } from "../../types.ts";

/** The state of the queue, as well as the service knows it; the figures are estimates. */
export interface QueueSendMetrics {
  /** How many messages are not acknowledged yet. */
  readonly backlogCount: number;
  /** How many bytes those have together. */
  readonly backlogBytes: number;
  /** When the oldest of them entered the queue; absent where that is not known. */
  readonly oldestMessageTimestamp?: Date;
}

/** What sending gives. */
export interface QueueSendResponse {
  readonly metadata: {
    /** Absent where the service tells none, as it did until 2026. */
    readonly metrics?: QueueSendMetrics;
  };
}

/** The result of a push, as Workers have it. */
export function responseOf(result: PushResult | undefined | null): QueueSendResponse {
  const told = result?.metadata?.metrics;
  if (typeof told?.backlog_count !== "number") return { metadata: {} };
  const { backlog_count, backlog_bytes, oldest_message_timestamp_ms: oldest } = told;
  const metrics = { backlogCount: backlog_count, backlogBytes: backlog_bytes };
  // The service says 0 for "not known".
  if (!oldest) return { metadata: { metrics } };
  return { metadata: { metrics: { ...metrics, oldestMessageTimestamp: new Date(oldest) } } };
}
