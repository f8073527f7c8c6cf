// What the tests of the consumer share: a port that follows a script, messages, and a consumer on a
// hand-cranked clock with everything it tells.
import type { ConsumerEvent } from "../../templates/cloudflare-queues/consumer.ts";
import type { ConsumerPort, QueuesClient } from "../../templates/cloudflare-queues/shared/port.ts";
import type { ConsumerOptions } from "../../templates/cloudflare-queues/consumer.ts";
import { ApiError } from "../../templates/runtime/errors.ts";
import type { AckRequest, AckResult, PulledMessage, PullResult } from "#api/index";
import { handClock, settled } from "../runtime/support.ts";

export { settled } from "../runtime/support.ts";

/** A message with a text body; its lease is its id and `-lease`. */
export function text(id: string, more: Partial<PulledMessage> = {}): PulledMessage {
  return {
    id,
    lease_id: `${id}-lease`,
    body: `body of ${id}`,
    attempts: 1,
    timestamp_ms: 1_710_950_954_154,
    metadata: { "CF-Content-Type": "text" },
    ...more,
  };
}

export function apiError(status: number, headers: Record<string, string> = {}): ApiError {
  return new ApiError("queues.messages.pull", new Response("", { status, headers }), undefined);
}

type Answer<T> = T | Error | Promise<T> | ((signal: AbortSignal) => Promise<T>);

export interface Script {
  /** Answers to pulls, one after the other; then the queue is empty. A list is its messages. */
  readonly pulls?: readonly (Answer<PullResult> | readonly PulledMessage[])[];
  /** Answers to acknowledgements, one after the other; then they work. */
  readonly acks?: readonly Answer<AckResult>[];
}

export interface ScriptedPort extends QueuesClient<ConsumerPort> {
  readonly pulls: { readonly queue: string; readonly body: unknown }[];
  readonly acks: AckRequest[];
}

async function give<T>(answer: Answer<T> | undefined, empty: T, signal: AbortSignal): Promise<T> {
  if (answer instanceof Error) throw answer;
  if (typeof answer === "function") return (answer as (signal: AbortSignal) => Promise<T>)(signal);
  return (await answer) ?? empty;
}

export function scriptedPort({ pulls = [], acks = [] }: Script): ScriptedPort {
  const seen: Pick<ScriptedPort, "pulls" | "acks"> = { pulls: [], acks: [] };
  const messages: ConsumerPort = {
    pull(queue, body, options) {
      const answer = pulls[seen.pulls.push({ queue, body }) - 1];
      const result = Array.isArray(answer) ? { messages: answer } : answer;
      return give(result as Answer<PullResult>, {}, options!.signal!);
    },
    ack: (_queue, body, options) => give(acks[seen.acks.push(body) - 1], {}, options!.signal!),
  };
  return { ...seen, queues: { messages } };
}

/** An answer that never comes, but ends with its signal as the client's calls do. */
export function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });
}

/** Options of a consumer whose time stands, whose chance is fixed, and who tells everything. */
export function stage(): {
  readonly options: Pick<ConsumerOptions, "clock" | "random" | "onEvent" | "onError"> & {
    readonly queue: string;
  };
  readonly events: ConsumerEvent[];
  readonly errors: unknown[];
  readonly of: <T extends ConsumerEvent["type"]>(
    type: T,
  ) => readonly Extract<ConsumerEvent, { readonly type: T }>[];
  readonly advance: (ms: number) => Promise<void>;
  readonly waiting: () => readonly number[];
} {
  const events: ConsumerEvent[] = [];
  const errors: unknown[] = [];
  const { clock, advance, waiting } = handClock();
  return {
    options: {
      queue: "q",
      clock,
      random: () => 0,
      onEvent: (event) => void events.push(event),
      onError: (error) => void errors.push(error),
    },
    events,
    errors,
    of: (type) => events.filter((event) => event.type === type) as never,
    advance,
    waiting,
  };
}

/** What was acknowledged and put back, in order, without leases. */
export function sentBy({ acks }: ScriptedPort): {
  readonly acked: readonly string[];
  readonly retried: readonly (readonly [id: string, delaySeconds: number | undefined])[];
} {
  const idOf = (lease: string): string => lease.replace(/-lease$/, "");
  return {
    acked: acks.flatMap((body) => (body.acks ?? []).map(({ lease_id }) => idOf(lease_id))),
    retried: acks.flatMap((body) =>
      (body.retries ?? []).map(({ lease_id, delay_seconds }) => {
        return [idOf(lease_id), delay_seconds] as const;
      }),
    ),
  };
}

/** Lets the consumer pull, handle and send what it gathered. */
export async function turn(advance: (ms: number) => Promise<void>): Promise<void> {
  await settled();
  await advance(5);
}
