// One acknowledgement call: what it does to each of its messages, and what it says of each lease.
// Pure: the store reads the messages and writes the changes in one transaction.
import { type Lease, parseLease, standingOf } from "./lease.ts";
import type { Message } from "./message.ts";
import { type Ground, putBack } from "./rules.ts";
import type { WarningKind } from "./settings.ts";

/** The leases to settle. */
export interface SettleRequest {
  readonly acks: readonly string[];
  readonly retries: readonly { readonly leaseId: string; readonly delaySeconds?: number }[];
}

/** What became of them. */
export interface Settled {
  readonly ackCount: number;
  readonly retryCount: number;
  readonly warnings: readonly Warning[];
}
/** What was wrong with one lease. */
export interface Warning {
  readonly leaseId: string;
  readonly kind: WarningKind;
}

/** Messages by identifier. As a change, null deletes. */
export type Found = ReadonlyMap<string, Message>;
export type Changes = ReadonlyMap<string, Message | null>;

interface Command {
  readonly leaseId: string;
  readonly kind: "ack" | "retry";
  readonly delaySeconds?: number | undefined;
}
type Outcome = "done" | WarningKind;

/** The identifiers of the messages that a call is about, each once. */
export function messagesOf({ acks, retries }: SettleRequest): readonly string[] {
  const leases = [...acks, ...retries.map(({ leaseId }) => leaseId)].map(parseLease);
  return [...new Set(leases.flatMap((lease) => (lease ? [lease.messageId] : [])))];
}

/** Settles leases one after the other, those of the stronger list first. */
export function settle(
  found: Found,
  request: SettleRequest,
  ground: Ground,
  now: number,
): { readonly changes: Changes; readonly result: Settled } {
  const changes = new Map<string, Message | null>();
  const first = new Map<string, { readonly kind: Command["kind"]; readonly outcome: Outcome }>();
  const counts = { ack: 0, retry: 0 };
  const warnings: Warning[] = [];
  for (const command of commandsOf(request, ground)) {
    const { leaseId, kind } = command;
    const before = first.get(leaseId);
    const outcome = before ? again(before, kind) : step(command);
    if (!before) first.set(leaseId, { kind, outcome });
    if (outcome === "done") counts[kind] += 1;
    else if (isTold(outcome, ground)) {
      warnings.push({ leaseId, kind: outcome });
    }
  }
  return { changes, result: { ackCount: counts.ack, retryCount: counts.retry, warnings } };

  function step(command: Command): Outcome {
    const lease = parseLease(command.leaseId);
    if (!lease) return "unknown";
    const changed = changes.get(lease.messageId);
    const message = changed === undefined ? found.get(lease.messageId) : changed;
    const here = message?.queue === ground.queue.name ? message : undefined;
    const { outcome, change } = apply(command, lease, here, ground, now);
    if (change !== undefined) changes.set(lease.messageId, change);
    return outcome;
  }
}

function commandsOf({ acks, retries }: SettleRequest, { settings }: Ground): readonly Command[] {
  const acking = acks.map((leaseId): Command => ({ leaseId, kind: "ack" }));
  const retrying = retries.map((retry): Command => ({ ...retry, kind: "retry" }));
  return settings.ackedAndRetried === "ack" ? [...acking, ...retrying] : [...retrying, ...acking];
}

/** A lease that stands twice in a call; what was wrong with it the first time still is. */
function again(
  before: { readonly kind: Command["kind"]; readonly outcome: Outcome },
  kind: Command["kind"],
): Outcome {
  if (before.outcome !== "done") return before.outcome;
  return before.kind === kind ? "settledAgain" : "ackedAndRetried";
}

/** What one command does; without a `change` the message stays as it is. */
function apply(
  { kind, delaySeconds }: Command,
  lease: Lease,
  message: Message | undefined,
  ground: Ground,
  now: number,
): { readonly outcome: Outcome; readonly change?: Message | null } {
  const standing = standingOf(lease, message, now);
  if (!message || standing === "unknown") return { outcome: "unknown" };
  if (standing === "retried") return { outcome: "settledAgain" };
  const { lateAcks, lateRetries } = ground.settings;
  if (kind === "ack") {
    const accepted = standing === "live" || lateAcks === "accept";
    return accepted ? { outcome: "done", change: null } : { outcome: "late" };
  }
  if (standing === "late") return { outcome: lateRetries === "accept" ? "done" : "late" };
  return { outcome: "done", change: putBack(message, ground, delaySeconds, now) };
}

function isTold(kind: WarningKind, { settings }: Ground): boolean {
  if (kind === "unknown") return settings.unknownLeases === "warn";
  return kind !== "settledAgain" || settings.settledAgain === "warn";
}
