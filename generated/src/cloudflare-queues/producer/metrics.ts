// What a push tells about the queue → the names and the shape that Workers have for it. An answer
// without it, or with something else in its place, is no failure: the messages are enqueued.
import type { PushResult } from "../../types.ts";

/**
 * The state of the queue, as well as the service knows it. The figures are estimates, and 0 where
 * it tells none, as it did until 2026.
 */
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
    readonly metrics: QueueSendMetrics;
  };
}

/** The result of a push, as Workers have it. */
export function responseOf(result: PushResult | undefined | null): QueueSendResponse {
  const told = result?.metadata?.metrics;
  const oldest = told?.oldest_message_timestamp_ms;
  const metrics = {
    backlogCount: numberOf(told?.backlog_count),
    backlogBytes: numberOf(told?.backlog_bytes),
    // The service says 0 for "not known".
    ...(numberOf(oldest) > 0 && { oldestMessageTimestamp: new Date(numberOf(oldest)) }),
  };
  return { metadata: { metrics } };
}

function numberOf(told: unknown): number {
  return typeof told === "number" ? told : 0;
}
