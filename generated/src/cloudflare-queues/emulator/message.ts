// What a store keeps of a message, and what the rules know of a queue. Types only; plain data, so
// that any store can write it down.

/** A message in a queue. Times are milliseconds since 1970. */
export interface Message {
  /** Names the message, also in a dead letter queue. */
  readonly id: string;
  /** The name of the queue that it is in. */
  readonly queue: string;
  /** The text, or the JSON text. */
  readonly body: string;
  /** `text` or `json`. */
  readonly contentType: string;
  /** The size of the body in bytes. */
  readonly bytes: number;
  /** When it was pushed. */
  readonly timestampMs: number;
  /** The part of its leases that can't be guessed. */
  readonly key: string;
  /** How often it has been delivered, in all queues together. */
  readonly deliveries: number;
  /** How many of these deliveries were before it came to this queue. */
  readonly entered: number;
  /** Those deliveries in this queue, by number, that a consumer put back; ascending. */
  readonly retried: readonly number[];
  /** When it can be delivered: the end of its delay or of its lease. */
  readonly visibleAt: number;
  /** When its retention ends. */
  readonly expiresAt: number;
  /** When something happens to it by itself: it expires, or its last lease ends. */
  readonly dueAt: number;
}

/** A queue, completely said. */
export interface Queue {
  readonly name: string;
  /** The delay of messages that bring none, in seconds. */
  readonly delaySeconds: number;
  /** The delay of retries that bring none, in seconds. */
  readonly retryDelaySeconds: number;
  readonly maxRetries: number;
  /** The name of the queue for what was retried too often; without one it is deleted. */
  readonly deadLetterQueue: string | undefined;
  /** The length of leases, where a pull does not say it. */
  readonly visibilityTimeoutMs: number;
  /** How long a message is kept, in seconds. */
  readonly retentionSeconds: number;
}

/** A message as a request brings it. */
export interface Draft {
  readonly body: string;
  readonly contentType: "text" | "json";
  readonly bytes: number;
  readonly delaySeconds: number | undefined;
}
