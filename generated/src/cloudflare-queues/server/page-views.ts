// What the page is told of queues and messages: plain JSON, made of what the emulator shows anyway.
// Tells that a queue has a token, never the token.
import type { Emulator } from "../emulator.ts";
import { isLeased, leaseOf } from "../emulator/lease.ts";
import type { Message } from "../emulator/message.ts";
import type { ConfiguredQueue } from "../emulator/queues.ts";
import type { QueueStatistics } from "../emulator/store.ts";
import type { Counts } from "../emulator/tally.ts";

/** All queues at one time. Times are milliseconds since 1970 on the emulator's clock. */
export interface Overview {
  readonly at: number;
  /** After how many milliseconds to expect the next one, if nothing is in the way. */
  readonly nextMs: number;
  readonly queues: readonly QueueView[];
}

/** One queue. */
export interface QueueView {
  readonly name: string;
  /** All messages that are in it, leased and delayed ones too. */
  readonly backlog: number;
  readonly bytes: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** The earliest push among them; 0 where there are none. */
  readonly oldestAt: number;
  /** The messages in its dead letter queue. */
  readonly deadLetters: number;
  readonly counts: Counts;
  /** Whether requests to it need a token of its own. */
  readonly hasToken: boolean;
  /** Undefined where requests can't have the queue: it is not configured, and was before. */
  readonly options?: OptionsView;
}
type OptionsView = Pick<
  ConfiguredQueue,
  | "delaySeconds"
  | "retryDelaySeconds"
  | "maxRetries"
  | "deadLetterQueue"
  | "visibilityTimeoutMs"
  | "retentionSeconds"
  | "httpPull"
  | "refuse"
>;

/** Whether a message can be delivered, and if not, why. */
export type State = "waiting" | "delayed" | "leased";

/** One message. */
export interface MessageView {
  readonly id: string;
  readonly body: string;
  /** Whether the body goes on. */
  readonly isCut: boolean;
  readonly bytes: number;
  readonly contentType: string;
  /** As pulls count them. */
  readonly attempts: number;
  readonly state: State;
  readonly pushedAt: number;
  /** The end of its delay or of its lease. */
  readonly visibleAt: number;
  readonly expiresAt: number;
  /** Whether it came from another queue. */
  readonly isMoved: boolean;
  /** Where it is leased. */
  readonly lease?: string;
}

/** Some messages of one queue, in the order in which they came. */
export interface MessagesView {
  readonly at: number;
  readonly messages: readonly MessageView[];
  /** Where the next ones begin. */
  readonly next?: string;
}

/** Everything about the queues of these names. */
export function queueViews(
  names: Iterable<string>,
  emulator: Emulator,
  statistics: readonly QueueStatistics[],
): readonly QueueView[] {
  const numbers = new Map(statistics.map((one) => [one.queue, one]));
  return Array.from(names, (name) => {
    const queue = emulator.queue(name);
    const own = numbers.get(name);
    const deadLetters = numbers.get(queue?.deadLetterQueue ?? "")?.backlogCount ?? 0;
    return {
      name,
      backlog: own?.backlogCount ?? 0,
      bytes: own?.backlogBytes ?? 0,
      inFlight: own?.inFlight ?? 0,
      delayed: own?.delayed ?? 0,
      oldestAt: own?.oldestTimestampMs ?? 0,
      deadLetters,
      counts: emulator.counts(name),
      hasToken: queue?.token !== undefined,
      ...(queue && { options: optionsOf(queue) }),
    };
  });
}

function optionsOf(queue: ConfiguredQueue): OptionsView {
  const { delaySeconds, retryDelaySeconds, maxRetries, deadLetterQueue } = queue;
  const { visibilityTimeoutMs, retentionSeconds, httpPull, refuse } = queue;
  const delays = { delaySeconds, retryDelaySeconds, maxRetries, deadLetterQueue };
  return { ...delays, visibilityTimeoutMs, retentionSeconds, httpPull, refuse };
}

/** The characters of a body that a list shows. */
const SHOWN = 2000;

/** A message as it stands at a time; its body whole, or its beginning. */
export function messageView(
  message: Message,
  attempts: number,
  now: number,
  isWhole: boolean,
): MessageView {
  const { id, body, bytes, contentType, visibleAt, expiresAt } = message;
  const state = stateOf(message, now);
  const isCut = !isWhole && body.length > SHOWN;
  return {
    ...{ id, bytes, contentType, attempts, visibleAt, expiresAt, state, isCut },
    // Half of a character at the end would be shown as a wrong one.
    body: isCut ? body.slice(0, SHOWN).replace(/[\uD800-\uDBFF]$/, "") : body,
    pushedAt: message.timestampMs,
    isMoved: message.entered > 0,
    ...(state === "leased" && { lease: leaseOf(message) }),
  };
}

/** Whether a message can be delivered at a time. */
export function stateOf(message: Message, now: number): State {
  if (isLeased(message, now)) return "leased";
  return message.visibleAt > now ? "delayed" : "waiting";
}
