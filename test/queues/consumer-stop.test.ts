// Stopping: nothing that was decided is lost, nothing new is started, and it ends in bounded time.
import { describe, expect, it } from "vitest";
import {
  consume,
  type ConsumerOptions,
  type Message,
} from "../../templates/cloudflare-queues/consumer.ts";
import type { PullResult } from "#api/index";
import { apiError, never, scriptedPort, sentBy, settled, stage, text } from "./consumer-support.ts";

it("lets running handlers finish and sends what they decide", async () => {
  const { options, of, waiting } = stage();
  const port = scriptedPort({ pulls: [[text("a"), text("b")]] });
  let finish = (): void => undefined;
  const work = new Promise<void>((resolve) => (finish = resolve));
  const consumer = consume(port, options, async (batch) => {
    await work;
    batch.ackAll();
  });
  await settled();
  const stopping = consumer.stop();
  expect(consumer.stop()).toBe(stopping);
  await settled();
  expect(of("stopped")).toEqual([]);
  finish();
  await stopping;
  expect(sentBy(port).acked).toEqual(["a", "b"]);
  expect([port.pulls.length, of("stopped"), waiting()]).toEqual([
    1,
    [{ type: "stopped", running: 0 }],
    [],
  ]);
  await consumer.finished;
});

it("puts back at once what a running pull still brings", async () => {
  const { options } = stage();
  let answer = (_result: PullResult): void => undefined;
  const pull = new Promise<PullResult>((resolve) => (answer = resolve));
  const port = scriptedPort({ pulls: [pull] });
  const consumer = consume(port, options, () => expect.unreachable());
  await settled();
  const stopping = consumer.stop();
  // One that can't be decoded is nobody's business any more.
  const odd = text("odd", { metadata: { "CF-Content-Type": "v8" } });
  answer({ messages: [text("a"), null as never, odd] });
  await stopping;
  expect(sentBy(port)).toEqual({
    acked: [],
    retried: [
      ["a", 0],
      ["odd", 0],
    ],
  });
});

it("puts back what was pulled and is still being validated", async () => {
  const { options, errors, waiting } = stage();
  const checked = new Promise<never>(() => undefined);
  const body = { "~standard": { version: 1, vendor: "test", validate: () => checked } } as const;
  const port = scriptedPort({ pulls: [[text("a"), text("b")]] });
  const onInvalid = (): never => expect.unreachable();
  const consumer = consume(port, { ...options, body, onInvalid }, () => expect.unreachable());
  await settled();
  await consumer.stop();
  expect(sentBy(port).retried).toEqual([
    ["a", 0],
    ["b", 0],
  ]);
  expect([errors, waiting()]).toEqual([[], []]);
});

it("leaves behind a handler that never ends, with what it has decided so far", async () => {
  const { options, of, advance, waiting } = stage();
  const port = scriptedPort({ pulls: [["a", "b", "c"].map((id) => text(id))] });
  let kept: readonly Message[] = [];
  const consumer = consume(port, { ...options, retryDelay: 9 }, (batch) => {
    kept = batch.messages;
    kept[0]!.ack();
    kept[1]!.retry({ delaySeconds: 60 });
    return new Promise(() => undefined);
  });
  await settled();
  const stopping = consumer.stop({ timeoutMs: 1000 });
  await advance(999);
  expect([sentBy(port).acked, kept[2]!.signal.aborted]).toEqual([[], false]);
  await advance(1);
  await stopping;
  expect(sentBy(port)).toEqual({ acked: ["a"], retried: [["b", 60]] });
  expect(kept[2]!.signal.reason).toMatchObject({ name: "AbortError" });
  expect([of("stopped"), waiting()]).toEqual([[{ type: "stopped", running: 1 }], []]);
});

it("gives up a pull and decisions that are never answered", async () => {
  const { options, of, advance, waiting } = stage();
  let pull: AbortSignal | undefined;
  const silent = (signal: AbortSignal): Promise<never> => never((pull = signal));
  const port = scriptedPort({ pulls: [[text("a")], silent], acks: [never] });
  const consumer = consume(port, { ...options, batchSize: 1, stopTimeoutMs: 100 }, (batch) =>
    batch.ackAll(),
  );
  await advance(5);
  const stopping = consumer.stop();
  await advance(100);
  expect([of("stopped"), pull?.aborted]).toEqual([[], true]);
  await advance(5000);
  await stopping;
  expect(of("settleFailed")).toMatchObject([{ count: 1 }]);
  expect(of("settleFailed")[0]).not.toHaveProperty("delayMs");
  await settled();
  expect(waiting()).toEqual([]);
});

it("gives a pull two seconds to be answered where nothing else is under way", async () => {
  const { options, of, advance, waiting } = stage();
  let pull: AbortSignal | undefined;
  const port = scriptedPort({ pulls: [(signal) => never((pull = signal))] });
  const consumer = consume(port, options, () => undefined);
  await settled();
  const stopping = consumer.stop();
  await advance(1999);
  expect([of("stopped"), pull?.aborted]).toEqual([[], false]);
  await advance(1);
  await stopping;
  expect([of("stopped"), pull?.aborted]).toEqual([[{ type: "stopped", running: 0 }], true]);
  await settled();
  expect(waiting()).toEqual([]);
});

it("gives a pull as long as a handler is running, and puts back what it brings", async () => {
  const { options, advance, waiting } = stage();
  let [finish, answer] = [(): void => undefined, (_result: PullResult): void => undefined];
  const work = new Promise<void>((resolve) => (finish = resolve));
  const pull = new Promise<PullResult>((resolve) => (answer = resolve));
  const slow = (signal: AbortSignal) => Promise.race([pull, never(signal)]);
  const port = scriptedPort({ pulls: [[text("a")], slow] });
  const consumer = consume(port, { ...options, batchSize: 1, concurrency: 2 }, async (batch) => {
    await work;
    batch.ackAll();
  });
  await settled();
  const stopping = consumer.stop();
  await advance(10_000);
  answer({ messages: [text("b")] });
  await settled();
  finish();
  await stopping;
  expect(sentBy(port)).toEqual({ acked: ["a"], retried: [["b", 0]] });
  expect(waiting()).toEqual([]);
});

it("waits for waitUntil", async () => {
  const { options, of } = stage();
  const port = scriptedPort({ pulls: [[text("a")]] });
  let finish = (): void => undefined;
  const analytics = new Promise<void>((resolve) => (finish = resolve));
  const consumer = consume(port, options, (batch, ctx) => {
    ctx.waitUntil(analytics);
    batch.ackAll();
  });
  await settled();
  const stopping = consumer.stop();
  await settled();
  expect(of("stopped")).toEqual([]);
  finish();
  await stopping;
  expect(sentBy(port).acked).toEqual(["a"]);
});

it("stops by an AbortSignal, also one that has aborted before", async () => {
  const { options } = stage();
  const controller = new AbortController();
  const port = scriptedPort({});
  const consumer = consume(port, { ...options, signal: controller.signal }, () => undefined);
  await settled();
  controller.abort();
  await consumer.finished;
  const before = consume(port, { ...options, signal: controller.signal }, () => undefined);
  await before.finished;
  expect(port.pulls).toHaveLength(1);
});

it("stops where its scope ends", async () => {
  const { options, of } = stage();
  const port = scriptedPort({ pulls: [[text("a")]] });
  {
    await using consumer = consume(port, options, (batch) => batch.ackAll());
    expect(consumer.stop).toBeTypeOf("function");
    await settled();
  }
  expect([sentBy(port).acked, of("stopped").length]).toEqual([["a"], 1]);
});

describe("an error that ends a consumer, and that nobody awaits", () => {
  /** What the process is told of as unhandled while something runs. */
  async function unhandledWhile(run: () => Promise<void>): Promise<readonly unknown[]> {
    const seen: unknown[] = [];
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", (reason) => void seen.push(reason));
    try {
      await run();
      await settled();
    } finally {
      process.removeAllListeners("unhandledRejection");
      others.forEach((listener) => process.on("unhandledRejection", listener));
    }
    return seen;
  }

  /** Runs a consumer into a refusal, without a look at `finished`. */
  async function refused(more: Partial<ConsumerOptions>): Promise<void> {
    const { options, of } = stage();
    const { onError: _, ...silent } = options;
    const port = scriptedPort({ pulls: [apiError(401)] });
    consume(port, { ...silent, ...more }, () => undefined);
    await settled();
    expect(of("stopped")).toHaveLength(1);
  }

  it("is an unhandled rejection", async () => {
    const seen = await unhandledWhile(() => refused({}));
    expect(seen).toEqual([expect.objectContaining({ name: "ApiError", status: 401 })]);
  });

  it("is none where onError was told", async () => {
    const told: unknown[] = [];
    const onError = (error: unknown): void => void told.push(error);
    expect(await unhandledWhile(() => refused({ onError }))).toEqual([]);
    expect(told).toMatchObject([{ status: 401 }]);
  });
});
