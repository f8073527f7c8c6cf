// Producer, consumer and emulator with faults between them, ten thousand messages: every one is
// handled, none is acknowledged unhandled, and none comes back afterwards; the same with consumers
// that are killed in the middle. Time is cranked, and chance is a seed.
import { describe, expect, it } from "vitest";
import {
  type BatchHandler,
  consume,
  exponentialBackoff,
  type SettleRules,
} from "../../templates/cloudflare-queues/consumer.ts";
import { BatchError, queue as queueOf } from "../../templates/cloudflare-queues/producer.ts";
import { clientOf, mortal, type World, worldOf } from "./faults-support.ts";

const COUNT = 10_000;
/** One in this many is never handled, and ends as a dead letter. */
const POISON = 1999;
const isPoison = (n: number): boolean => n % POISON === 0;

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

/**
 * Sends numbers until all are accepted. What a failure says of each message is held against what
 * the emulator has.
 */
async function produce(world: World, from: number, to: number): Promise<void> {
  const queue = queueOf<{ n: number }>(clientOf(world, world), "q");
  const { pushed, wrong } = world.seen;
  let left = numbers(from, to);
  while (left.length > 0) {
    const before = left.map((n) => pushed.get(n) ?? 0);
    const isMore = (n: number): boolean => (pushed.get(n) ?? 0) > before[left.indexOf(n)]!;
    try {
      await queue.sendBatch(left.map((n) => ({ body: { n } })));
      wrong.push(...left.filter((n) => !isMore(n)).map((n) => `${n} is accepted, and lost`));
      return;
    } catch (error) {
      if (!(error instanceof BatchError)) throw error;
      const { accepted, refused, notSent } = error;
      const [has, hasNot] = [[accepted], [refused, notSent]].map((ranges) =>
        ranges.flatMap(({ start, end }) => left.slice(start, end)),
      );
      wrong.push(...has!.filter((n) => !isMore(n)).map((n) => `${n} is accepted, and lost`));
      wrong.push(...hasNot!.filter(isMore).map((n) => `${n} is not accepted, and there`));
      left = left.slice(accepted.end);
    }
  }
}

/** Works on each message for a while, and decides in every way that there is. */
function handlerOf(
  world: World,
  settle: SettleRules,
  clock: World["clock"],
): BatchHandler<{ n: number }> {
  const { random, seen } = world;
  const rest = (ms: number) => new Promise<void>((done) => void clock.setTimeout(done, ms));
  return async (batch) => {
    if (random() < 0.5) await rest(random() * 1000);
    if (random() < 0.02) await rest(40_000);
    const throws = random() < 0.03;
    // What it forgets comes back; the Workers' rules would take it for done.
    const forgets = settle === "explicit" && random() < 0.1;
    for (const message of batch.messages) {
      const chance = random();
      if (isPoison(message.body.n) || chance < 0.05) message.retry({ delaySeconds: 1 });
      else if (chance < 0.08) message.retry();
      else if (forgets && chance < 0.5) continue;
      else {
        seen.handled(message.id, message.attempts);
        if (chance < 0.6) message.ack();
        else if (chance < 0.62 && throws) throw new Error("the handler throws");
      }
    }
    if (!forgets) batch.ackAll();
  };
}

function consumer(world: World, settle: SettleRules, concurrency: number) {
  const life = mortal(world.clock, world.fetch);
  const { random } = world;
  const started = consume<{ n: number }>(
    clientOf(world, life),
    {
      queue: "q",
      batchSize: 50,
      visibilityTimeoutMs: 30_000,
      handlerTimeoutMs: 60_000,
      concurrency,
      settle,
      clock: life.clock,
      random,
      ...(concurrency > 2 && { retryDelay: exponentialBackoff({ maxSeconds: 60, random }) }),
      onError: () => undefined,
    },
    handlerOf(world, settle, life.clock),
  );
  return { ...started, kill: life.kill };
}

/** What the queue and its dead letters hold in the end, by number. */
async function outcome({ emulator: made, seen }: World) {
  const dead = (await made.messages("dead", COUNT)).messages.map(
    ({ body }) => (JSON.parse(body) as { n: number }).n,
  );
  const ends = new Set([...seen.acked, ...dead]);
  return {
    wrong: seen.wrong.slice(0, 5),
    pushed: seen.pushed.size,
    lost: [...seen.pushed.keys()].filter((n) => !ends.has(n)),
    dead: [...new Set(dead)].sort((a, b) => a - b),
    unhandled: [...seen.pushed.keys()].filter((n) => !seen.acked.has(n)),
  };
}

const poison = numbers(0, COUNT).filter(isPoison);
const isEmpty = async ({ emulator: made }: World): Promise<boolean> =>
  (await made.statistics()).every(({ queue }) => queue !== "q");

describe.each([
  ["explicit", 1],
  ["workers", 2],
] as const)("with the rules %s", (settle, seed) => {
  it("handles ten thousand messages through faults, with two consumers", async () => {
    const world = worldOf(seed, 0.2);
    const consumers = [consumer(world, settle, 4), consumer(world, settle, 2)];
    let isSent = false;
    const sending = produce(world, 0, COUNT).then(() => (isSent = true));
    await world.crank(async () => isSent && (await isEmpty(world)));
    await sending;
    let isOver = false;
    void Promise.all(consumers.map(({ stop }) => stop())).then(() => (isOver = true));
    await world.crank(() => isOver);
    expect(await outcome(world)).toEqual({
      wrong: [],
      pushed: COUNT,
      lost: [],
      dead: poison,
      unhandled: poison,
    });
  });

  it("and the same with consumers that are killed, or stopped, in the middle", async () => {
    const world = worldOf(seed + 10, 0.1);
    const { random } = world;
    const start = () => consumer(world, settle, 1 + Math.floor(random() * 4));
    const consumers = [start(), start()];
    let isSent = false;
    let [kills, stopped] = [0, 0];
    const sending = produce(world, 0, COUNT).then(() => (isSent = true));
    await world.crank(async () => {
      if (kills < 100 && random() < 0.2) {
        const index = kills++ % consumers.length;
        // Some are stopped as they should be, and end while their successor is at work.
        if (random() < 0.3) void consumers[index]!.stop().then(() => stopped++);
        else consumers[index]!.kill();
        consumers[index] = start();
      }
      return isSent && (await isEmpty(world));
    });
    await sending;
    expect([kills, stopped > 10]).toEqual([100, true]);
    expect(await outcome(world)).toEqual({
      wrong: [],
      pushed: COUNT,
      lost: [],
      dead: poison,
      unhandled: poison,
    });
  });
});
