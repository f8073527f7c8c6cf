// Leases: how they are written, and how one stands to its message at a time. A lease names its
// message, so that no table of leases grows; consumers must take it for opaque all the same.
import type { Message } from "./message.ts";

/** What a lease says. */
export interface Lease {
  readonly messageId: string;
  readonly delivery: number;
  readonly key: string;
}

/**
 * How a lease stands to its message.
 * - `live`: nobody else has the message.
 * - `late`: it ended without being settled; the message waits, or is with somebody else.
 * - `retried`: its consumer has put the message back.
 * - `unknown`: it was never given for this message in this queue, or the message is gone.
 */
export type Standing = "live" | "late" | "retried" | "unknown";

/** The lease of the message's last delivery. */
export function leaseOf({ id, deliveries, key }: Message): string {
  return `${id}.${deliveries}.${key}`;
}

/** Undefined where the text can't be a lease. */
export function parseLease(text: string): Lease | undefined {
  const [, messageId, delivery, key] = /^([^.]+)\.([1-9]\d{0,14})\.([^.]+)$/.exec(text) ?? [];
  if (messageId === undefined || key === undefined) return undefined;
  return { messageId, delivery: Number(delivery), key };
}

/** How a lease stands at a time; a lease has ended at its last millisecond. */
export function standingOf(lease: Lease, message: Message | undefined, now: number): Standing {
  if (!message || lease.messageId !== message.id || lease.key !== message.key) return "unknown";
  const { delivery } = lease;
  if (delivery > message.deliveries || delivery <= message.entered) return "unknown";
  if (message.retried.includes(delivery)) return "retried";
  return delivery === message.deliveries && now < message.visibleAt ? "live" : "late";
}

/** Whether a consumer has the message, so that nobody else gets it. */
export function isLeased(message: Message, now: number): boolean {
  const { deliveries, entered, retried, visibleAt } = message;
  return deliveries > entered && retried.at(-1) !== deliveries && now < visibleAt;
}
