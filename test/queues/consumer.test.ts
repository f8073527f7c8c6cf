// The consumer at work, on a port that follows a script and a clock that is cranked by hand.
import { describe, expect, it } from "vitest";
import {
  type BodySchema,
  consume,
  type InvalidBody,
  MalformedMessage,
  type Message,
  PullNotEnabledError,
  SchemaTimeout,
  UndecodableBody,
} from "../../templates/cloudflare-queues/consumer.ts";
import {
  apiError,
  never,
  scriptedPort,
  sentBy,
  settled,
  stage,
  text,
  turn,
} from "./consumer-support.ts";

const many = (count: number): ReturnType<typeof text>[] =>
  Array.from({ length: count }, (_, index) => text(`m${index}`));

/** A promise that is settled by hand. */
function later(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

describe("pulling", () => {
  it("hands over a batch as Workers do, and sends what was decided together", async () => {
    const { options, of, advance } = stage();
    const metrics = { backlog_count: 7, backlog_bytes: 90, oldest_message_timestamp_ms: 1000 };
    const pull = { messages: [text("a", { attempts: 2 }), text("b")], metadata: { metrics } };
    const port = scriptedPort({ pulls: [pull] });
    const seen: unknown[] = [];
    const consumer = consume(port, { ...options, visibilityTimeoutMs: 60_000 }, (batch) => {
      const [first, second] = batch.messages;
      seen.push(batch.queue, batch.metadata, first!.id, first!.timestamp, first!.body);
      seen.push(first!.attempts, first!.signal.aborted);
      first!.ack();
      second!.retry({ delaySeconds: 10 });
    });
    await turn(advance);
    expect(port.pulls[0]).toEqual({
      queue: "q",
      body: { batch_size: 10, visibility_timeout_ms: 60_000 },
    });
    const told = { backlogCount: 7, backlogBytes: 90, oldestMessageTimestamp: new Date(1000) };
    const timestamp = new Date(1_710_950_954_154);
    expect(seen).toEqual(["q", { metrics: told }, "a", timestamp, "body of a", 2, false]);
    expect(port.acks).toEqual([
      {
        acks: [{ lease_id: "a-lease" }],
        retries: [{ lease_id: "b-lease", delay_seconds: 10 }],
      },
    ]);
    expect(of("handled")).toMatchObject([{ acked: 1, retried: 1, left: 0 }]);
    expect(of("settled")).toMatchObject([{ acks: 1, retries: 1 }]);
    await consumer.stop();
    await expect(consumer.finished).resolves.toBeUndefined();
  });

  it("keeps pulling while batches are full, then backs off, and never pulls in between", async () => {
    const { options, of, advance, waiting } = stage();
    const port = scriptedPort({ pulls: [many(2), many(2), many(1)] });
    const consumer = consume(port, { ...options, batchSize: 2 }, (batch) => batch.ackAll());
    await turn(advance);
    expect(port.pulls).toHaveLength(3);
    for (const [wait, pulls] of [
      [495, 4],
      [500, 5],
      [1000, 6],
      [2000, 7],
    ] as const) {
      await advance(wait - 1);
      expect(port.pulls).toHaveLength(pulls - 1);
      await advance(1);
      expect(port.pulls).toHaveLength(pulls);
    }
    expect(of("waiting").map(({ delayMs }) => delayMs)).toEqual([500, 500, 1000, 2000, 4000]);
    expect(waiting()).toEqual([4000]);
    await consumer.stop();
    expect(waiting()).toEqual([]);
  });

  it("waits for free hands: at most `concurrency` batches at a time", async () => {
    const { options } = stage();
    const port = scriptedPort({ pulls: ["a", "b", "c"].map((id) => [text(id)]) });
    const ends = [later(), later(), later()];
    let started = 0;
    const consumer = consume(port, { ...options, batchSize: 1, concurrency: 2 }, (batch) => {
      batch.ackAll();
      return ends[started++]!.promise;
    });
    await settled();
    expect([started, port.pulls.length]).toEqual([2, 2]);
    ends[1]!.resolve();
    await settled();
    expect([started, port.pulls.length]).toEqual([3, 3]);
    ends.forEach(({ resolve }) => resolve());
    await consumer.stop();
  });

  it("consumes several queues with one handler, by identifier or by name", async () => {
    const { options, advance } = stage();
    const port = scriptedPort({ pulls: [[text("a")], [text("b")]] });
    const seen: string[] = [];
    const queue = { urgent: "id-1", email: "id-2" };
    const consumer = consume(port, { ...options, queue }, (batch) => {
      seen.push(`${batch.queue} ${batch.messages[0]!.id}`);
      batch.ackAll();
    });
    await turn(advance);
    expect(seen).toEqual(["urgent a", "email b"]);
    expect(port.pulls.map((pull) => pull.queue)).toEqual(["id-1", "id-2"]);
    await consumer.stop();
  });

  it.each([
    ["429, as long as Retry-After says", apiError(429, { "retry-after": "7" }), 7000],
    ["a broken answer", new TypeError("terminated"), 500],
    ["an answer without a list", { messages: "garbage" } as never, 500],
  ])("goes on after %s", async (_name, failure, wait) => {
    const { options, errors, of, advance } = stage();
    const port = scriptedPort({ pulls: [failure, [text("a")]] });
    const consumer = consume(port, options, (batch) => batch.ackAll());
    await advance(wait - 1);
    expect(port.pulls).toHaveLength(1);
    await advance(1);
    expect(port.pulls).toHaveLength(2);
    expect([errors.length, of("waiting")[0]?.delayMs]).toEqual([1, wait]);
    await consumer.stop();
    expect(sentBy(port).acked).toEqual(["a"]);
  });

  it("ends where HTTP pull is not enabled, and says how to enable it", async () => {
    const { options, errors, of } = stage();
    const port = scriptedPort({ pulls: [apiError(405)] });
    const consumer = consume(port, options, () => undefined);
    await expect(consumer.finished).rejects.toBeInstanceOf(PullNotEnabledError);
    expect(errors).toEqual([expect.any(PullNotEnabledError)]);
    expect(of("stopping")).toEqual([{ type: "stopping", error: errors[0] }]);
    await consumer.stop();
  });

  it("waits until HTTP pull is enabled where it is told to", async () => {
    const { options, errors, advance } = stage();
    const port = scriptedPort({ pulls: [apiError(405), apiError(405), [text("a")]] });
    const settings = { ...options, readinessTimeoutMs: 10_000 };
    const consumer = consume(port, settings, (batch) => batch.ackAll());
    await advance(2000);
    await advance(2000);
    expect([port.pulls.length, errors]).toEqual([3, []]);
    await consumer.stop();
    await consumer.finished;
  });

  it("ends all queues where one of them is refused, and finishes what is running", async () => {
    const { options } = stage();
    const refusal = apiError(404);
    const refused = settled().then(() => Promise.reject(refusal));
    const port = scriptedPort({ pulls: [[text("a")], refused] });
    const consumer = consume(port, { ...options, queue: ["q1", "q2"] }, async (batch) => {
      await refused.catch(settled);
      batch.ackAll();
    });
    await expect(consumer.finished).rejects.toBe(refusal);
    expect(sentBy(port).acked).toEqual(["a"]);
  });
});

describe("deciding", () => {
  const three = [text("a"), text("b"), text("c", { attempts: 3 })];

  it("leaves what has no decision to its lease, and reports it with advice", async () => {
    const { options, of, advance } = stage();
    const port = scriptedPort({ pulls: [three] });
    const consumer = consume(port, options, (batch) => batch.messages[0]!.ack());
    await turn(advance);
    expect(sentBy(port)).toEqual({ acked: ["a"], retried: [] });
    const messages = [
      { id: "b", attempts: 1 },
      { id: "c", attempts: 3 },
    ];
    expect(of("unsettled")).toMatchObject([{ queue: "q", messages }]);
    expect(of("unsettled")[0]!.advice).toMatch(/call ack\(\) or retry\(\)/);
    expect(of("handled")).toMatchObject([{ acked: 1, retried: 0, left: 2 }]);
    await consumer.stop();
  });

  it("puts it back after the configured delay where there is one", async () => {
    const { options, of, advance } = stage();
    const port = scriptedPort({ pulls: [three] });
    const retryDelay = (attempts: number): number => attempts * 100;
    const consumer = consume(port, { ...options, retryDelay }, (batch) => {
      batch.messages[0]!.retry();
      batch.messages[1]!.retry({ delaySeconds: 5 });
    });
    await turn(advance);
    expect(sentBy(port).retried).toEqual([
      ["a", 100],
      ["b", 5],
      ["c", 300],
    ]);
    expect(of("unsettled")).toHaveLength(1);
    await consumer.stop();
  });

  it("puts the whole batch back after a throw", async () => {
    const { options, errors, of, advance } = stage();
    const port = scriptedPort({ pulls: [three] });
    const error = new Error("lost");
    const consumer = consume(port, options, async (batch) => {
      batch.messages[0]!.ack();
      batch.messages[1]!.retry({ delaySeconds: 60 });
      throw error;
    });
    await turn(advance);
    const retried = [
      ["a", undefined],
      ["b", 60],
      ["c", undefined],
    ];
    expect(sentBy(port)).toEqual({ acked: [], retried });
    expect([errors, of("handled")[0]?.error, of("unsettled")]).toEqual([[error], error, []]);
    await consumer.stop();
  });

  it("follows the Workers runtime where it is asked to", async () => {
    const { options, of, advance } = stage();
    const port = scriptedPort({ pulls: [three, three] });
    const settings = { ...options, settle: "workers", batchSize: 3 } as const;
    let calls = 0;
    const consumer = consume(port, settings, async (batch) => {
      batch.messages[0]!.ack();
      batch.messages[0]!.retry();
      if (calls++ === 1) throw new Error("lost");
      batch.messages[1]!.retry();
    });
    await turn(advance);
    expect(sentBy(port)).toEqual({
      acked: ["a", "c", "a"],
      retried: [
        ["b", undefined],
        ["b", undefined],
        ["c", undefined],
      ],
    });
    expect(of("ignored").map(({ call, messages }) => [call, messages[0]!.id])).toEqual([
      ["retry", "a"],
      ["retry", "a"],
    ]);
    expect([of("unsettled"), of("handled").map(({ acked }) => acked)]).toEqual([[], [2, 1]]);
    await consumer.stop();
  });

  it("sends an ack under the rules of Workers before the handler has ended: nothing revokes it", async () => {
    for (const settle of ["explicit", "workers"] as const) {
      const { options, advance } = stage();
      const port = scriptedPort({ pulls: [[text("a"), text("b")]] });
      const end = later();
      const consumer = consume(port, { ...options, settle }, (batch) => {
        batch.messages[0]!.ack();
        return end.promise;
      });
      await turn(advance);
      expect(sentBy(port).acked).toEqual(settle === "workers" ? ["a"] : []);
      end.resolve();
      await consumer.stop();
      expect(sentBy(port).acked).toEqual(settle === "workers" ? ["a", "b"] : ["a"]);
    }
  });

  it("tells of calls that come after the handler has ended", async () => {
    const { options, of, advance } = stage();
    const port = scriptedPort({ pulls: [[text("a")]] });
    let kept: Message | undefined;
    const consumer = consume(port, options, (batch) => void (kept = batch.messages[0]));
    await turn(advance);
    kept!.ack();
    await turn(advance);
    expect([sentBy(port).acked, of("ignored")[0]?.reason]).toEqual([
      [],
      expect.stringMatching(/had ended/),
    ]);
    await consumer.stop();
  });

  it("does not wait for waitUntil, except under the rules of Workers", async () => {
    for (const settle of ["explicit", "workers"] as const) {
      const { options, of, advance } = stage();
      const port = scriptedPort({ pulls: [[text("a")]] });
      const analytics = async (): Promise<never> => {
        throw new Error("no analytics");
      };
      const gate = later();
      const consumer = consume(port, { ...options, settle }, (batch, ctx) => {
        ctx.waitUntil(gate.promise.then(analytics));
        if (settle === "explicit") batch.ackAll();
      });
      await turn(advance);
      expect(sentBy(port).acked).toEqual(settle === "explicit" ? ["a"] : []);
      gate.resolve();
      await turn(advance);
      expect(sentBy(port).retried).toEqual(settle === "explicit" ? [] : [["a", undefined]]);
      expect(of("fault")).toMatchObject([{ error: new Error("no analytics") }]);
      await consumer.stop();
    }
  });

  it("counts a handler that never ends as failed, where it has a time limit", async () => {
    const { options, errors, advance } = stage();
    const port = scriptedPort({ pulls: [[text("a")]] });
    const settings = { ...options, handlerTimeoutMs: 1000 };
    let signal: AbortSignal | undefined;
    const consumer = consume(port, settings, (batch) => {
      signal = batch.messages[0]!.signal;
      return new Promise(() => undefined);
    });
    await advance(1000);
    expect(signal?.reason).toBe(errors[0]);
    await advance(5);
    expect([sentBy(port).retried, String(errors[0])]).toEqual([
      [["a", undefined]],
      "HandlerTimeout: the handler of the queue q did not end in 1000 ms",
    ]);
    await consumer.stop();
  });
});

describe("odd messages", () => {
  const v8 = text("v8", { metadata: { "CF-Content-Type": "v8" } });

  it("never cost the others of their batch, and are never acknowledged silently", async () => {
    const { options, errors, of, advance } = stage();
    const odd = [v8, text("x", { id: 5 as never }), null as never];
    const port = scriptedPort({ pulls: [[odd[0]!, text("a"), ...odd.slice(1)]] });
    const consumer = consume(port, options, (batch) => {
      expect(batch.messages.map(({ id }) => id)).toEqual(["a"]);
      batch.ackAll();
    });
    await turn(advance);
    expect(sentBy(port)).toEqual({ acked: ["a"], retried: [] });
    expect(errors.map((error) => (error as Error).name)).toEqual([
      "UndecodableBody",
      "MalformedMessage",
      "MalformedMessage",
    ]);
    expect(of("refused").map(({ verdict }) => verdict)).toEqual(["leave", "leave", "leave"]);
    await consumer.stop();
  });

  it("become what onError says, by kind", async () => {
    const { options, advance } = stage();
    const port = scriptedPort({ pulls: [[v8, text("x", { attempts: "many" as never })]] });
    const onError = async (error: unknown): Promise<"ack" | "retry"> => {
      expect(error instanceof UndecodableBody || error instanceof MalformedMessage).toBe(true);
      return error instanceof UndecodableBody ? "ack" : "retry";
    };
    const consumer = consume(port, { ...options, onError }, () => expect.unreachable());
    await turn(advance);
    expect(sentBy(port)).toEqual({ acked: ["v8"], retried: [["x", undefined]] });
    await consumer.stop();
  });

  /** A schema that reads the body `body of a` never, and others at once or after a promise. */
  const stuck = {
    "~standard": {
      version: 1,
      vendor: "test",
      validate: (value: unknown) => {
        if (value === "body of a") return new Promise<never>(() => undefined);
        return value === "body of b" ? { value } : Promise.resolve({ value });
      },
    },
  } as const;

  it.each([
    ["half of its lease", {}, 15_000],
    ["handlerTimeoutMs", { handlerTimeoutMs: 1000 }, 1000],
  ])("whose schema never settles are left after %s", async (_name, more, limitMs) => {
    const { options, errors, of, advance, waiting } = stage();
    const batches = [["a", "b", "c"].map((id) => text(id)), [text("d")]];
    const port = scriptedPort({ pulls: batches });
    const onInvalid = (): never => expect.unreachable();
    const given = { ...options, ...more, batchSize: 3, body: stuck, onInvalid };
    const handled: string[] = [];
    const consumer = consume(port, given, (batch) => {
      for (const { id, signal } of batch.messages) handled.push(`${id} ${signal.aborted}`);
      batch.ackAll();
    });
    await advance(limitMs - 1);
    expect([handled, errors]).toEqual([[], []]);
    await advance(1);
    // The others are handled, with some of their lease left; and the next pull follows.
    expect(handled.slice(0, 2)).toEqual(["b false", "c false"]);
    expect(errors).toEqual([expect.any(SchemaTimeout)]);
    expect((errors[0] as SchemaTimeout).message).toBe(
      `the message a of the queue q has a body whose schema did not settle in ${limitMs} ms`,
    );
    expect(of("refused")).toMatchObject([{ error: errors[0], verdict: "leave" }]);
    await turn(advance);
    expect(handled[2]).toBe("d false");
    await consumer.stop();
    expect([sentBy(port), waiting()]).toEqual([{ acked: ["b", "c", "d"], retried: [] }, []]);
  });

  it("whose schema never settles become what onError says", async () => {
    const { options, advance } = stage();
    const port = scriptedPort({ pulls: [[text("a")]] });
    const given = { ...options, body: stuck, onError: () => "ack" as const };
    const consumer = consume(port, given, () => expect.unreachable());
    await advance(15_000);
    await turn(advance);
    await consumer.stop();
    expect(sentBy(port)).toEqual({ acked: ["a"], retried: [] });
  });

  it("are left where onError itself throws", async () => {
    const { options, of, advance } = stage();
    const port = scriptedPort({ pulls: [[v8, text("a")]] });
    const onError = (): never => {
      throw new Error("broken listener");
    };
    const consumer = consume(port, { ...options, onError }, (batch) => batch.ackAll());
    await turn(advance);
    expect([sentBy(port), of("fault").length]).toEqual([{ acked: ["a"], retried: [] }, 1]);
    await consumer.stop();
  });

  it("that share a lease are left, whatever onError says; one that stands twice is handled once", async () => {
    const { options, of, advance } = stage();
    const shared = ["x", "y"].map((id) => text(id, { lease_id: "shared" }));
    const pulls = [[text("a"), ...shared, text("a"), text("b")]];
    const port = scriptedPort({ pulls });
    const reasons: string[] = [];
    const onError = (error: unknown): "ack" => {
      reasons.push(String(error));
      return "ack";
    };
    const consumer = consume(port, { ...options, onError }, (batch) => {
      expect(batch.messages.map(({ id }) => id)).toEqual(["a", "b"]);
      batch.ackAll();
    });
    await turn(advance);
    expect(sentBy(port)).toEqual({ acked: ["a", "b"], retried: [] });
    const start = "MalformedMessage: the message";
    expect(reasons).toEqual([
      `${start} x of the queue q shares its lease with another message`,
      `${start} y of the queue q shares its lease with another message`,
      `${start} a of the queue q stands twice in the answer to a pull`,
    ]);
    expect(of("refused").map(({ verdict }) => verdict)).toEqual(["leave", "leave", "leave"]);
    await consumer.stop();
  });

  it("whose lease is being worked on are left, until that work has ended", async () => {
    const { options, of, advance } = stage();
    const port = scriptedPort({ pulls: [[text("a")], [text("a")], [], [text("a")]] });
    const end = later();
    let handled = 0;
    const settings = { ...options, batchSize: 1, concurrency: 2 };
    const consumer = consume(port, settings, async (batch) => {
      handled++;
      await end.promise;
      batch.ackAll();
    });
    await turn(advance);
    expect([handled, of("refused").length]).toEqual([1, 1]);
    end.resolve();
    await turn(advance);
    await advance(500);
    await turn(advance);
    expect([handled, of("refused").length]).toEqual([2, 1]);
    await consumer.stop();
  });

  it.each([
    ["retry by default", undefined, [], [["bad", 60]]],
    ["ack", "ack" as const, ["bad"], []],
    ["leave", (error: InvalidBody) => (error.issues.length > 0 ? "leave" : "ack"), [], []],
  ])("that fail the schema: %s", async (_name, onInvalid, acked, retried) => {
    const { options, advance } = stage();
    const port = scriptedPort({ pulls: [[text("bad", { body: "" }), text("a")]] });
    const validate = (value: unknown): never =>
      (value ? { value: { word: value } } : { issues: [{ message: "is empty" }] }) as never;
    const body = { "~standard": { version: 1, vendor: "test", validate } } as const;
    const settings = { ...options, body, retryDelay: 60, ...(onInvalid && { onInvalid }) };
    const consumer = consume(port, settings as typeof options, (batch) => {
      expect(batch.messages.map((message) => message.body)).toEqual([{ word: "body of a" }]);
      batch.ackAll();
    });
    await turn(advance);
    const sent = sentBy(port);
    expect([[...sent.acked].sort(), sent.retried]).toEqual([["a", ...acked], retried]);
    await consumer.stop();
  });
});

describe("settling", () => {
  it("gathers decisions of several batches, up to a hundred", async () => {
    const { options, advance } = stage();
    const port = scriptedPort({ pulls: [many(60), many(60), many(1)] });
    const settings = { ...options, batchSize: 60, gatherMs: 10 };
    const consumer = consume(port, settings, (batch) => batch.ackAll());
    await settled();
    expect(port.acks.map(({ acks }) => acks?.length)).toEqual([100]);
    await advance(10);
    expect(port.acks.map(({ acks }) => acks?.length)).toEqual([100, 21]);
    await consumer.stop();
  });

  it("repeats until it is answered, with growing waits", async () => {
    const { options, of, advance } = stage();
    const refused = new TypeError("connection reset");
    const failures = [refused, apiError(503, { "retry-after": "3" }), apiError(429)];
    const port = scriptedPort({ pulls: [[text("a")]], acks: failures });
    const consumer = consume(port, { ...options, random: () => 1 }, (batch) => batch.ackAll());
    await turn(advance);
    for (const wait of [500, 3000, 2000]) await advance(wait);
    expect(of("settleFailed").map(({ delayMs }) => delayMs)).toEqual([500, 3000, 2000]);
    expect(port.acks).toEqual(Array(4).fill({ acks: [{ lease_id: "a-lease" }] }));
    expect(of("settled")).toMatchObject([{ acks: 1 }]);
    await consumer.stop();
  });

  it("halves what is refused, so that one lease doesn't cost the others", async () => {
    const { options, of, advance } = stage();
    const [no, yes] = [apiError(400), {}];
    const port = scriptedPort({ pulls: [many(4)], acks: [no, yes, no, no, yes] });
    const consumer = consume(port, options, (batch) => batch.ackAll());
    await turn(advance);
    expect(port.acks.map(({ acks }) => acks?.length)).toEqual([4, 2, 2, 1, 1]);
    expect(of("settleFailed")).toEqual([{ type: "settleFailed", queue: "q", count: 1, error: no }]);
    expect(of("settled").map(({ acks }) => acks)).toEqual([2, 1]);
    await consumer.stop();
  });

  it("reports warnings by lease, from a map and from a list", async () => {
    const { options, of, advance } = stage();
    const list = ["lease b-lease unknown"] as never;
    const acks = [{ warnings: { "a-lease": "expired" } }, { warnings: list }];
    const port = scriptedPort({ pulls: [[text("a")], [text("b")]], acks });
    const consumer = consume(port, { ...options, gatherMs: 0 }, (batch) => batch.ackAll());
    await turn(advance);
    await advance(500);
    await turn(advance);
    expect(of("warning")).toEqual([
      { type: "warning", queue: "q", id: "a", leaseId: "a-lease", text: "expired" },
      { type: "warning", queue: "q", id: "b", leaseId: "b-lease", text: "lease b-lease unknown" },
    ]);
    await consumer.stop();
  });

  it("aborts a message's signal when its lease ends, and reports the late ack", async () => {
    const { options, of, advance } = stage();
    const port = scriptedPort({ pulls: [[text("a")]] });
    const end = later();
    let signal: AbortSignal | undefined;
    const settings = { ...options, visibilityTimeoutMs: 20_000 };
    const consumer = consume(port, settings, async (batch) => {
      signal = batch.messages[0]!.signal;
      await end.promise;
      batch.messages[0]!.ack();
    });
    await advance(19_999);
    expect(signal?.aborted).toBe(false);
    await advance(1);
    expect([signal?.aborted, (signal?.reason as Error).name]).toEqual([true, "TimeoutError"]);
    expect(of("leaseEnded")).toMatchObject([{ messages: [{ id: "a" }] }]);
    end.resolve();
    await turn(advance);
    expect(sentBy(port).acked).toEqual(["a"]);
    expect(of("late")).toEqual([{ type: "late", queue: "q", id: "a", lateMs: 5 }]);
    await consumer.stop();
  });

  it("stops pulling while a thousand decisions can't be sent", async () => {
    const { options } = stage();
    const pulls = Array.from({ length: 20 }, () => many(100));
    const port = scriptedPort({ pulls, acks: [never, never] });
    const settings = { ...options, batchSize: 100, stopTimeoutMs: 1 };
    const consumer = consume(port, settings, (batch) => batch.ackAll());
    await settled();
    await settled();
    expect(port.pulls).toHaveLength(10);
    void consumer.stop();
  });
});

describe("options", () => {
  it.each([
    ["batchSize", 0],
    ["batchSize", 101],
    ["batchSize", 1.5],
    ["visibilityTimeoutMs", 0],
    ["visibilityTimeoutMs", 43_200_001],
    ["concurrency", 0],
    ["minIdleMs", 0],
    ["maxIdleMs", 1],
    ["handlerTimeoutMs", NaN],
    ["retryDelay", -1],
    ["retryDelay", 86_401],
    ["retryDelay", NaN],
  ])("refuses %s of %d", (name, value) => {
    const start = (): unknown =>
      consume(scriptedPort({}), { queue: "q", [name]: value }, () => undefined);
    expect(start).toThrow(RangeError);
    expect(start).toThrow(new RegExp(`^${name} must be`));
  });

  it.each([
    ["settle", "worker", 'settle must be "explicit" or "workers", and is "worker"'],
    ["onInvalid", "drop", 'onInvalid must be "retry", "ack" or a function, and is "drop"'],
    ["onInvalid", "leave", 'onInvalid must be "retry", "ack" or a function, and is "leave"'],
    ["retryDelay", "30", 'retryDelay must be 0 to 86400 or a function, and is "30"'],
    ["body", {}, "body must be a Standard Schema, and is a value of type object"],
    ["body", "string", 'body must be a Standard Schema, and is "string"'],
    ["body", { "~standard": {} }, "body must be a Standard Schema, and is a value of type object"],
    ["onError", "log", 'onError must be a function, and is "log"'],
    ["onEvent", {}, "onEvent must be a function, and is a value of type object"],
    ["handlerTimeoutMs", "1000", 'handlerTimeoutMs must be 1 or more, and is "1000"'],
    ["batchSize", "50", 'batchSize must be a whole number from 1 to 100, and is "50"'],
    ["queue", undefined, "queue must be an identifier, a list or { name: identifier }"],
    ["queue", "", "queue must be an identifier, a list or { name: identifier }"],
    ["queue", [undefined], "queue must be an identifier, a list or { name: identifier }"],
    ["queue", { mail: 7 }, "queue must be an identifier, a list or { name: identifier }"],
  ])("refuses %s of %j, and says what is allowed", (name, value, message) => {
    const port = scriptedPort({});
    const options = { queue: "q", [name]: value } as never;
    const start = (): unknown => consume(port, options, () => undefined);
    expect(start).toThrow(TypeError);
    expect(start).toThrow(message);
    expect(port.pulls).toEqual([]);
  });

  it("takes a schema that is a function, and whatever else is allowed", async () => {
    const { options } = stage();
    const validate = (): { value: string } => ({ value: "read" });
    const standard = { version: 1, vendor: "test", validate } as const;
    const body: BodySchema<string> = Object.assign(() => undefined, { "~standard": standard });
    const port = scriptedPort({ pulls: [[text("a")]] });
    const seen: string[] = [];
    const allowed = { ...options, retryDelay: 0, onInvalid: "ack", settle: "workers" } as const;
    const consumer = consume(port, { ...allowed, body }, (batch) => {
      seen.push(...batch.messages.map((message) => message.body));
    });
    await settled();
    await consumer.stop();
    expect(seen).toEqual(["read"]);
  });

  it("refuses no queue and no handler", () => {
    expect(() => consume(scriptedPort({}), { queue: [] }, () => undefined)).toThrow(RangeError);
    expect(() => consume(scriptedPort({}), { queue: "q" }, {})).toThrow(/a method queue/);
  });
});
