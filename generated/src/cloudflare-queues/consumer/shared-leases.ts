// Leases that are not of one message alone, as only a server with a fault gives them. Who settles one
// settles them all: a message could be deleted that nobody has handled. Pure.
import type { PulledMessage } from "../../types.ts";
import { MalformedMessage } from "./faults.ts";

export interface Sorted {
  /** Messages that can be settled without touching another one, each once. */
  readonly own: readonly PulledMessage[];
  /** Those that can't; they are left, and come back when their leases end. */
  readonly refused: readonly MalformedMessage[];
}

/**
 * Sorts the messages of a pull. Of one that stands there twice the first is kept; of several that
 * share a lease none is, nor one whose lease is at work already (`busy`).
 */
export function sortByLease(
  queue: string,
  pulled: readonly PulledMessage[],
  busy: ReadonlySet<string>,
): Sorted {
  const holders = new Map<string, Set<unknown>>();
  for (const message of pulled) {
    const lease = leaseOf(message);
    if (lease !== undefined) holders.set(lease, (holders.get(lease) ?? new Set()).add(message.id));
  }
  const kept = new Set<string>();
  const reasonOf = (lease: string): string | undefined => {
    if (holders.get(lease)!.size > 1) return "shares its lease with another message";
    if (busy.has(lease)) return "has a lease that is being worked on";
    return kept.has(lease) ? "stands twice in the answer to a pull" : void kept.add(lease);
  };
  const sorted = pulled.map((message) => {
    const lease = leaseOf(message);
    const reason = lease === undefined ? undefined : reasonOf(lease);
    return reason === undefined ? message : new MalformedMessage(queue, message, reason);
  });
  return {
    own: sorted.filter((message): message is PulledMessage => !(message instanceof Error)),
    refused: sorted.filter((message) => message instanceof Error),
  };
}

/** The lease of a message, if it has a usable one: anything at all may have been pulled. */
export function leaseOf(pulled: PulledMessage | null | undefined): string | undefined {
  const lease: unknown = pulled?.lease_id;
  return typeof lease === "string" && lease !== "" ? lease : undefined;
}
