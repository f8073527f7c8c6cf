// One queue of a consumer: what the parts that pull, handle and settle share. It has no loop and
// decides nothing.
import { deliver } from "./deliver.ts";
import type { BatchHandler } from "./delivery.ts";
import type { Gate } from "./gate.ts";
import { openOutbox, type Outbox } from "./gather.ts";
import type { OpenBatch } from "./open-batch.ts";
import type { ConsumerPort } from "../shared/port.ts";
import type { Verdict } from "./options.ts";
import type { Settings } from "./settings.ts";

/** The three ends of a consumer, one after the other: of pulling, of handling, of sending. */
export interface Ends {
  readonly calm: AbortController;
  readonly hard: AbortController;
  readonly last: AbortController;
}

export interface Station {
  /** The name in batches and events, and the identifier in requests. */
  readonly queue: string;
  readonly queueId: string;
  readonly port: ConsumerPort;
  readonly settings: Settings;
  readonly handle: BatchHandler;
  readonly outbox: Outbox;
  /** Aborts when pulling ends: no new pull, no new handler. */
  readonly calm: AbortSignal;
  /** Aborts when nothing is waited for any more, not even a running pull. */
  readonly hard: AbortSignal;
  /** Is told of every change that somebody may wait for. */
  readonly gate: Gate;
  /** Work on pulled messages, from the answer to a pull until the handler has ended. */
  readonly working: Set<Promise<void>>;
  /** The leases of messages that are being worked on. */
  readonly leases: Set<string>;
  /** Batches whose handlers are running. */
  readonly open: Set<OpenBatch>;
  /** What handlers gave to `waitUntil`, and verdicts that are awaited. */
  readonly background: Set<Promise<void>>;
}

export function openEnds(): Ends {
  const controller = (): AbortController => new AbortController();
  return { calm: controller(), hard: controller(), last: controller() };
}

type Basics = Pick<Station, "queue" | "queueId" | "port" | "settings" | "handle" | "gate">;

export function openStation(basics: Basics, { calm, hard, last }: Ends): Station {
  const { settings, gate } = basics;
  const counter = { ...basics, signal: last.signal };
  return {
    ...basics,
    outbox: openOutbox(settings, (part) => deliver(counter, part), gate.changed),
    calm: calm.signal,
    hard: hard.signal,
    working: new Set(),
    leases: new Set(),
    open: new Set(),
    background: new Set(),
  };
}

/** Keeps a promise in a set until it settles. Its rejection is told, and goes no further. */
export function keep(
  { queue, settings, gate }: Pick<Station, "queue" | "settings" | "gate">,
  promises: Set<Promise<void>>,
  promise: Promise<unknown>,
): void {
  const kept: Promise<void> = promise
    .then(
      () => undefined,
      (error: unknown) => settings.tell({ type: "fault", queue, error }),
    )
    .then(() => {
      promises.delete(kept);
      gate.changed();
    });
  promises.add(kept);
}

/** Tells `onError`; what that says about a message, or nothing where it throws. */
export async function report(
  { queue, settings }: Pick<Station, "queue" | "settings">,
  error: unknown,
): Promise<Verdict | undefined> {
  try {
    return (await settings.onError?.(error, queue)) ?? undefined;
  } catch (fault) {
    settings.tell({ type: "fault", queue, error: fault });
    return undefined;
  }
}
