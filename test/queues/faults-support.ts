// A world with faults for the tests of producer and consumer: a Fetch that breaks in every way a
// network does, by a seed; consumers that can be killed; and a witness who sees what the emulator
// really did, and says what must never happen.
import { createClient, type Fetch } from "#api/index";
import { emulator, type Emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { faulty } from "../../templates/cloudflare-queues/server.ts";
import type {
  ConsumerPort,
  ProducerPort,
  QueuesClient,
} from "../../templates/cloudflare-queues/shared/port.ts";
import type { Clock } from "../../templates/runtime/options.ts";
import { handClock, settled } from "../runtime/support.ts";
import { counting } from "./emulator-support.ts";

/** A client that sends and receives. */
export type Client = QueuesClient<ProducerPort & ConsumerPort>;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const KINDS = ["429", "500", "503", "timeout", "reset", "lost", "cut", "garbage"] as const;

/** A Fetch of which a share of the requests fails, in all ways alike. */
export function breaking(fetch: Fetch, random: () => number, share: number): Fetch {
  const rate = share / (KINDS.length + 1);
  const faults = KINDS.map((kind) => ({ kind, rate }));
  const broken = faulty(fetch, faults, random);
  return async (request) => {
    if (random() >= rate) return broken(request);
    // A server that fails when it has done its work already.
    await fetch(request);
    return new Response("<h1>Internal Server Error</h1>", { status: 500 });
  };
}

/** A process that can be killed: its requests are never answered, and its timers never fire. */
export interface Mortal {
  readonly clock: Clock;
  readonly fetch: Fetch;
  kill(): void;
}

export function mortal(clock: Clock, fetch: Fetch): Mortal {
  const timers = new Set<unknown>();
  let isDead = false;
  const silence = (): Promise<never> => new Promise(() => undefined);
  return {
    clock: {
      now: () => clock.now(),
      setTimeout(run, ms) {
        if (isDead) return undefined;
        const timer = clock.setTimeout(() => {
          timers.delete(timer);
          run();
        }, ms);
        timers.add(timer);
        return timer;
      },
      clearTimeout(timer) {
        timers.delete(timer);
        clock.clearTimeout(timer);
      },
    },
    async fetch(request) {
      if (isDead) return silence();
      try {
        const response = await fetch(request);
        return isDead ? silence() : response;
      } catch (error) {
        return isDead ? silence() : Promise.reject(error as Error);
      }
    },
    kill() {
      isDead = true;
      timers.forEach((timer) => clock.clearTimeout(timer));
    },
  };
}

interface Delivery {
  readonly id: string;
  readonly attempts: number;
  readonly n: number;
}

/** What happened at the emulator, and what of that must not. */
export interface Witness {
  readonly fetch: Fetch;
  /** The numbers of the messages that were pushed, as often as they were. */
  readonly pushed: Map<number, number>;
  /** The numbers of the messages whose acknowledgement was asked for, and answered. */
  readonly claimed: Set<number>;
  readonly acked: Set<number>;
  /** A handler has done its work on one delivery of a message. */
  handled(id: string, attempts: number): void;
  readonly wrong: string[];
  /** Requests that are being answered. */
  running(): number;
}

interface Bodies {
  readonly messages?: readonly { readonly body: { readonly n: number } }[];
  readonly body?: { readonly n: number };
  readonly acks?: readonly { readonly lease_id: string }[];
}
interface Pulled {
  readonly id: string;
  readonly lease_id: string;
  readonly attempts: number;
  readonly body: string;
}
interface Result {
  readonly messages?: readonly Pulled[];
  readonly warnings?: Readonly<Record<string, string>>;
}

/**
 * Stands before a server without faults. A message counts as gone when its acknowledgement was
 * answered without a warning; a pull that begins after that must not bring it again.
 */
export function witness(fetch: Fetch): Witness {
  const pushed = new Map<number, number>();
  const claimed = new Set<number>();
  const acked = new Set<number>();
  const wrong: string[] = [];
  const leases = new Map<string, Delivery>();
  const worked = new Set<string>();
  const gone = new Map<string, number>();
  let tick = 0;
  let running = 0;

  const sawPush = ({ messages, body }: Bodies): void => {
    for (const { n } of messages?.map((message) => message.body) ?? [body!])
      pushed.set(n, (pushed.get(n) ?? 0) + 1);
  };
  const sawPull = ({ messages = [] }: Result, start: number): void => {
    for (const { id, lease_id, attempts, body } of messages) {
      const { n } = JSON.parse(atob(body)) as { readonly n: number };
      if (leases.has(lease_id)) wrong.push(`lease ${lease_id} was given twice`);
      leases.set(lease_id, { id, attempts, n });
      if (gone.get(id)! < start) wrong.push(`message ${n} came back after its acknowledgement`);
    }
  };
  const checkAcks = ({ acks = [] }: Bodies): void => {
    for (const { lease_id } of acks) {
      const { id, attempts, n } = leases.get(lease_id)!;
      claimed.add(n);
      if (!worked.has(`${id} ${attempts}`)) wrong.push(`message ${n} was acked unhandled`);
    }
  };
  const sawAcks = ({ acks = [] }: Bodies, { warnings = {} }: Result): void => {
    for (const { lease_id } of acks.filter((ack) => !(ack.lease_id in warnings))) {
      const { id, n } = leases.get(lease_id)!;
      gone.set(id, tick++);
      acked.add(n);
    }
  };
  const answer: Fetch = async (request) => {
    const path = new URL(request.url).pathname.split("/").at(-1);
    const asked = (await request.clone().json()) as Bodies;
    const start = tick++;
    if (path === "ack") checkAcks(asked);
    const response = await fetch(request);
    if (!response.ok) return response;
    const { result } = (await response.clone().json()) as { readonly result: Result };
    if (path === "pull") sawPull(result, start);
    else if (path === "ack") sawAcks(asked, result);
    else sawPush(asked);
    return response;
  };
  return {
    pushed,
    claimed,
    acked,
    wrong,
    handled: (id, attempts) => void worked.add(`${id} ${attempts}`),
    running: () => running,
    fetch: async (request) => {
      running++;
      return answer(request).finally(() => running--);
    },
  };
}

/** An emulator with a witness before it, and faults between them and whoever calls. */
export interface World {
  readonly seen: Witness;
  readonly random: () => number;
  readonly clock: Clock;
  /** Cranks the clock, from one timer to the next, until something holds. */
  readonly crank: (isDone: () => boolean | Promise<boolean>) => Promise<void>;
  readonly fetch: Fetch;
  readonly emulator: Emulator;
}

/** A queue `q` with dead letters `dead`; a `share` of the requests fails. */
export function worldOf(seed: number, share: number): World {
  const { clock, waiting, advance } = handClock();
  const random = seeded(seed);
  const made = emulator({
    clock,
    newId: counting(),
    queues: [{ name: "q", maxRetries: 40, deadLetterQueue: "dead" }],
  });
  const seen = witness(made.fetch);
  const crank: World["crank"] = async (isDone) => {
    for (;;) {
      await settled();
      if (seen.running() > 0) continue;
      if (await isDone()) return;
      if (waiting().length === 0) throw new Error("everything waits, and nothing for the clock");
      await advance(Math.max(0, Math.min(...waiting())));
    }
  };
  return { seen, random, clock, crank, fetch: breaking(seen.fetch, random, share), emulator: made };
}

/** A client of this world, or of a process in it. */
export function clientOf(
  { random }: World,
  { clock, fetch }: Pick<World, "clock" | "fetch">,
): Client {
  return createClient({ apiToken: "t", accountId: "a", clock, fetch, random });
}
