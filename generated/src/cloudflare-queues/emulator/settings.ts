// What is not certain about the service, and its limits: each is one named setting, with the
// recommended default. Decides nothing by itself.
import type { Code } from "./codes.ts";

/** What can be wrong with a lease that is to be settled. */
export type WarningKind =
  /** Not a lease of this queue, or its message is gone: acknowledged, dead-lettered or expired. */
  | "unknown"
  /** It ended before it was settled. */
  | "late"
  /** It was settled before, or stands twice in the call. */
  | "settledAgain"
  /** It stands among the acks and among the retries of one call. */
  | "ackedAndRetried";

/** Open questions about the service, each with a default. */
export interface Settings {
  /** HTTP status by code, where it is not the default one. Default: `{}`. */
  readonly statuses: Readonly<Partial<Record<Code, number>>>;
  /** Texts of warnings. No real text is known, so nothing should depend on one. */
  readonly warningTexts: Readonly<Record<WarningKind, string>>;
  /** `"map"`: from lease to text, as since 2026; `"list"`: texts, as in 2025. Default: `"map"`. */
  readonly warnings: "map" | "list";
  /**
   * An acknowledgement after the lease ended, also when another consumer has the message by then:
   * `"accept"` deletes the message, `"warn"` does nothing and warns. Default: `"accept"`.
   */
  readonly lateAcks: "accept" | "warn";
  /**
   * A retry after the lease ended. The message is back already, so nothing is done: `"warn"` says
   * so, `"accept"` counts it as a retry. Default: `"warn"`.
   */
  readonly lateRetries: "warn" | "accept";
  /** A lease that is unknown. Default: `"warn"`. */
  readonly unknownLeases: "warn" | "ignore";
  /** A lease that was settled before. It counts once in any case. Default: `"warn"`. */
  readonly settledAgain: "warn" | "ignore";
  /** What wins for a lease that one call both acknowledges and retries. Default: `"ack"`. */
  readonly ackedAndRetried: "ack" | "retry";
  /** `"absent"`: `ackCount` and `retryCount` are left out, as seen in use. Default: `"present"`. */
  readonly ackCounts: "present" | "absent";
  /**
   * What `maxRetries` counts. `"retries"`: a message is delivered `maxRetries + 1` times;
   * `"deliveries"`: `maxRetries` times, but once at least. Default: `"retries"`.
   */
  readonly maxRetriesCounts: "retries" | "deliveries";
  /**
   * The attempts of a message in a dead letter queue: `"continue"` counts on, as seen in use;
   * `"reset"` starts at 1, as miniflare does. The queue's own retries are counted from its
   * arrival in any case. Default: `"continue"`.
   */
  readonly deadLetterAttempts: "continue" | "reset";
  /** How a JSON body is pulled; both occur. Default: `"base64"`. */
  readonly jsonBodies: "base64" | "plain";
  /** The `metadata` of pulled messages. Default: `"object"`. */
  readonly metadata: "object" | "null" | "absent";
  /** `"list"`: the result of a pull is the list alone, as in 2024. Default: `"object"`. */
  readonly pullResult: "object" | "list";
  /** `"absent"`: a push has no result, as before 2026. Default: `"metrics"`. */
  readonly pushResult: "metrics" | "absent";
  /** A `batch_size` or visibility timeout out of bounds: refused or adapted. Default: `"refuse"`. */
  readonly pullBounds: "refuse" | "clamp";
  /** The code of a batch without messages. Default: 10207. */
  readonly emptyBatch: 10013 | 10206 | 10207;
  /** The code of a pull or an acknowledgement of the wrong shape. Default: 10207. */
  readonly invalidConsumerBody: 10026 | 10207;
  /** Delays that are not whole seconds. Default: `"refuse"`. */
  readonly fractionalDelays: "refuse" | "accept";
  /** What a message needs beside its body, in bytes; the service says about 100. Default: 0. */
  readonly messageOverheadBytes: number;
  /** The size of one message in bytes. Default: 128,000. */
  readonly maxMessageBytes: number;
  /** The size of all messages of a batch in bytes; miniflare takes 288,000. Default: 256,000. */
  readonly maxBatchBytes: number;
  /** Messages in a batch. Default: 100. */
  readonly maxBatchMessages: number;
  /** Any delay, in seconds; 43,200 until 2026. Default: 86,400. */
  readonly maxDelaySeconds: number;
  /** Messages in a pull. Default: 100. */
  readonly maxPullMessages: number;
  /** Messages in a pull that names no number. Default: 5. */
  readonly defaultPullMessages: number;
  /** The longest lease in milliseconds. Default: 43,200,000. */
  readonly maxVisibilityTimeoutMs: number;
  /** Leases in one call; null: any number, since no limit is documented. Default: null. */
  readonly maxLeases: number | null;
  /** The bytes that a queue holds before a push is refused with 10251. Default: 25e9. */
  readonly maxBacklogBytes: number;
  /** The `Retry-After` of a 429, in whole seconds. Default: 1. */
  readonly retryAfterSeconds: number;
}

/** The recommended settings. */
export const defaultSettings: Settings = {
  statuses: {},
  warningTexts: {
    unknown: "The lease is not known, or its message is gone.",
    late: "The lease has ended; the message is back in the queue.",
    settledAgain: "The lease has been settled before.",
    ackedAndRetried: "The lease is acknowledged and retried in one call.",
  },
  warnings: "map",
  lateAcks: "accept",
  lateRetries: "warn",
  unknownLeases: "warn",
  settledAgain: "warn",
  ackedAndRetried: "ack",
  ackCounts: "present",
  maxRetriesCounts: "retries",
  deadLetterAttempts: "continue",
  jsonBodies: "base64",
  metadata: "object",
  pullResult: "object",
  pushResult: "metrics",
  pullBounds: "refuse",
  emptyBatch: 10207,
  invalidConsumerBody: 10207,
  fractionalDelays: "refuse",
  messageOverheadBytes: 0,
  maxMessageBytes: 128_000,
  maxBatchBytes: 256_000,
  maxBatchMessages: 100,
  maxDelaySeconds: 86_400,
  maxPullMessages: 100,
  defaultPullMessages: 5,
  maxVisibilityTimeoutMs: 43_200_000,
  maxLeases: null,
  maxBacklogBytes: 25e9,
  retryAfterSeconds: 1,
};
