// A batch as its handler sees it. What is decided comes out when it is closed, once; later calls are
// told and have no effect. It sends nothing.
import { wholeDelay } from "./backoff.ts";
import type { BatchMetrics, Message, MessageBatch, RetryOptions } from "./delivery.ts";
import type { IgnoredEvent, MessageName } from "./events.ts";
import type { ReadMessage } from "./intake.ts";
import type { Lease } from "./lease.ts";
import { openLedger } from "./ledger.ts";
import type { Settings } from "./settings.ts";
import { type Decision, type Fate, fateOf } from "./settle.ts";
import { type Settlement, settlementOf } from "./settlement.ts";

/** How the work on a batch ended; it is abandoned where `stop` waited long enough. */
export type Ending = "returned" | "threw" | "abandoned";

export interface OpenBatch {
  readonly batch: MessageBatch;
  readonly lease: Lease;
  /** Messages without a decision. */
  undecided(): readonly ReadMessage[];
  /** Messages about which nothing is sent yet. */
  unsent(): readonly ReadMessage[];
  /** What is to be sent. Undefined where it was closed before. */
  close(ending: Ending): readonly Settlement[] | undefined;
}

/** The messages of one pull that a handler can be given. */
export interface Delivery {
  readonly queue: string;
  readonly messages: readonly ReadMessage[];
  readonly metrics: BatchMetrics;
  readonly lease: Lease;
}

/** `send` is given what is final before the handler has ended. */
export function openBatch(
  { queue, messages, metrics, lease }: Delivery,
  { rules, retryDelay, tell }: Pick<Settings, "rules" | "retryDelay" | "tell">,
  send: (settlements: readonly Settlement[]) => void,
): OpenBatch {
  const ledger = openLedger(rules);
  let isClosed = false;

  const apply: Apply = (call, decision, concerned) => {
    const lost = isClosed ? concerned : ledger.note(decision, concerned);
    const reason = isClosed ? HAD_ENDED : FIRST_WINS;
    if (lost.length > 0) tell({ type: "ignored", queue, call, messages: lost.map(nameOf), reason });
    if (!isClosed) send(settled(ledger.takeFinal(concerned), () => ({ action: "ack" })));
  };
  const settled = (
    concerned: readonly ReadMessage[],
    fate: (message: ReadMessage) => Fate,
    delay = retryDelay,
  ): readonly Settlement[] =>
    concerned.flatMap((message) => {
      return settlementOf(message, fate(message), lease.endsAt, delay) ?? [];
    });
  const unsent = (): readonly ReadMessage[] =>
    messages.filter((message) => !ledger.isTaken(message));
  const close = (ending: Ending): readonly Settlement[] | undefined => {
    if (isClosed) return undefined;
    isClosed = true;
    const open = unsent();
    const { decisionOf } = ledger;
    if (ending !== "abandoned")
      return settled(open, (message) => fateOf(rules, decisionOf(message), ending === "threw"));
    // The handler may be at work on what it has not decided about.
    const decided = open.filter(decisionOf);
    return settled(decided, (message) => fateOf("explicit", decisionOf(message), false));
  };
  return {
    batch: surfaceOf(queue, messages, metrics, lease.signal, apply),
    lease,
    undecided: () => messages.filter((message) => !ledger.decisionOf(message)),
    unsent,
    close,
  };
}

const HAD_ENDED = "the handler had ended: await what it starts";
const FIRST_WINS = 'the first call wins (settle: "workers")';

type Apply = (
  call: IgnoredEvent["call"],
  decision: Decision,
  concerned: readonly ReadMessage[],
) => void;

function surfaceOf(
  queue: string,
  messages: readonly ReadMessage[],
  metrics: BatchMetrics,
  signal: AbortSignal,
  apply: Apply,
): MessageBatch {
  const messageOf = (read: ReadMessage): Message => ({
    id: read.id,
    timestamp: read.timestamp,
    body: read.body,
    attempts: read.attempts,
    signal,
    ack: () => apply("ack", { action: "ack", by: "message" }, [read]),
    retry: (options) => apply("retry", retryCall("message", options), [read]),
  });
  return {
    queue,
    messages: messages.map(messageOf),
    metadata: { metrics },
    ackAll: () => apply("ackAll", { action: "ack", by: "batch" }, messages),
    retryAll: (options) => apply("retryAll", retryCall("batch", options), messages),
  };
}

export function nameOf({ id, attempts }: ReadMessage): MessageName {
  return { id, attempts };
}

function retryCall(by: Decision["by"], options: RetryOptions | undefined): Decision {
  const delaySeconds = wholeDelay(options?.delaySeconds);
  return { action: "retry", by, ...(delaySeconds !== undefined && { delaySeconds }) };
}
