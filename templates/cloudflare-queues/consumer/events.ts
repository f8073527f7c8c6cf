// What a consumer tells of itself, for logs and metrics. It prints nothing, and no event holds a
// body or a credential; leases are named only where a warning is about one.

/** A message in an event. */
export interface MessageName {
  readonly id: string;
  readonly attempts: number;
}

interface About {
  /** The queue, as the `queue` option names it. */
  readonly queue: string;
}

/** A pull was answered. */
export interface PulledEvent extends About {
  readonly type: "pulled";
  readonly count: number;
  /** Messages not acknowledged yet, where the service says so. */
  readonly backlog?: number;
  readonly durationMs: number;
}
/** The next pull waits `delayMs`: the last one was not full, or failed with `error`. */
export interface WaitingEvent extends About {
  readonly type: "waiting";
  readonly delayMs: number;
  readonly error?: unknown;
}
/** The handler returned, or threw `error`. Counts what goes out; `left` comes back by itself. */
export interface HandledEvent extends About {
  readonly type: "handled";
  readonly acked: number;
  readonly retried: number;
  readonly left: number;
  readonly durationMs: number;
  readonly error?: unknown;
}
/** A message can't be given to the handler; `verdict` is what becomes of it. */
export interface RefusedEvent extends About {
  readonly type: "refused";
  readonly error: unknown;
  readonly verdict: "ack" | "retry" | "leave";
}
/** The handler returned without a decision about these. */
export interface UnsettledEvent extends About {
  readonly type: "unsettled";
  readonly messages: readonly MessageName[];
  readonly advice: string;
}
/** A call had no effect; `reason` says why. */
export interface IgnoredEvent extends About {
  readonly type: "ignored";
  readonly call: "ack" | "retry" | "ackAll" | "retryAll";
  readonly messages: readonly MessageName[];
  readonly reason: string;
}
/** Leases ended while the handler was at work: these messages may be delivered again. */
export interface LeaseEndedEvent extends About {
  readonly type: "leaseEnded";
  readonly messages: readonly MessageName[];
}
/** Decisions were answered by the service. */
export interface SettledEvent extends About {
  readonly type: "settled";
  readonly acks: number;
  readonly retries: number;
  readonly durationMs: number;
}
/** A message was acknowledged after its lease had ended: it may have been delivered again. */
export interface LateEvent extends About {
  readonly type: "late";
  readonly id: string;
  /** Milliseconds after the end of the lease. */
  readonly lateMs: number;
}
/** The service warned of a lease; without id and lease where it did not say of which. */
export interface WarningEvent extends About {
  readonly type: "warning";
  readonly id?: string;
  readonly leaseId?: string;
  readonly text: string;
}
/**
 * Decisions could not be sent. They are sent again after `delayMs`; without it they are given up,
 * and the messages come back when their leases end.
 */
export interface SettleFailedEvent extends About {
  readonly type: "settleFailed";
  readonly count: number;
  readonly error: unknown;
  readonly delayMs?: number;
}
/** Something else went wrong: a promise of `waitUntil`, or a function among the options. */
export interface FaultEvent extends Partial<About> {
  readonly type: "fault";
  readonly error: unknown;
}
/** `stop` was called, or `error` ends the consumer. */
export interface StoppingEvent {
  readonly type: "stopping";
  readonly error?: unknown;
}
/** The consumer has ended; `running` handlers did not end in time. */
export interface StoppedEvent {
  readonly type: "stopped";
  readonly running: number;
}

export type ConsumerEvent =
  | PulledEvent
  | WaitingEvent
  | HandledEvent
  | RefusedEvent
  | UnsettledEvent
  | IgnoredEvent
  | LeaseEndedEvent
  | SettledEvent
  | LateEvent
  | WarningEvent
  | SettleFailedEvent
  | FaultEvent
  | StoppingEvent
  | StoppedEvent;

/** Tells an event to whoever listens. */
export type Tell = (event: ConsumerEvent) => void;

/** A listener that breaks nothing: what it throws is thrown where the process sees it. */
export function teller(listener: Tell | undefined): Tell {
  return (event) => {
    try {
      listener?.(event);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}

/** What to do about messages that a handler forgot. */
export const UNSETTLED_ADVICE: string =
  "call ack() or retry() for each message: one without a decision comes back, which counts as a " +
  'delivery, and in the end is dead-lettered or deleted. settle: "workers" acknowledges on return';
