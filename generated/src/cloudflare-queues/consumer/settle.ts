// The rules of precedence: which of several calls decides about a message, and what becomes of it
// when its handler has ended. Pure; one message, one call, no time.

/**
 * Whose rules hold.
 * - `"explicit"`: the last call wins, and a message without one comes back; a throw puts the whole
 *   batch back.
 * - `"workers"`: as in the Workers runtime. The first call wins, a normal return acknowledges what
 *   has none, and a throw puts back all but the acknowledged.
 */
export type SettleRules = "explicit" | "workers";

/** A call of `ack`, `retry`, `ackAll` or `retryAll`, as far as it concerns one message. */
export interface Decision {
  readonly action: "ack" | "retry";
  /** Whether the message itself was called, or its batch. */
  readonly by: "message" | "batch";
  /** Seconds, of a retry that said so. */
  readonly delaySeconds?: number;
}

/** What becomes of a message. Left alone, it comes back when its lease ends. */
export type Fate =
  | { readonly action: "ack" }
  | { readonly action: "retry"; readonly delaySeconds?: number }
  | { readonly action: "leave" };

/** The decision about a message after one more call. It is `before` itself where that stands. */
export function decide(rules: SettleRules, before: Decision | undefined, call: Decision): Decision {
  if (!before) return call;
  // A message's own decision is above those of its batch, whatever the rules.
  if (before.by === "message" && call.by === "batch") return before;
  if (rules === "explicit") return call;
  if (before.action === "ack" || call.action === "ack") return before;
  // A second retry may still change the delay.
  return call.delaySeconds === undefined ? before : call;
}

/** Whether a call went against the decision that stood, and lost: worth telling. */
export function isIgnored(before: Decision | undefined, after: Decision, call: Decision): boolean {
  const ownStands = before?.by === "message" && call.by === "batch";
  return after === before && after.action !== call.action && !ownStands;
}

/** What becomes of a message whose handler returned or threw. */
export function fateOf(rules: SettleRules, decision: Decision | undefined, threw: boolean): Fate {
  if (threw && !(rules === "workers" && decision?.action === "ack")) return retryOf(decision);
  if (decision?.action === "retry") return retryOf(decision);
  return { action: decision || rules === "workers" ? "ack" : "leave" };
}

function retryOf(decision: Decision | undefined): Fate {
  const delaySeconds = decision?.delaySeconds;
  return delaySeconds === undefined ? { action: "retry" } : { action: "retry", delaySeconds };
}
