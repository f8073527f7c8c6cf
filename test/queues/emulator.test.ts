// The emulator behind the generated client: the way of a message, its settings and its queues.
import { describe, expect, it } from "vitest";
import { ApiError, createClient } from "#api/index";
import {
  emulator,
  manualClock,
  memoryStore,
  type Settings,
} from "../../templates/cloudflare-queues/emulator.ts";
import { thrown } from "../runtime/support.ts";
import { ACCOUNT, stage, START, TOKEN } from "./emulator-support.ts";

const text = (body: string, more: object = {}) => ({
  body,
  content_type: "text" as const,
  ...more,
});

describe("the way of a message", () => {
  it("leads from push by pull to ack", async () => {
    const { messages, emulator: made } = stage();
    const metrics = {
      backlog_count: 1,
      backlog_bytes: 5,
      oldest_message_timestamp_ms: START,
    };
    expect(await messages.push("q", text("hello"))).toEqual({ metadata: { metrics } });
    expect(await messages.pull("q")).toEqual({
      message_backlog_count: 1,
      messages: [
        {
          id: "id0",
          timestamp_ms: START,
          attempts: 1,
          body: "hello",
          metadata: { "CF-Content-Type": "text" },
          lease_id: "id0.1.id1",
        },
      ],
      metadata: { metrics },
    });
    expect((await messages.pull("q")).messages).toEqual([]);
    expect(await messages.ack("q", { acks: [{ lease_id: "id0.1.id1" }] })).toEqual({
      ackCount: 1,
      retryCount: 0,
      warnings: {},
    });
    expect((await messages.pull("q")).metadata?.metrics).toEqual({
      backlog_count: 0,
      backlog_bytes: 0,
      oldest_message_timestamp_ms: 0,
    });
    expect(await made.statistics()).toEqual([]);
  });

  it("pulls JSON as base64, whatever value it is", async () => {
    const { messages } = stage();
    const long = "ü".repeat(20_000);
    const values = [{ hello: "world" }, [1, "two"], null, 7, "text", long];
    await messages.bulkPush("q", { messages: values.map((body) => ({ body })) });
    const { messages: pulled = [] } = await messages.pull("q", { batch_size: 100 });
    const decoded = pulled.map(({ body }) => JSON.parse(Buffer.from(body!, "base64").toString()));
    expect(decoded).toEqual(values);
    expect(pulled[0]).toMatchObject({ metadata: { "CF-Content-Type": "json" } });
  });

  it("comes back when the lease ends, and moves on after the last one, to the millisecond", async () => {
    const queues = [{ name: "q", maxRetries: 1, deadLetterQueue: "dead" }];
    const { messages, clock, emulator: made } = stage({ queues });
    await messages.push("q", text("a"));
    const pull = async (queue: string) =>
      (await messages.pull(queue, { visibility_timeout_ms: 1000 })).messages![0]?.attempts;
    expect(await pull("q")).toBe(1);
    clock.advance(999);
    expect(await pull("q")).toBeUndefined();
    clock.advance(1);
    expect(await pull("q")).toBe(2);
    clock.advance(999);
    expect(await pull("dead")).toBeUndefined();
    expect(await made.statistics()).toMatchObject([{ queue: "q", inFlight: 1 }]);
    clock.advance(1);
    expect(await made.statistics()).toMatchObject([{ queue: "dead", inFlight: 0 }]);
    expect(await pull("dead")).toBe(3);
  });

  it("ends with the retention, also of one that nobody asked for in time", async () => {
    const queues = [{ name: "q", maxRetries: 0, deadLetterQueue: "dead", retentionSeconds: 60 }];
    const {
      messages,
      clock,
      emulator: made,
    } = stage({ queues, defaults: { retentionSeconds: 90 } });
    await messages.push("q", text("a"));
    await messages.pull("q", { visibility_timeout_ms: 30_000 });
    clock.advance(119_999);
    expect(await made.statistics()).toMatchObject([{ queue: "dead" }]);
    clock.advance(1);
    expect(await made.statistics()).toEqual([]);
  });

  it("takes the visibility timeout of the pull, else the queue's, else half a minute", async () => {
    const {
      messages,
      clock,
      emulator: made,
    } = stage({
      queues: [{ name: "own", visibilityTimeoutMs: 2000 }, { name: "q" }],
    });
    const inFlight = async (): Promise<unknown> =>
      (await made.statistics()).map((one) => [one.queue, one.inFlight]);
    for (const queue of ["own", "q"]) {
      await messages.bulkPush(queue, { messages: [text("a"), text("b")] });
      await messages.pull(queue, { batch_size: 1, visibility_timeout_ms: 50_000 });
      await messages.pull(queue, { batch_size: 1 });
    }
    expect(await inFlight()).toEqual([
      ["own", 2],
      ["q", 2],
    ]);
    clock.advance(2000);
    expect(await inFlight()).toEqual([
      ["own", 1],
      ["q", 2],
    ]);
    clock.advance(28_000);
    expect(await inFlight()).toEqual([
      ["own", 1],
      ["q", 1],
    ]);
    clock.advance(20_000);
    expect(await inFlight()).toEqual([
      ["own", 0],
      ["q", 0],
    ]);
  });
});

describe("two consumers on one queue", () => {
  it("never have the same message", async () => {
    const made = emulator();
    const [one, other] = [TOKEN, "another"].map(
      (apiToken) =>
        createClient({ apiToken, accountId: ACCOUNT, fetch: made.fetch }).queues.messages,
    );
    const bodies = Array.from({ length: 300 }, (_, index) => String(index));
    for (const from of [0, 100, 200]) {
      await one!.bulkPush("q", {
        messages: bodies.slice(from, from + 100).map((body) => text(body)),
      });
    }
    const pulls = Array.from({ length: 40 }, (_, index) =>
      (index % 2 ? one! : other!).pull("q", { batch_size: 10 }),
    );
    const got = (await Promise.all(pulls)).flatMap(({ messages }) => messages!);
    expect(got.map(({ body }) => body).sort()).toEqual(bodies.sort());
    expect(new Set(got.map(({ lease_id }) => lease_id)).size).toBe(300);
  });

  it("both may acknowledge after the first one's lease has ended", async () => {
    const { messages, clock } = stage();
    await messages.push("q", text("a"));
    const pull = async () =>
      (await messages.pull("q", { visibility_timeout_ms: 10 })).messages![0]!;
    const first = await pull();
    clock.advance(10);
    const second = await pull();
    const ack = (lease_id: string) => messages.ack("q", { acks: [{ lease_id }] });
    expect(await ack(first.lease_id!)).toEqual({ ackCount: 1, retryCount: 0, warnings: {} });
    expect(await ack(second.lease_id!)).toMatchObject({
      ackCount: 0,
      warnings: { [second.lease_id!]: expect.any(String) },
    });
  });
});

describe("clock jumps", () => {
  it("forward end every lease and delay", async () => {
    const { messages, clock } = stage();
    await messages.bulkPush("q", { messages: [text("a"), text("b", { delay_seconds: 86_400 })] });
    await messages.pull("q", { visibility_timeout_ms: 43_200_000 });
    clock.advance(86_400_000);
    expect((await messages.pull("q")).messages).toMatchObject([{ attempts: 2 }, { attempts: 1 }]);
  });
  it("back lose nothing, and give nobody what another one has", async () => {
    const { messages, clock } = stage();
    await messages.bulkPush("q", { messages: [text("a"), text("b")] });
    const { messages: [held] = [] } = await messages.pull("q", { batch_size: 1 });
    clock.advance(-3_600_000);
    expect((await messages.pull("q")).messages).toEqual([]);
    const answer = await messages.ack("q", { acks: [{ lease_id: held!.lease_id! }] });
    expect(answer.ackCount).toBe(1);
    clock.advance(3_600_000);
    expect((await messages.pull("q")).messages).toMatchObject([{ body: "b", attempts: 1 }]);
  });
});

describe("settings", () => {
  const pulled = async (settings: Partial<Settings>): Promise<unknown> => {
    const { post } = stage({ settings });
    await post("", { body: { a: 1 } });
    return (await post("/pull", "")).body.result;
  };
  it.each([
    [{}, { messages: [{ body: "eyJhIjoxfQ==" }] }],
    [{ jsonBodies: "plain" }, { messages: [{ body: '{"a":1}' }] }],
    [{ metadata: "null" }, { messages: [{ metadata: null }] }],
    [{ pullResult: "list" }, [{ attempts: 1 }]],
  ] as const)("%j change a pull", async (settings, result) => {
    expect(await pulled(settings)).toMatchObject(result);
  });
  it("leave metadata out", async () => {
    const { messages } = (await pulled({ metadata: "absent" })) as { messages: object[] };
    expect(messages[0]).not.toHaveProperty("metadata");
  });

  it.each([
    [
      {},
      {
        ackCount: 0,
        retryCount: 0,
        warnings: { x: "The lease is not known, or its message is gone." },
      },
    ],
    [
      { warnings: "list" },
      { ackCount: 0, retryCount: 0, warnings: ["The lease is not known, or its message is gone."] },
    ],
    [{ ackCounts: "absent", unknownLeases: "ignore" }, { warnings: {} }],
  ] as const)("%j change an acknowledgement", async (settings, result) => {
    const { post } = stage({ settings });
    expect((await post("/ack", { acks: [{ lease_id: "x" }] })).body.result).toEqual(result);
  });

  it("change the rest", async () => {
    const clamped = stage({ settings: { pullBounds: "clamp", pushResult: "absent" } });
    expect((await clamped.post("", { body: 1 })).body).not.toHaveProperty("result");
    const answer = await clamped.post("/pull", { batch_size: 0.5, visibility_timeout_ms: 1e12 });
    expect(answer).toMatchObject({ status: 200, body: { result: { messages: [{}] } } });
    const { post } = stage({
      settings: {
        statuses: { 10104: 410, 10208: 422 },
        emptyBatch: 10013,
        invalidConsumerBody: 10026,
        fractionalDelays: "accept",
        maxLeases: 1,
        messageOverheadBytes: 100,
      },
    });
    const codeOf = async (path: string, body: unknown): Promise<unknown> => {
      const { status, body: told } = await post(path, body);
      return [status, told.errors[0]?.code];
    };
    expect(await codeOf("", "{")).toEqual([422, 10208]);
    expect(await codeOf("/batch", { messages: [] })).toEqual([400, 10013]);
    expect(await codeOf("/pull", { batch_size: 0 })).toEqual([400, 10026]);
    expect(await codeOf("", { body: 1, delay_seconds: 0.5 })).toEqual([200, undefined]);
    const two = { acks: [{ lease_id: "x" }, { lease_id: "y" }] };
    expect(await codeOf("/ack", two)).toEqual([400, 10026]);
    const body = "x".repeat(127_901);
    expect(await codeOf("", { body, content_type: "text" })).toEqual([413, 10204]);
  });
});

describe("queues", () => {
  it("are there on first use, or only by configuration, with their dead letter queues", async () => {
    const { messages } = stage();
    await messages.push("any", text("a"));
    const queues = [{ name: "orders", id: "abc", deadLetterQueue: "dead" }];
    const strict = stage({ queues, newId: () => crypto.randomUUID() }).messages;
    await strict.push("abc", text("a"));
    expect((await strict.pull("orders")).messages).toMatchObject([{ body: "a" }]);
    expect((await strict.pull("dead")).messages).toEqual([]);
    const error = await thrown(strict.pull("any"));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 404, codes: [10104] });
    await stage({ queues, create: "onFirstUse" }).messages.push("any", text("a"));
  });

  it("may all have one dead letter queue, which has none itself", async () => {
    const defaults = { deadLetterQueue: "dead", maxRetries: 0 };
    const { messages, clock, emulator: made } = stage({ defaults });
    await messages.push("q", text("a"));
    for (const queue of ["q", "dead"]) {
      expect((await messages.pull(queue)).messages).toHaveLength(1);
      clock.advance(30_000);
    }
    expect(await made.statistics()).toEqual([]);
  });

  it("may name their dead letter queue by its identifier, before it is configured", async () => {
    const named = { name: "q", id: "own", maxRetries: 0, deadLetterQueue: "abc" };
    const {
      messages,
      clock,
      emulator: made,
    } = stage({ queues: [named, { name: "dead", id: "abc" }] });
    await messages.push("q", text("a"));
    await messages.pull("q");
    clock.advance(30_000);
    expect((await messages.pull("dead")).messages).toMatchObject([{ body: "a" }]);
    expect(made.queues().map(({ deadLetterQueue }) => deadLetterQueue)).toEqual([
      "dead",
      undefined,
    ]);
    const own = stage({
      defaults: { deadLetterQueue: "abc" },
      queues: [{ name: "dead", id: "abc" }],
    });
    expect(own.emulator.queue("dead")?.deadLetterQueue).toBeUndefined();
  });

  it("can be set up later: HTTP pull is enabled", async () => {
    const { messages, emulator: made } = stage({ defaults: { httpPull: false } });
    await messages.push("q", text("a"));
    expect(await thrown(messages.pull("q"))).toMatchObject({ status: 405, codes: [7001] });
    expect(await thrown(messages.ack("q", {}))).toMatchObject({ status: 405, codes: [7001] });
    made.configure({ name: "q", httpPull: true });
    expect((await messages.pull("q")).messages).toHaveLength(1);
  });

  it.each([
    ["overloaded", 10250],
    ["full", 10251],
    ["paused", 10252],
    ["freePlanSpent", 10253],
  ] as const)("that are %s answer 429 and %i", async (refuse, code) => {
    const { post } = stage({ defaults: { refuse }, settings: { retryAfterSeconds: 30 } });
    const { status, headers, body } = await post("", { body: 1 });
    expect([status, headers.get("retry-after"), body.errors[0]!.code]).toEqual([429, "30", code]);
    expect((await post("/pull", "")).status).toBe(refuse === "full" ? 200 : 429);
  });

  it("are full when they hold too much, and take more after an ack", async () => {
    const { post, messages } = stage({ settings: { maxBacklogBytes: 3 } });
    expect((await post("", text("abc"))).status).toBe(200);
    expect((await post("", text("d"))).body.errors).toMatchObject([{ code: 10251 }]);
    const { messages: [held] = [] } = await messages.pull("q");
    await messages.ack("q", { acks: [{ lease_id: held!.lease_id! }] });
    expect((await post("", text("d"))).status).toBe(200);
  });

  it.each([
    [{}, "has no name"],
    [{ name: "" }, "a text of 1 to 63"],
    [
      { name: "q", maxRetries: 101 },
      'maxRetries of the queue "q" must be a whole number from 0 to 100',
    ],
    [{ name: "q", delaySeconds: 1.5 }, "delaySeconds"],
    [{ name: "q", retentionSeconds: 59 }, "retentionSeconds"],
    [{ name: "q", httpPull: "yes" }, "true or false"],
    [{ name: "q", refuse: "all" }, "overloaded, full"],
    [{ name: "q", max_retries: 1 }, "max_retries, which does not exist"],
    [{ name: "q", constructor: 1 }, "which does not exist"],
    [{ name: "q", deadLetterQueue: "q" }, "its own dead letter queue"],
    [{ name: "q", id: "own", deadLetterQueue: "own" }, "its own dead letter queue"],
    [{ name: "q", token: "two words" }, "token of the queue"],
    [{ name: "q", token: "geheimniß" }, "token of the queue"],
    [{ name: "q", id: "taken" }, 'two queues are called "taken"'],
    [{ name: "id" }, 'two queues are called "id"'],
  ])("refuse %j", (options, told) => {
    const others = [{ name: "taken", id: "id" }];
    expect(() => emulator({ queues: [...others, options as { name: string }] })).toThrow(told);
  });
  it("refuse defaults that can't be used", () => {
    expect(() => emulator({ defaults: { maxRetries: -1 } })).toThrow("maxRetries");
    expect(() => emulator({ token: "two words" })).toThrow("token must be a text of 1 to 1000");
  });
});

describe("redriving", () => {
  const queues = [{ name: "q", id: "own", maxRetries: 0, deadLetterQueue: "dead" }];

  it("moves what is free, and begins its retries anew", async () => {
    const { messages, clock, emulator: made } = stage({ queues });
    await messages.bulkPush("q", { messages: [text("a"), text("b")] });
    await messages.pull("q", { batch_size: 2 });
    clock.advance(30_000);
    // One of the dead letters is with a consumer.
    await messages.pull("dead", { batch_size: 1 });
    const dead = (await made.messages("dead")).messages.map(({ id }) => id);
    expect(await made.redrive("dead", "own", [...dead, "nobody"])).toBe(1);
    expect((await made.messages("dead")).messages).toHaveLength(1);
    const { messages: back } = await messages.pull("q");
    expect(back).toMatchObject([{ body: "b", attempts: 2 }]);
    // It may be retried as often as a new one: not at all here, so that it is dead again.
    clock.advance(30_000);
    expect((await made.statistics()).map(({ queue }) => queue)).toEqual(["dead"]);
    expect(made.counts("q")).toEqual({ pushed: 2, pulled: 3, acked: 0, retried: 0 });
  });

  it.each([
    ["nowhere", "there is no queue"],
    ["q", "to itself"],
    ["own", "to itself"],
  ])("refuses to go to %s", async (to, told) => {
    const { emulator: made } = stage({ queues });
    await expect(made.redrive("q", to, [])).rejects.toThrow(told);
  });
});

describe("messages of a queue", () => {
  it("can be looked through without a lease", async () => {
    const { messages, emulator: made } = stage();
    await messages.bulkPush("q", { messages: ["a", "b", "c"].map((body) => text(body)) });
    await messages.pull("q", { batch_size: 1 });
    const first = await made.messages("q", 2);
    expect(first.messages.map(({ body }) => body)).toEqual(["a", "b"]);
    const rest = await made.messages("q", 2, first.next);
    expect([rest.messages.map(({ body }) => body), rest.next]).toEqual([["c"], undefined]);
    expect((await made.messages("none")).messages).toEqual([]);
    expect((await messages.pull("q")).messages).toHaveLength(2);
  });
});

it("says what its store could not do", async () => {
  const store = { ...memoryStore(), push: () => Promise.reject(new Error("the disk is full")) };
  const { post } = stage({ store });
  expect(await post("", { body: 1 })).toMatchObject({
    status: 500,
    body: { success: false, errors: [{ code: 15000, message: "the disk is full" }], result: null },
  });
});

it("rejects an aborted request with its reason", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  const request = new Request("http://here/accounts/a/queues/q/messages", {
    method: "POST",
    signal,
  });
  await expect(emulator().fetch(request)).rejects.toThrow("enough");
});

it("takes the time of day, unless it is given a clock", async () => {
  expect(manualClock(5).now()).toBe(5);
  const { fetch } = emulator();
  const { messages } = createClient({ apiToken: TOKEN, accountId: ACCOUNT, fetch }).queues;
  const before = Date.now();
  await messages.push("q", text("a"));
  const { messages: [pulled] = [] } = await messages.pull("q");
  expect(pulled!.timestamp_ms).toBeGreaterThanOrEqual(before);
  expect(pulled!.id).toMatch(/^[\da-f]{32}$/);
});
