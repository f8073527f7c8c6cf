// What a consumer must bear, one thing at a time, before an emulator: answers that break off or make
// no sense, clocks that jump, leases that are settled twice, handlers that never end. Nothing is
// lost, nothing is acknowledged unhandled, and nothing is asked for without a pause.
import { describe, expect, it } from "vitest";
import type { Fetch } from "#api/index";
import {
  type BatchHandler,
  consume,
  type Consumer,
  type ConsumerEvent,
  type ConsumerOptions,
} from "../../templates/cloudflare-queues/consumer.ts";
import { queue } from "../../templates/cloudflare-queues/producer.ts";
import type { Clock } from "../../templates/runtime/options.ts";
import { clientOf, type World, worldOf } from "./faults-support.ts";

type Job = { readonly n: number };

interface Running extends Consumer {
  readonly events: ConsumerEvent[];
  readonly of: <T extends ConsumerEvent["type"]>(
    type: T,
  ) => readonly Extract<ConsumerEvent, { readonly type: T }>[];
}

/** A consumer in a world, through a Fetch and by a clock that may be its own. */
function consuming(
  world: World,
  handler: BatchHandler<Job>,
  {
    fetch = world.fetch,
    clock = world.clock,
    ...more
  }: Partial<ConsumerOptions<Job>> & { fetch?: Fetch },
): Running {
  const events: ConsumerEvent[] = [];
  const onEvent = (event: ConsumerEvent): void => void events.push(event);
  const options = { queue: "q", clock, random: () => 0, onEvent, onError: () => undefined };
  const client = clientOf(world, { clock, fetch });
  const consumer = consume<Job>(client, { ...options, ...more }, handler);
  return {
    ...consumer,
    events,
    of: (type) => events.filter((event) => event.type === type) as never,
  };
}

async function send(world: World, count: number): Promise<void> {
  const bodies = Array.from({ length: count }, (_, n) => ({ body: { n } }));
  await queue(clientOf(world, world), "q").sendBatch(bodies);
}

const isEmpty = async ({ emulator }: World): Promise<boolean> =>
  (await emulator.statistics()).length === 0;

/** Handles until the queue is empty; gives the deliveries in order, as number and attempts. */
async function drained(
  world: World,
  options: Partial<ConsumerOptions<Job>> & { fetch?: Fetch },
): Promise<Running & { readonly handled: string[] }> {
  const handled: string[] = [];
  const consumer = consuming(
    world,
    (batch) => {
      for (const message of batch.messages) {
        handled.push(`${message.body.n} ${message.attempts}`);
        world.seen.handled(message.id, message.attempts);
        message.ack();
      }
    },
    options,
  );
  await world.crank(() => isEmpty(world));
  await stopped(world, consumer);
  expect(world.seen.wrong).toEqual([]);
  return { ...consumer, handled };
}

async function stopped(world: World, consumer: Consumer): Promise<void> {
  let isOver = false;
  void consumer.stop().then(() => (isOver = true));
  await world.crank(() => isOver);
}

/** A Fetch that does something else with the first requests of a kind. */
function firstly(
  world: World,
  kind: "pull" | "ack",
  times: number,
  instead: (ask: () => Promise<Response>) => Promise<Response>,
): Fetch & { readonly asked: () => number } {
  let asked = 0;
  const fetch: Fetch = (request) => {
    const isMeant = new URL(request.url).pathname.endsWith(kind) && asked++ < times;
    return isMeant ? instead(() => world.fetch(request)) : world.fetch(request);
  };
  return Object.assign(fetch, { asked: () => asked });
}

function cutOff(text: string): Response {
  const parts = [new TextEncoder().encode(text.slice(0, text.length >> 1))];
  const body = new ReadableStream({
    pull(controller) {
      const part = parts.pop();
      if (part) controller.enqueue(part);
      else controller.error(new TypeError("terminated"));
    },
  });
  return new Response(body);
}

describe("a pull whose answer is lost", () => {
  it.each<[name: string, spoil: (answer: Response) => Promise<Response>]>([
    ["breaks off in the middle", async (answer) => cutOff(await answer.text())],
    ["never comes", async () => Promise.reject(new TypeError("fetch failed"))],
    ["is half of its JSON", async (answer) => new Response((await answer.text()).slice(0, -9))],
    ["is a page", async () => new Response("<h1>Bad Gateway</h1>")],
    ["is a failure", async () => new Response("", { status: 500 })],
    ["is null", async () => Response.json(null)],
    ["is a list of nonsense", async () => Response.json([{}])],
    ["has a text for a result", async () => Response.json({ success: true, result: "none" })],
    ["has no result", async () => Response.json({ success: true })],
    [
      "has a text for messages",
      async () => Response.json({ success: true, result: { messages: "" } }),
    ],
    ["says it failed", async () => Response.json({ success: false, errors: [{ code: 15000 }] })],
  ])(
    "loses nothing where it %s: the messages come back after their lease",
    async (_name, spoil) => {
      const world = worldOf(1, 0);
      await send(world, 3);
      const fetch = firstly(world, "pull", 1, async (ask) => spoil(await ask()));
      const start = world.clock.now();
      const { handled } = await drained(world, { fetch, visibilityTimeoutMs: 20_000 });
      expect(handled).toEqual(["0 2", "1 2", "2 2"]);
      const tookMs = world.clock.now() - start;
      expect(tookMs >= 20_000 && tookMs < 40_000).toBe(true);
      // No wait is under half a second, and an answer without messages makes them longer.
      expect(fetch.asked()).toBeLessThan(25);
    },
  );

  it("goes on without a pause too short while a server does nothing but fail", async () => {
    const world = worldOf(1, 0);
    await send(world, 1);
    const broken = async (): Promise<Response> => new Response("no", { status: 502 });
    const fetch = firstly(world, "pull", 50, broken);
    const { handled, of } = await drained(world, { fetch, random: () => 1 });
    expect(handled).toEqual(["0 1"]);
    const waits = of("waiting").map(({ delayMs }) => delayMs);
    expect(waits.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it("costs no message but the odd ones where entries of the list are nonsense", async () => {
    const world = worldOf(1, 0);
    await send(world, 2);
    const fetch = firstly(world, "pull", 1, async (ask) => {
      const answer = (await (await ask()).json()) as { result: { messages: unknown[] } };
      answer.result.messages.splice(1, 0, null, 7, "text", [], { lease_id: 9 });
      return Response.json(answer);
    });
    const { handled, of } = await drained(world, { fetch });
    expect([handled, of("refused").length]).toEqual([["0 1", "1 1"], 5]);
  });
});

describe("an acknowledgement whose answer is lost", () => {
  it.each<[name: string, instead: (ask: () => Promise<Response>) => Promise<Response>]>([
    ["breaks off in the middle", async (ask) => cutOff(await (await ask()).text())],
    ["never comes", async (ask) => ask().then(() => Promise.reject(new TypeError("reset")))],
    ["is a failure", async (ask) => (await ask()) && new Response("", { status: 500 })],
    ["is a page", async (ask) => (await ask()) && new Response("<h1>Bad Gateway</h1>")],
  ])("is sent again where it %s; a lease acked twice does no harm", async (_name, instead) => {
    const world = worldOf(1, 0);
    await send(world, 2);
    let twice = 0;
    const twofold = firstly(world, "ack", 1, async (ask) => {
      twice++;
      return instead(ask);
    });
    const { handled, of } = await drained(world, { fetch: twofold, random: () => 1 });
    expect([handled, twice]).toEqual([["0 1", "1 1"], 1]);
    expect(of("settleFailed")).toMatchObject([{ count: 2, delayMs: 500 }]);
    expect(of("settled")).toMatchObject([{ acks: 2 }]);
    // The service knows the leases no more, and its warnings are told.
    expect(of("warning").map(({ id }) => id)).toHaveLength(2);
  });

  it("comes too late where it could not be sent before the lease ended: handled twice, never lost", async () => {
    const world = worldOf(1, 0);
    await send(world, 1);
    const fetch = firstly(world, "ack", 4, () => Promise.reject(new TypeError("reset")));
    const options = { fetch, visibilityTimeoutMs: 5000, random: () => 1 };
    const { handled, of } = await drained(world, options);
    expect(handled).toEqual(["0 1", "0 2"]);
    expect(of("late")).toMatchObject([{ lateMs: 2505 }]);
  });
});

describe("a clock that jumps", () => {
  const DAY = 86_400_000;

  /** The consumer's own clock, which can be set; its timers run on as if nothing was. */
  function settable({ clock }: World): { readonly clock: Clock; set: (ms: number) => void } {
    let offset = 0;
    const now = (): number => clock.now() + offset;
    const { setTimeout, clearTimeout } = clock;
    return { clock: { now, setTimeout, clearTimeout }, set: (ms) => void (offset += ms) };
  }

  it.each([
    ["forward", DAY],
    ["backward", -DAY],
  ])("%s between and within pulls and handlers, costs nothing", async (_name, jump) => {
    const world = worldOf(1, 0);
    const { clock, set } = settable(world);
    await send(world, 30);
    const fetch: Fetch = async (request) => {
      const response = await world.fetch(request);
      set(jump);
      return response;
    };
    const { handled, events } = await drained(world, { fetch, clock, batchSize: 5 });
    expect(handled).toEqual(Array.from({ length: 30 }, (_, n) => `${n} 1`));
    const durations = events.flatMap((event) => ("durationMs" in event ? [event.durationMs] : []));
    expect(Math.min(...durations)).toBeGreaterThanOrEqual(0);
  });

  it("backward within a pull makes no lease longer", async () => {
    const world = worldOf(1, 0);
    const { clock, set } = settable(world);
    await send(world, 1);
    const fetch = firstly(world, "pull", 1, async (ask) => {
      const answer = await ask();
      set(-DAY);
      return answer;
    });
    const endedAfterMs: number[] = [];
    const handler: BatchHandler<Job> = async ({ messages: [message] }) => {
      const start = world.clock.now();
      await new Promise((done) => message!.signal.addEventListener("abort", done));
      endedAfterMs.push(world.clock.now() - start);
      world.seen.handled(message!.id, message!.attempts);
      message!.ack();
    };
    const consumer = consuming(world, handler, { fetch, clock, visibilityTimeoutMs: 20_000 });
    await world.crank(() => isEmpty(world));
    await stopped(world, consumer);
    expect(endedAfterMs[0]).toBe(20_000);
  });

  it("does not end a consumer that waits for HTTP pull to be enabled", async () => {
    const world = worldOf(1, 0);
    const { clock, set } = settable(world);
    await send(world, 1);
    const fetch = firstly(world, "pull", 3, async () => {
      set(DAY);
      return new Response("", { status: 405 });
    });
    const { handled } = await drained(world, { fetch, clock, readinessTimeoutMs: 10_000 });
    expect(handled).toEqual(["0 1"]);
  });

  it("at the service ends a lease early: the message is handled twice, and its late ack is taken", async () => {
    const world = worldOf(1, 0);
    await send(world, 1);
    const attempts: number[] = [];
    const rest = (ms: number) => new Promise<void>((done) => void world.clock.setTimeout(done, ms));
    const handler: BatchHandler<Job> = async ({ messages: [message] }) => {
      attempts.push(message!.attempts);
      await rest(25_000);
      world.seen.handled(message!.id, message!.attempts);
      message!.ack();
    };
    // The consumer takes the lease for longer than it is.
    const fetch: Fetch = async (request) => {
      if (!request.url.endsWith("/pull")) return world.fetch(request);
      const body = JSON.stringify({ batch_size: 1, visibility_timeout_ms: 20_000 });
      return world.fetch(
        new Request(request.url, { method: "POST", body, headers: request.headers }),
      );
    };
    const settings = { fetch, concurrency: 2, visibilityTimeoutMs: 60_000, maxIdleMs: 1000 };
    const consumer = consuming(world, handler, settings);
    await world.crank(() => isEmpty(world));
    await stopped(world, consumer);
    expect([attempts, world.seen.wrong]).toEqual([[1, 2], []]);
  });
});

it("shares a queue between two consumers: each message goes to one of them", async () => {
  const world = worldOf(1, 0);
  await send(world, 500);
  const handled: [string, number][] = [];
  const start = (name: string): Running =>
    consuming(
      world,
      async (batch) => {
        await new Promise<void>((done) => void world.clock.setTimeout(done, 100));
        for (const message of batch.messages) {
          handled.push([name, message.body.n]);
          world.seen.handled(message.id, message.attempts);
        }
        batch.ackAll();
      },
      { concurrency: 2, batchSize: 20 },
    );
  const consumers = [start("a"), start("b")];
  await world.crank(() => isEmpty(world));
  for (const consumer of consumers) await stopped(world, consumer);
  expect(world.seen.wrong).toEqual([]);
  expect(new Set(handled.map(([, n]) => n)).size).toBe(500);
  expect(handled).toHaveLength(500);
  expect(new Set(handled.map(([name]) => name)).size).toBe(2);
});

describe("a handler that never ends", () => {
  const never = (): Promise<never> => new Promise(() => undefined);

  it("costs its message one delivery where it has a time limit", async () => {
    const world = worldOf(1, 0);
    await send(world, 1);
    const attempts: number[] = [];
    const handler: BatchHandler<Job> = ({ messages: [message] }) => {
      attempts.push(message!.attempts);
      if (message!.attempts === 1) return never();
      world.seen.handled(message!.id, message!.attempts);
      return message!.ack();
    };
    const consumer = consuming(world, handler, { handlerTimeoutMs: 1000 });
    await world.crank(() => isEmpty(world));
    await stopped(world, consumer);
    expect([attempts, world.seen.wrong]).toEqual([[1, 2], []]);
  });

  it("keeps its own batch from others while the lease lasts, and stop from nothing", async () => {
    const world = worldOf(1, 0);
    await send(world, 2);
    const stuck = consuming(world, never, { batchSize: 1 });
    await world.crank(() => stuck.of("pulled").length === 1);
    const start = world.clock.now();
    await stopped(world, stuck);
    expect(world.clock.now() - start).toBe(30_000);
    expect(stuck.of("stopped")).toEqual([{ type: "stopped", running: 1 }]);
    const { handled } = await drained(world, {});
    expect([...handled].sort()).toEqual(["0 2", "1 1"]);
  });
});
