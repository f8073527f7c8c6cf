// The producer: what travels, what is refused before anything does, how batches are split, and what
// is known of each message where a batch gets no further.
import { stripTypeScriptTypes } from "node:module";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createClient, type Fetch } from "#api/index";
import { mockServer } from "#api/mock";
import { ApiError, ConnectionError, ValidationError } from "../../templates/runtime/errors.ts";
import type { ProducerPort, QueuesClient } from "../../templates/cloudflare-queues/shared/port.ts";
import {
  BatchError,
  messageBytes,
  type MessageSendRequest,
  type Queue,
  queue,
  type QueueOptions,
} from "../../templates/cloudflare-queues/producer.ts";
import type { BulkPushRequest, PushResult } from "#api/types";
import { deferred, settled, thrown } from "../runtime/support.ts";

const queueId = "b01b5594f784d0165c2985833f5660dd";
type Answer = () => Promise<PushResult | undefined>;

const ok: Answer = async () => ({});

/** What goes with each request of a sendBatch: it is repeated only where that is safe. */
const batchCall = { retry: { when: "safe" } } as const;

/** A queue over a port that answers in turn, the last answer again and again. */
function stub(
  answers: readonly Answer[] = [ok],
  options?: QueueOptions,
): { readonly it: Queue; readonly calls: (readonly unknown[])[]; readonly sizes: () => unknown } {
  const calls: (readonly unknown[])[] = [];
  const answer = (...call: readonly unknown[]): Promise<PushResult | undefined> =>
    answers[Math.min(calls.push(call), answers.length) - 1]!();
  const port: ProducerPort = { push: answer, bulkPush: answer };
  const sizes = (): unknown => calls.map(([, body]) => (body as BulkPushRequest).messages.length);
  return { it: queue({ queues: { messages: port } }, queueId, options), calls, sizes };
}

const many = (count: number, body: unknown = 1): MessageSendRequest[] =>
  Array.from({ length: count }, () => ({ body }));

describe("send", () => {
  it.each([
    ["JSON by default", { a: [1, null] }, undefined, { body: { a: [1, null] } }],
    ["null", null, undefined, { body: null }],
    ["text", "a", { contentType: "text" }, { body: "a", content_type: "text" }],
    ["any case", "a", { contentType: "TexT" }, { body: "a", content_type: "text" }],
    ["no delay", 1, { delaySeconds: 0 }, { body: 1, delay_seconds: 0 }],
    ["a day", 1, { delaySeconds: 86_400 }, { body: 1, delay_seconds: 86_400 }],
  ])("sends %s", async (_name, body, options, wire) => {
    const { it: orders, calls } = stub();
    await orders.send(body, options as object);
    expect(calls).toEqual([[queueId, { content_type: "json", ...wire }, {}]]);
  });

  it("gives the metrics as Workers do", async () => {
    const metrics = { backlog_count: 5, backlog_bytes: 1024, oldest_message_timestamp_ms: 1710 };
    const told = stub([async () => ({ metadata: { metrics } })]).it;
    const backlog = { backlogCount: 5, backlogBytes: 1024 };
    const all = { ...backlog, oldestMessageTimestamp: new Date(1710) };
    expect(await told.send(1)).toEqual({ metadata: { metrics: all } });
    expect(await told.sendBatch(many(1))).toEqual({ metadata: { metrics: all } });
    const unknown = { ...metrics, oldest_message_timestamp_ms: 0 };
    const untold = stub([async () => ({ metadata: { metrics: unknown } })]).it;
    expect(await untold.send(1)).toStrictEqual({ metadata: { metrics: backlog } });
  });

  it.each([
    undefined,
    null,
    {},
    { metadata: null },
    { metadata: {} },
    { metadata: { metrics: 1 } },
  ])("takes the result %j for a success without metrics", async (result) => {
    const { it: orders } = stub([async () => result as PushResult]);
    const metrics = { backlogCount: 0, backlogBytes: 0 };
    expect(await orders.send(1)).toStrictEqual({ metadata: { metrics } });
  });

  it("throws what the client throws", async () => {
    const refused = new ConnectionError("op", true);
    expect(await thrown(stub([() => Promise.reject(refused)]).it.send(1))).toBe(refused);
  });

  it("has methods that can be taken off", async () => {
    const { it: orders, calls } = stub();
    const { send, sendBatch } = orders;
    await Promise.all([send(1), sendBatch(many(1))]);
    expect(calls).toHaveLength(2);
  });
});

const cycle: unknown[] = [];
cycle.push(cycle);

describe("a message that can't be sent", () => {
  const wrong: readonly (readonly [string, unknown, object, typeof TypeError, string])[] = [
    ["no body", undefined, {}, TypeError, "the body is undefined; null is a body"],
    ["a function", () => 1, {}, TypeError, "JSON can't express the body"],
    ["a bigint", 1n, {}, TypeError, "JSON can't express the body"],
    ["a cycle", cycle, {}, TypeError, "JSON can't express the body"],
    ["bytes in JSON", new Uint8Array(2), {}, TypeError, "Uint8Array; encode the bytes as base64"],
    ["a buffer in JSON", new ArrayBuffer(2), {}, TypeError, "encode the bytes as base64"],
    [
      "a Map in JSON",
      new Map([[1, 2]]),
      {},
      TypeError,
      "JSON makes {} of a Map; send what is in it",
    ],
    ["a Set in JSON", new Set([1]), {}, TypeError, "JSON makes {} of a Set; send what is in it"],
    ["a promise", Promise.resolve(1), {}, TypeError, "JSON makes {} of a Promise; await it"],
    ["NaN", NaN, {}, TypeError, "JSON makes null of NaN; null is a body too"],
    ["Infinity", -Infinity, {}, TypeError, "JSON makes null of -Infinity"],
    ["no date", new Date(NaN), {}, TypeError, "JSON makes null of an invalid Date"],
    ["a number as text", 1, { contentType: "text" }, TypeError, "needs a string, found number"],
    ["null as text", null, { contentType: "text" }, TypeError, "needs a string, found Null"],
    ["bytes", "", { contentType: "bytes" }, TypeError, 'content type "bytes" is for Workers alone'],
    ["advice", "", { contentType: "Bytes" }, TypeError, "as base64 and send them as text, or"],
    ["v8", 1, { contentType: "v8" }, TypeError, 'for Workers alone; send "json"'],
    ["XML", 1, { contentType: "xml" }, TypeError, 'must be "json" or "text", found "xml"'],
    ["a type of 1", 1, { contentType: 1 }, TypeError, "found number"],
    ...[-1, 86_401, 0.5, NaN, Infinity, "60"].map(
      (delaySeconds) =>
        [
          `a delay of ${delaySeconds}`,
          1,
          { delaySeconds },
          RangeError,
          "delaySeconds must be a whole number from 0 to 86400, found",
        ] as const,
    ),
    ["128,001 bytes", "x".repeat(127_901), { contentType: "text" }, RangeError, "has 128001 bytes"],
  ];

  it.each(wrong)("is refused: %s", async (_name, body, options, type, words) => {
    const { it: orders, calls } = stub();
    const single = await thrown(orders.send(body, options));
    expect(single).toBeInstanceOf(type);
    expect((single as Error).message).toMatch(/^the message: /);
    expect((single as Error).message).toContain(words);
    // The 151st message of an array is known before the first request.
    for (const item of [
      { body, ...options },
      { body, options },
    ]) {
      const batch = await thrown(orders.sendBatch([...many(150), item]));
      expect(batch).toBeInstanceOf(type);
      expect((batch as Error).message).toMatch(/^message 150: /);
    }
    expect(calls).toEqual([]);
  });

  it.each([["text"], [null], [undefined], [7]])("is refused: %j for a message", async (item) => {
    const { it: orders, calls } = stub();
    const error = await thrown(orders.sendBatch([item] as never));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain("message 0: must be an object with a body");
    expect(calls).toEqual([]);
  });

  it("is refused in the hole of an array", async () => {
    const holes: MessageSendRequest[] = [];
    holes[1] = { body: 1 };
    await expect(stub().it.sendBatch(holes)).rejects.toThrow("message 0: must be an object");
  });

  it.each([
    ["an empty array", []],
    ["an empty iterable", new Set<MessageSendRequest>()],
  ])("is missed: %s", async (_name, none) => {
    const { it: orders, calls } = stub();
    await expect(orders.sendBatch(none)).rejects.toThrow(TypeError);
    await expect(orders.sendBatch(none)).rejects.toThrow("at least one message");
    expect(calls).toEqual([]);
  });

  it.each([
    [{ body: 1 }, "Object"],
    [undefined, "undefined"],
    [null, "Null"],
    [7, "number"],
    ["text", "string"],
    [Promise.resolve([{ body: 1 }]), "Promise"],
  ])("is missed where the batch can't be iterated: %j", async (batch, found) => {
    const { it: orders, calls } = stub();
    const error = await thrown(orders.sendBatch(batch as never));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toBe(
      `sendBatch needs an array, an iterable or an async iterable of messages, found ${found}`,
    );
    expect(calls).toEqual([]);
  });

  it("is none where the body says itself what it is in JSON, or holds what JSON changes", async () => {
    class Ids extends Set<number> {
      toJSON(): number[] {
        return [...this];
      }
    }
    const { it: orders, calls } = stub();
    await orders.send(new Ids([1]));
    await orders.send({ ids: new Set([1]), share: NaN });
    expect(JSON.stringify(calls.map(([, body]) => (body as { body: unknown }).body))).toBe(
      '[[1],{"ids":{},"share":null}]',
    );
  });

  it.each([-1, 86_401, 1.5])("is part of a batch with a delay of %d", async (delaySeconds) => {
    const { it: orders, calls } = stub();
    await expect(orders.sendBatch(many(1), { delaySeconds })).rejects.toThrow(RangeError);
    expect(calls).toEqual([]);
  });
});

describe("sizes", () => {
  it.each([
    ["é".repeat(10), "text", 120],
    ['"\n', "text", 102],
    ['"\n', "json", 106],
    [{ hello: "world" }, "json", 117],
    ["€😀", "text", 107],
    [null, "json", 104],
    [new Date(0), "json", 126],
  ] as const)(
    "are those of the body and of what the service adds: %j as %s",
    (body, type, bytes) => {
      expect(messageBytes(body, type)).toBe(bytes);
    },
  );

  it("let the largest message through, and none that is larger", async () => {
    const { it: orders, calls } = stub();
    await orders.send("é".repeat(63_950), { contentType: "text" });
    await orders.send("x".repeat(127_898));
    await expect(orders.send("x".repeat(127_899))).rejects.toThrow(
      "has 128001 bytes (100 of them the service's own), and 128000 are the limit",
    );
    expect(calls).toHaveLength(2);
  });

  it("can be raised, and the client then lets larger batches through", async () => {
    const limits = { messageBytes: 300_000, batchBytes: 500_000, batchMessages: 150 };
    const { it: orders, calls, sizes } = stub([ok], { limits });
    await orders.send("x".repeat(299_000));
    await orders.sendBatch(many(200));
    await orders.sendBatch(many(2, "x".repeat(249_898)));
    expect(calls.map(([, , options]) => options)).toEqual([
      {},
      ...Array.from({ length: 3 }, () => ({ ...batchCall, validate: { request: "off" } })),
    ]);
    calls.shift();
    expect(sizes()).toEqual([150, 50, 2]);
    const bodies: number[] = [];
    const counting: Fetch = async (request) => {
      bodies.push(((await request.json()) as BulkPushRequest).messages.length);
      return Response.json({ success: true, errors: [], messages: [], result: {} });
    };
    const client = createClient({ apiToken: "t", accountId: "a", fetch: counting });
    await queue(client, queueId, { limits }).sendBatch(many(150));
    expect(bodies).toEqual([150]);
  });

  it.each([
    [{ messageBytes: 0 }],
    [{ batchMessages: 1.5 }],
    [{ batchBytes: NaN }],
    [{ overheadBytes: -1 }],
    [{ messageBytes: 256_001 }],
  ])("can't be limited by %j", (limits) => {
    expect(() => stub([ok], { limits })).toThrow(RangeError);
  });
});

describe("sendBatch", () => {
  it("takes options beside the body and below `options`; those beside it count", async () => {
    const { it: orders, calls } = stub();
    const messages = [
      { body: "a" },
      { body: "b", contentType: "text", delaySeconds: 0 },
      { body: "c", options: { contentType: "text", delaySeconds: 300 } },
      { body: "d", delaySeconds: 0, options: { contentType: "text", delaySeconds: 300 } },
    ] as const;
    await orders.sendBatch(messages, { delaySeconds: 60 });
    await orders.sendBatch(messages.slice(0, 1), { delaySeconds: 0 });
    expect(calls).toEqual([
      [
        queueId,
        {
          messages: [
            { body: "a", content_type: "json" },
            { body: "b", content_type: "text", delay_seconds: 0 },
            { body: "c", content_type: "text", delay_seconds: 300 },
            { body: "d", content_type: "text", delay_seconds: 0 },
          ],
          delay_seconds: 60,
        },
        batchCall,
      ],
      [queueId, { messages: [{ body: "a", content_type: "json" }], delay_seconds: 0 }, batchCall],
    ]);
  });

  it.each([
    ["100 to a request", many(250), [100, 100, 50]],
    ["exactly 100", many(200), [100, 100]],
    ["256,000 bytes to a request", many(5, "x".repeat(127_898)), [2, 2, 1]],
    ["a byte too much for two", many(2, "x".repeat(127_898)).concat(many(1)), [2, 1]],
    ["256,000 bytes of three", [127_898, 126_898, 898].map(letters), [3]],
    ["256,001 bytes of three", [127_898, 126_898, 899].map(letters), [2, 1]],
    ["in order, not packed", [90, 120, 90, 120].map(kilobytes), [2, 2]],
    ["large ones alone", [120, 120, 20, 120].map(kilobytes), [2, 2]],
  ])("splits: %s", async (_name, messages, expected) => {
    for (const source of [messages, new Set(messages), slowly(messages).source]) {
      const { it: orders, calls, sizes } = stub();
      await orders.sendBatch(source);
      expect(sizes()).toEqual(expected);
      const sent = calls.flatMap(([, body]) => (body as BulkPushRequest).messages);
      expect(sent.map(({ body }) => body)).toEqual(messages.map(({ body }) => body));
    }
  });

  it("gives the metrics of the last request", async () => {
    let count = 0;
    const answer: Answer = async () => ({
      metadata: {
        metrics: { backlog_count: ++count, backlog_bytes: 0, oldest_message_timestamp_ms: 0 },
      },
    });
    const result = await stub([answer]).it.sendBatch(many(101));
    expect(result.metadata.metrics).toEqual({ backlogCount: 2, backlogBytes: 0 });
  });

  it("reads no more than a request's worth while one is under way", async () => {
    const first = deferred<PushResult | undefined>();
    const { it: orders, sizes } = stub([() => first.promise, ok]);
    const { source, state } = slowly(many(250));
    const sending = orders.sendBatch(source);
    await settled();
    expect([state.read, sizes()]).toEqual([100, [100]]);
    first.resolve({});
    await sending;
    expect([state.read, sizes()]).toEqual([250, [100, 100, 50]]);
  });

  it("reads one message more where bytes fill a request", async () => {
    const first = deferred<PushResult | undefined>();
    const { it: orders, sizes } = stub([() => first.promise, ok]);
    const { source, state } = slowly([90, 90, 90, 90].map(kilobytes));
    const sending = orders.sendBatch(source);
    await settled();
    expect([state.read, sizes()]).toEqual([3, [2]]);
    first.resolve({});
    await sending;
    expect(sizes()).toEqual([2, 2]);
  });
});

function letters(count: number): MessageSendRequest {
  return { body: "x".repeat(count) };
}

function kilobytes(count: number): MessageSendRequest {
  return letters(count * 1000);
}

/** An asynchronous source that tells how far it was read, and whether it was closed. */
function slowly(
  messages: readonly unknown[],
  end: () => void = () => undefined,
): {
  readonly source: AsyncIterable<MessageSendRequest>;
  readonly state: { read: number; closed: boolean };
} {
  const state = { read: 0, closed: false };
  async function* source(): AsyncGenerator<MessageSendRequest> {
    try {
      for (const message of messages) {
        state.read++;
        yield message as MessageSendRequest;
      }
      end();
    } finally {
      state.closed = true;
    }
  }
  return { source: source(), state };
}

const response = (status: number, headers = {}): Response =>
  new Response(null, { status, headers });
const answered = (status: number, body: unknown = {}, headers = {}): ApiError => {
  return new ApiError("op", response(status, headers), body);
};
const none = (at: number): object => ({ start: at, end: at });
const span = (start: number, end: number): object => ({ start, end });
const outcomeOf = ({ accepted, refused, unknown, notSent }: BatchError): object => {
  return { accepted, refused, unknown, notSent };
};

describe("a batch that gets no further", () => {
  const failures: readonly (readonly [string, unknown, string])[] = [
    ["a refusal", answered(400), "refused"],
    ["too many requests", answered(429), "refused"],
    ["a redirect", answered(302), "refused"],
    ["a failure in a 200", answered(200, { success: false }), "refused"],
    ["a 503 with Retry-After", answered(503, {}, { "retry-after": "1" }), "refused"],
    ["a 503 without", answered(503), "unknown"],
    ["a failing server", answered(500, { success: false }), "unknown"],
    ["a 200 that is not JSON", answered(200, "<html>"), "unknown"],
    ["a lost answer", new ConnectionError("op", false), "unknown"],
    ["no connection", new ConnectionError("op", true), "notSent"],
    ["an invalid request", new ValidationError("op", []), "refused"],
    ["an invalid answer", new ValidationError("op", [], response(200)), "accepted"],
    ["anything else", new Error("?"), "unknown"],
    ["a string", "?", "unknown"],
  ];

  it.each(failures)("says which messages were accepted: %s", async (_name, cause, fate) => {
    const { it: orders, sizes } = stub([ok, () => Promise.reject(cause as Error)]);
    const error = (await thrown(orders.sendBatch(many(350)))) as BatchError;
    expect(error).toBeInstanceOf(BatchError);
    expect(error.cause).toBe(cause);
    expect(sizes()).toEqual([100, 100]);
    const outcome = {
      accepted: span(0, 100),
      refused: none(350),
      unknown: none(200),
      notSent: span(200, 350),
    };
    const request = { accepted: span(0, 200), notSent: span(100, 350) };
    const other = { [fate]: span(100, 200) };
    expect(outcomeOf(error)).toEqual({ ...outcome, ...other, ...pick(request, fate) });
  });

  it("says so of the first request too, in words", async () => {
    const { it: orders } = stub([() => Promise.reject(answered(413))]);
    const error = (await thrown(orders.sendBatch(many(101)))) as BatchError;
    expect(error.message).toBe(
      "sendBatch got no further: none accepted, messages 0 to 99 refused, message 100 not sent",
    );
    expect(error.name).toBe("BatchError");
  });

  it("counts what was read of a source, and closes it", async () => {
    const { it: orders } = stub([ok, () => Promise.reject(answered(400))]);
    const { source, state } = slowly([90, 90, 90, 90, 90, 90, 90].map(kilobytes));
    const error = (await thrown(orders.sendBatch(source))) as BatchError;
    expect(outcomeOf(error)).toEqual({
      accepted: span(0, 2),
      refused: span(2, 4),
      unknown: none(4),
      notSent: span(4, 5),
    });
    expect(state).toEqual({ read: 5, closed: true });
  });

  it.each([
    ["too large", kilobytes(129), RangeError],
    ["undefined", { body: undefined }, TypeError],
  ])("stops before a message that is %s, and says what was accepted", async (_name, item, type) => {
    const { it: orders, sizes } = stub();
    const { source, state } = slowly([...many(130), item, ...many(9)]);
    const error = (await thrown(orders.sendBatch(source))) as BatchError;
    expect(outcomeOf(error)).toEqual({
      accepted: span(0, 100),
      refused: span(130, 131),
      unknown: none(100),
      notSent: span(100, 130),
    });
    expect(error.cause).toBeInstanceOf(type);
    expect((error.cause as Error).message).toContain("message 130: ");
    expect([sizes(), state]).toEqual([[100], { read: 131, closed: true }]);
  });

  it("throws what is wrong itself where nothing was sent", async () => {
    const broken = new Error("the source broke");
    const failing = slowly(many(99), () => {
      throw broken;
    });
    expect(await thrown(stub().it.sendBatch(failing.source))).toBe(broken);
    const wrong = await thrown(stub().it.sendBatch(slowly([...many(9), kilobytes(129)]).source));
    expect(wrong).toBeInstanceOf(RangeError);
  });

  it("keeps account where the source breaks later", async () => {
    const broken = new Error("the source broke");
    const failing = slowly(many(101), () => {
      throw broken;
    });
    const error = (await thrown(stub().it.sendBatch(failing.source))) as BatchError;
    expect(error.cause).toBe(broken);
    expect(outcomeOf(error)).toEqual({
      accepted: span(0, 100),
      refused: none(101),
      unknown: none(100),
      notSent: span(100, 101),
    });
  });

  it("is recognised by a brand, from whatever copy it comes", async () => {
    const path = "../../templates/cloudflare-queues/producer/batch-error.ts?copy";
    const theirs = (await import(path)) as { readonly BatchError: typeof BatchError };
    const all = { accepted: span(0, 1), refused: none(1), unknown: none(1), notSent: none(1) };
    const error = new theirs.BatchError(all as never, "why");
    expect(theirs.BatchError).not.toBe(BatchError);
    expect(error).toBeInstanceOf(BatchError);
    class Mine extends BatchError {}
    expect(error).not.toBeInstanceOf(Mine);
    expect(new Mine(all as never, "why")).toBeInstanceOf(BatchError);
    for (const other of [new Error("x"), { name: "BatchError" }, answered(400), null])
      expect(other as object).not.toBeInstanceOf(BatchError);
  });
});

function pick(outcome: Readonly<Record<string, unknown>>, name: string): object {
  return name in outcome ? { [name]: outcome[name] } : {};
}

describe("a signal", () => {
  it("goes with each call", async () => {
    const { it: orders, calls } = stub();
    const { signal } = new AbortController();
    await orders.send(1, { signal });
    await orders.sendBatch(many(101), { signal });
    expect(calls.map(([, , options]) => options)).toEqual([
      { signal },
      { ...batchCall, signal },
      { ...batchCall, signal },
    ]);
  });

  it("stops before the next request", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const { it: orders, sizes } = stub([
      async () => {
        controller.abort(reason);
        return {};
      },
    ]);
    const { signal } = controller;
    const error = (await thrown(orders.sendBatch(many(250), { signal }))) as BatchError;
    expect(error.cause).toBe(reason);
    expect([error.accepted, error.unknown, error.notSent]).toEqual([
      span(0, 100),
      none(100),
      span(100, 250),
    ]);
    expect(await thrown(orders.sendBatch(many(250), { signal }))).toBe(reason);
    expect(sizes()).toEqual([100]);
  });

  it("leaves the messages of a request under way unknown", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const fetch: Fetch = () => {
      controller.abort(reason);
      return new Promise(() => undefined);
    };
    const client = createClient({ apiToken: "t", accountId: "a", fetch });
    const sending = queue(client, queueId).sendBatch(many(3), { signal: controller.signal });
    const error = (await thrown(sending)) as BatchError;
    expect([error.cause, error.unknown]).toEqual([reason, span(0, 3)]);
  });
});

/** The client, over the mock server; keeps what was sent. */
function connected(): {
  readonly client: ReturnType<typeof createClient> & QueuesClient<ProducerPort>;
  readonly sent: [queueId: string, path: string, body: unknown][];
} {
  const mock = mockServer();
  const sent: [string, string, unknown][] = [];
  const fetch: Fetch = async (request) => {
    const [, id = "", path = ""] = /queues\/([^/]+)\/(.*)$/.exec(request.url) ?? [];
    sent.push([id, path, await request.clone().json()]);
    return mock.fetch(request);
  };
  return { client: createClient({ apiToken: "t", accountId: "a", fetch }), sent };
}

describe("over the client", () => {
  it("sends, and gives what the service tells", async () => {
    const { client, sent } = connected();
    const orders = queue<{ readonly id: number }>(client, queueId);
    const { metadata } = await orders.send({ id: 1 }, { delaySeconds: 600 });
    expect(metadata.metrics).toEqual({
      backlogCount: 5,
      backlogBytes: 1024,
      oldestMessageTimestamp: new Date(1710950954154),
    });
    await orders.sendBatch(Array.from({ length: 101 }, (_, id) => ({ body: { id } })));
    expect(sent.map(([, path]) => path)).toEqual(["messages", "messages/batch", "messages/batch"]);
    expect(sent[2]![2]).toEqual({ messages: [{ body: { id: 100 }, content_type: "json" }] });
    // @ts-expect-error: the body has another type
    await orders.send("text");
    // @ts-expect-error: such a content type has no effect outside Workers
    await expect(orders.send({ id: 1 }, { contentType: "v8" })).rejects.toThrow("Workers");
  });

  it("needs a client that is bound to an account", async () => {
    const client = createClient({ apiToken: "t", fetch: mockServer().fetch });
    // @ts-expect-error: each call of this client needs an account
    const orders = queue(client, queueId);
    await expect(orders.send(1)).rejects.toThrow("accountId");
  });

  it("passes the service's own refusal on", async () => {
    const mock = mockServer({
      bulkPush: () =>
        Response.json(
          { success: false, errors: [{ code: 10250, message: "Queue is overloaded" }] },
          { status: 429 },
        ),
    });
    const client = createClient({ apiToken: "t", accountId: "a", fetch: mock.fetch, retry: false });
    const error = (await thrown(queue(client, queueId).sendBatch(many(2)))) as BatchError;
    expect([error.refused, (error.cause as ApiError).codes]).toEqual([span(0, 2), [10250]]);
  });
});

describe("a client that repeats more than is safe", () => {
  /** Has the messages, and loses the first answer; what follows is up to the test. */
  function losing(then: () => Promise<Response>): { readonly fetch: Fetch; enqueued: number } {
    const state = {
      enqueued: 0,
      fetch: (async () => {
        if (state.enqueued++ > 0) return then();
        throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
      }) as Fetch,
    };
    return state;
  }
  const refused = new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } });

  it.each<[string, () => Promise<Response>]>([
    ["429", async () => Response.json({ success: false }, { status: 429 })],
    ["no connection", () => Promise.reject(refused)],
  ])("never hides a lost answer behind a later %s", async (_name, then) => {
    for (const when of ["always", () => true] as const) {
      const { fetch } = losing(then);
      const retry = { retries: 1, when, minDelayMs: 0 };
      const client = createClient({ apiToken: "t", accountId: "a", fetch, retry });
      const error = (await thrown(queue(client, queueId).sendBatch(many(3)))) as BatchError;
      expect(outcomeOf(error)).toEqual({
        accepted: none(0),
        refused: none(3),
        unknown: span(0, 3),
        notSent: none(3),
      });
    }
  });

  it.each([
    [0, 1],
    [3, 4],
  ])("keeps its number of retries: %i", async (retries, attempts) => {
    let asked = 0;
    const fetch: Fetch = async () => {
      asked++;
      return Response.json({ success: false }, { status: 429 });
    };
    const retry = { retries, when: "always", minDelayMs: 0 } as const;
    const client = createClient({ apiToken: "t", accountId: "a", fetch, retry });
    const error = (await thrown(queue(client, queueId).sendBatch(many(3)))) as BatchError;
    expect([error.refused, asked]).toEqual([span(0, 3), attempts]);
  });

  it("repeats a `send` as it says: that throws what the last attempt came to", async () => {
    const world = losing(async () => Response.json({ success: true, result: {} }));
    const retry = { retries: 1, when: "always", minDelayMs: 0 } as const;
    const client = createClient({ apiToken: "t", accountId: "a", fetch: world.fetch, retry });
    await queue(client, queueId).send(1);
    expect(world.enqueued).toBe(2);
  });
});

// The producer part of seed 004, character for character.
const SEED = `
// Basic send
await env.MY_QUEUE.send({ url: request.url, timestamp: Date.now() });
// Options: delay (max 43200s), contentType (json|text|bytes|v8)
await env.MY_QUEUE.send(message, { delaySeconds: 600 });
await env.MY_QUEUE.send(message, { delaySeconds: 0 }); // Override queue default
// Batch (up to 100 msgs or 256 KB)
await env.MY_QUEUE.sendBatch([
{ body: 'msg1' },
{ body: 'msg2' },
{ body: 'msg3', options: { delaySeconds: 300 } }
]);
// Non-blocking with ctx.waitUntil - send continues after response
ctx.waitUntil(env.MY_QUEUE.send({ data: 'async' }));
// Background tasks in queue consumer
export default {
async queue(batch: MessageBatch, env: Env, ctx: ExecutionContext): Promise<void> {
for (const msg of batch.messages) {
await processMessage(msg.body);
// Fire-and-forget analytics (doesn't block ack)
ctx.waitUntil(
env.ANALYTICS_QUEUE.send({ messageId: msg.id, processedAt: Date.now() })
);
msg.ack();
}
}
};
`;

describe("the producer of seed 004", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it("runs unchanged", async () => {
    const { client, sent } = connected();
    const waiting: Promise<unknown>[] = [];
    const ctx = { waitUntil: (promise: Promise<unknown>) => void waiting.push(promise) };
    const env = { MY_QUEUE: queue(client, "mine"), ANALYTICS_QUEUE: queue(client, "analytics") };
    const processMessage = vi.fn();
    const ack = vi.fn();
    vi.spyOn(Date, "now").mockReturnValue(1);
    const globals = { env, ctx, processMessage, message: "hello", request: { url: "http://a/" } };
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    const code = stripTypeScriptTypes(SEED);
    const module = (await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
    )) as { readonly default: { queue(batch: object, ...rest: object[]): Promise<void> } };
    await module.default.queue({ messages: [{ id: "m", body: 1, ack }] }, env, ctx);
    await Promise.all(waiting);
    expect([waiting.length, processMessage.mock.calls, ack.mock.calls]).toEqual([2, [[1]], [[]]]);
    const json = { content_type: "json" };
    const messages = [
      { body: "msg1", ...json },
      { body: "msg2", ...json },
      { body: "msg3", ...json, delay_seconds: 300 },
    ];
    expect(sent).toEqual([
      ["mine", "messages", { body: { url: "http://a/", timestamp: 1 }, ...json }],
      ["mine", "messages", { body: "hello", ...json, delay_seconds: 600 }],
      ["mine", "messages", { body: "hello", ...json, delay_seconds: 0 }],
      ["mine", "messages/batch", { messages }],
      ["mine", "messages", { body: { data: "async" }, ...json }],
      ["analytics", "messages", { body: { messageId: "m", processedAt: 1 }, ...json }],
    ]);
  });
});
