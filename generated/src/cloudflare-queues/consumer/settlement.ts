// What became of a message → what is sent about it. Pure.
import { wholeDelay } from "./backoff.ts";
import type { ReadMessage } from "./intake.ts";
import type { RetryDelay } from "./settings.ts";
import type { Fate } from "./settle.ts";

/** A decision about one lease. */
export interface Settlement {
  readonly id: string;
  readonly leaseId: string;
  readonly action: "ack" | "retry";
  readonly delaySeconds?: number;
  /** Milliseconds since 1970. */
  readonly leaseEndsAt: number;
}

/**
 * Undefined where nothing is sent and the message comes back when its lease ends. With a delay of
 * the caller's, a message without a decision is put back after that.
 */
export function settlementOf(
  { id, leaseId, attempts }: Pick<ReadMessage, "id" | "leaseId" | "attempts">,
  fate: Fate,
  leaseEndsAt: number,
  retryDelay: RetryDelay | undefined,
): Settlement | undefined {
  const about = { id, leaseId, leaseEndsAt };
  if (fate.action === "ack") return { ...about, action: "ack" };
  if (fate.action === "leave" && !retryDelay) return undefined;
  const own = fate.action === "retry" ? fate.delaySeconds : undefined;
  const delaySeconds = wholeDelay(own ?? retryDelay?.(attempts));
  return { ...about, action: "retry", ...(delaySeconds !== undefined && { delaySeconds }) };
}
