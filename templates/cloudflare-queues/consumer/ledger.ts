// The decisions about the messages of a batch, call after call. It knows the rules of precedence and
// what is final; it sends nothing.
import type { ReadMessage } from "./intake.ts";
import { decide, type Decision, isIgnored, type SettleRules } from "./settle.ts";

export interface Ledger {
  decisionOf(message: ReadMessage): Decision | undefined;
  /** Notes a call about these messages; gives those for which it went against what stood. */
  note(call: Decision, concerned: readonly ReadMessage[]): readonly ReadMessage[];
  /** Those of these messages that nothing can change any more; each is given once. */
  takeFinal(concerned: readonly ReadMessage[]): readonly ReadMessage[];
  /** Whether a message was taken as final. */
  isTaken(message: ReadMessage): boolean;
}

export function openLedger(rules: SettleRules): Ledger {
  const decisions = new Map<ReadMessage, Decision>();
  const taken = new Set<ReadMessage>();
  // Under the Workers rules nothing revokes an acknowledgement, not even a throw.
  const isFinal = (message: ReadMessage): boolean =>
    rules === "workers" && decisions.get(message)?.action === "ack" && !taken.has(message);
  return {
    decisionOf: (message) => decisions.get(message),
    note: (call, concerned) =>
      concerned.filter((message) => {
        const before = decisions.get(message);
        const after = decide(rules, before, call);
        decisions.set(message, after);
        return isIgnored(before, after, call);
      }),
    takeFinal(concerned) {
      const final = concerned.filter(isFinal);
      final.forEach((message) => taken.add(message));
      return final;
    },
    isTaken: (message) => taken.has(message),
  };
}
