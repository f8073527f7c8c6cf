// A shop for `--demo`: a producer and a consumer that use the emulator over HTTP as any program would,
// so that the page has something to show. Some orders fail now and then, a few always.
import { createClient } from "#api/index";
import type { Clock } from "../../runtime/options.ts";
import { consume, type ConsumerOptions, exponentialBackoff, type Message } from "../consumer.ts";
import { queue } from "../producer.ts";

/** What a demonstration is given. */
export interface DemoOptions {
  /** Of the emulator. */
  readonly baseUrl: string;
  readonly token: string;
  readonly clock: Clock;
  /** A number from 0 to 1. */
  readonly random: () => number;
  /** Is told of what fails; the demonstration goes on. */
  readonly onError: (error: unknown) => void;
}

/** A demonstration that is running. */
export interface Demo {
  /** Sends no more, lets running orders finish, two seconds long, and settles them. */
  stop(): Promise<void>;
}

/** The queue of the orders, and the one for those that always fail. */
export const ORDERS = "orders";
export const FAILED_ORDERS = "orders-failed";

interface Order {
  readonly number: number;
  readonly item: string;
  readonly pieces: number;
}

const ITEMS = ["teapot", "lamp", "kite", "compass", "umbrella"];
/** Every so many orders there is one that can't be worked on. */
const ALWAYS_FAILS = 17;
const [SHORTEST, LONGEST] = [300, 2500];
/** Nobody waits longer for a shop that is only there to be looked at. */
const STOP_MS = 2000;

/** Starts it. */
export function startDemo({ baseUrl, token, clock, random, onError }: DemoOptions): Demo {
  const client = createClient({ apiToken: token, accountId: "demo", baseUrl });
  const orders = queue<Order>(client, ORDERS);
  const between = (least: number, most: number): number => least + random() * (most - least);
  const over = new AbortController();
  const pause = (ms: number): Promise<void> => waitFor(clock, ms, over.signal);

  async function work({ body: order, ack, retry }: Message<Order>): Promise<void> {
    await pause(between(SHORTEST, LONGEST) / 3);
    if (order.number % ALWAYS_FAILS === 0 || random() < 0.08) retry();
    else ack();
  }

  async function produce(): Promise<void> {
    for (let number = 1; !over.signal.aborted;) {
      const batch = Array.from({ length: Math.ceil(random() * 4) }, () => ({
        body: { number: number++, item: pick(ITEMS, random), pieces: Math.ceil(random() * 5) },
        ...(random() < 0.2 && { delaySeconds: 5 }),
      }));
      const { signal } = over;
      await orders.sendBatch(batch, { signal }).catch((error) => signal.aborted || onError(error));
      await pause(between(SHORTEST, LONGEST));
    }
  }

  const options: ConsumerOptions<Order> = {
    queue: ORDERS,
    batchSize: 5,
    visibilityTimeoutMs: 20_000,
    retryDelay: exponentialBackoff({ baseSeconds: 2, maxSeconds: 30 }),
    maxIdleMs: 2000,
    onError,
    clock,
    random,
  };
  const consumer = consume(client, options, async ({ messages }) => {
    for (const message of messages) await work(message);
  });
  const producing = produce();
  return {
    async stop() {
      over.abort();
      await Promise.all([producing, consumer.stop({ timeoutMs: STOP_MS })]);
    },
  };
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!;
}

/** Waits, and no longer than until the signal. */
function waitFor(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      clock.clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    if (signal.aborted) done();
  });
}
