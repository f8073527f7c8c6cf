// The rules of the emulator, as tables: a message, a command and a time.
import { describe, expect, it } from "vitest";
import {
  isLeased,
  leaseOf,
  parseLease,
  standingOf,
} from "../../templates/cloudflare-queues/emulator/lease.ts";
import type { Draft, Message, Queue } from "../../templates/cloudflare-queues/emulator/message.ts";
import {
  attemptsOf,
  delayOf,
  enqueue,
  grant,
  isExhausted,
  lapse,
  putBack,
} from "../../templates/cloudflare-queues/emulator/rules.ts";
import {
  defaultSettings,
  type Settings,
} from "../../templates/cloudflare-queues/emulator/settings.ts";
import { messagesOf, settle } from "../../templates/cloudflare-queues/emulator/settle.ts";

const queue: Queue = {
  name: "q",
  delaySeconds: 7,
  retryDelaySeconds: 5,
  maxRetries: 1,
  deadLetterQueue: "dead",
  visibilityTimeoutMs: 30_000,
  retentionSeconds: 100,
};
const deadLetter: Queue = { ...queue, name: "dead", deadLetterQueue: undefined };
const ground = (settings: Partial<Settings> = {}, dead: Queue | undefined = deadLetter) => ({
  queue,
  deadLetter: dead,
  settings: { ...defaultSettings, ...settings },
});
const without = { ...ground(), deadLetter: undefined };
const draft: Draft = { body: "a", contentType: "text", bytes: 1, delaySeconds: 0 };
const fresh: Message = enqueue(draft, undefined, queue, 1000, "m", "k");
const first: Message = grant(fresh, ground(), 10_000, 2000);
const last: Message = grant({ ...first, visibleAt: 12_000 }, ground(), 10_000, 20_000);

describe("delays", () => {
  it.each([
    [undefined, undefined, 7, 7],
    [undefined, 3, 7, 3],
    [undefined, 0, 7, 0],
    [2, 3, 7, 2],
    [0, 3, 7, 0],
  ])("message %s over batch %s over queue %s: %s", (message, batch, ofQueue, wanted) => {
    expect(delayOf(message, batch, ofQueue)).toBe(wanted);
  });

  it.each([
    [undefined, undefined, 8000],
    [undefined, 3, 4000],
    [0, 3, 1000],
  ])("make a message visible later: %s, %s → %s", (delaySeconds, batch, visibleAt) => {
    const message = enqueue({ ...draft, delaySeconds }, batch, queue, 1000, "m", "k");
    expect(message).toMatchObject({ visibleAt, expiresAt: 101_000, dueAt: 101_000 });
  });

  it.each([
    [undefined, 8000],
    [0, 3000],
    [60, 63_000],
  ])("of a retry go before the queue's: %s → %s", (delay, visibleAt) => {
    expect(putBack(first, ground(), delay, 3000)).toMatchObject({ visibleAt, retried: [1] });
  });
});

describe("attempts", () => {
  it.each([
    ["retries", 0, [true]],
    ["retries", 1, [false, true]],
    ["retries", 3, [false, false, false, true]],
    ["deliveries", 0, [true]],
    ["deliveries", 1, [true]],
    ["deliveries", 3, [false, false, true]],
  ] as const)(
    "where maxRetries counts %s, %s of them: %j",
    (maxRetriesCounts, maxRetries, wanted) => {
      const settings = { ...defaultSettings, maxRetriesCounts };
      const found = wanted.map((_, index) =>
        isExhausted({ ...fresh, deliveries: index + 1 }, { ...queue, maxRetries }, settings),
      );
      expect(found).toEqual(wanted);
    },
  );

  it.each([
    ["continue", 3],
    ["reset", 1],
  ] as const)("%s in the dead letter queue", (deadLetterAttempts, attempts) => {
    const settings = { ...defaultSettings, deadLetterAttempts };
    expect(attemptsOf({ ...last, deliveries: 3, entered: 2 }, settings)).toBe(attempts);
  });
});

describe("what happens by itself", () => {
  it("is nothing but expiry before the last delivery", () => {
    expect([fresh.dueAt, first.dueAt, last.dueAt]).toEqual([101_000, 101_000, 30_000]);
  });
  it("is the dead letter queue when the last lease ends, with identifier and timestamp", () => {
    expect(lapse({ ...last, retried: [1] }, deadLetter)).toEqual({
      ...last,
      queue: "dead",
      entered: 2,
      visibleAt: 30_000,
      expiresAt: 130_000,
      dueAt: 130_000,
    });
  });
  it.each([
    ["no dead letter queue", last, undefined],
    ["the end of retention", fresh, deadLetter],
    [
      "the end of retention during the last lease",
      { ...last, expiresAt: 25_000, dueAt: 25_000 },
      deadLetter,
    ],
  ])("is deletion: %s", (_, message, dead) => {
    expect(lapse(message, dead)).toBeNull();
  });
  it("never outlives the retention under a lease", () => {
    expect(grant(first, ground(), 10_000, 99_000).dueAt).toBe(101_000);
  });
  it("is the same for a retry of the last delivery, without its delay", () => {
    expect(putBack(last, ground(), 60, 21_000)).toMatchObject({ queue: "dead", visibleAt: 21_000 });
    expect(putBack(last, without, 60, 21_000)).toBeNull();
  });
});

describe("leases", () => {
  it.each(["", "x", "..", "a.b.c", "m.0.k", "m.01.k", "m.1.", "m.1.k.k", "m.1e3.k", "m.-1.k"])(
    "%j is none",
    (text) => expect(parseLease(text)).toBeUndefined(),
  );

  const moved = lapse(last, deadLetter)!;
  const put = putBack(first, ground(), 0, 3000)!;
  it.each([
    ["live", "m.1.k", first, 11_999],
    ["late", "m.1.k", first, 12_000],
    ["late", "m.1.k", last, 21_000],
    ["live", "m.2.k", last, 21_000],
    ["retried", "m.1.k", put, 3000],
    ["retried", "m.1.k", grant(put, ground(), 10_000, 3000), 3001],
    ["unknown", "m.2.k", first, 3000],
    ["unknown", "m.1.other", first, 3000],
    ["unknown", "other.1.k", first, 3000],
    ["unknown", "m.1.k", undefined, 3000],
    ["unknown", "m.2.k", moved, 31_000],
    ["live", "m.3.k", grant(moved, ground(), 10_000, 31_000), 32_000],
  ] as const)("%s: %s", (wanted, text, message, now) => {
    expect(standingOf(parseLease(text)!, message, now)).toBe(wanted);
  });

  it.each([
    [fresh, 1000, false],
    [first, 11_999, true],
    [first, 12_000, false],
    [put, 3000, false],
    [moved, 30_000, false],
  ])("hold a message until they end", (message, now, wanted) => {
    expect(isLeased(message, now)).toBe(wanted);
  });
  it("name their message and delivery", () => {
    expect([leaseOf(first), leaseOf(last)]).toEqual(["m.1.k", "m.2.k"]);
  });
});

describe("settling", () => {
  const [live, late] = [leaseOf(first), 12_000];
  const found = new Map([["m", first]]);
  const done = (ackCount: number, retryCount: number, ...kinds: string[]) => ({
    ackCount,
    retryCount,
    warnings: kinds.map((kind) => ({ leaseId: live, kind })),
  });
  const run = (
    acks: string[],
    retries: string[],
    now: number,
    settings: Partial<Settings> = {},
    messages: ReadonlyMap<string, Message> = found,
  ) => {
    const request = { acks, retries: retries.map((leaseId) => ({ leaseId })) };
    return settle(messages, request, ground(settings), now);
  };

  it.each([
    ["twice", ["a.1.b", "a.1.b"], []],
    ["acked and retried", ["a.1.b"], ["a.1.b"]],
  ])("what nobody gave was never settled, even %s", (_, acks, retries) => {
    const { ackCount, retryCount, warnings } = run(acks, retries, 3000).result;
    expect([ackCount, retryCount]).toEqual([0, 0]);
    expect(warnings.map(({ kind }) => kind)).toEqual(["unknown", "unknown"]);
  });

  it.each([
    ["an ack", [live], [], {}, done(1, 0), null],
    ["a retry", [], [live], {}, done(0, 1), "back"],
    ["acked twice", [live, live], [], {}, done(1, 0, "settledAgain"), null],
    ["retried twice", [], [live, live], {}, done(0, 1, "settledAgain"), "back"],
    ["twice, untold", [live, live], [], { settledAgain: "ignore" }, done(1, 0), null],
    ["both", [live], [live], {}, done(1, 0, "ackedAndRetried"), null],
    [
      "both, retry wins",
      [live],
      [live],
      { ackedAndRetried: "retry" },
      done(0, 1, "ackedAndRetried"),
      "back",
    ],
  ] as const)("%s", (_, acks, retries, settings, result, change) => {
    const settled = run([...acks], [...retries], 3000, settings);
    expect(settled.result).toEqual(result);
    const changed = settled.changes.get("m");
    expect(changed === null ? null : changed?.retried.length === 1 ? "back" : "same").toBe(change);
  });

  it.each([
    ["ack accepted", [live], [], {}, done(1, 0), [null]],
    ["ack refused", [live], [], { lateAcks: "warn" }, done(0, 0, "late"), []],
    ["retry told", [], [live], {}, done(0, 0, "late"), []],
    ["retry counted", [], [live], { lateRetries: "accept" }, done(0, 1), []],
  ] as const)("after the end: %s", (_, acks, retries, settings, result, changes) => {
    const settled = run([...acks], [...retries], late, settings);
    expect([settled.result, [...settled.changes.values()]]).toEqual([result, changes]);
  });

  it("warns of what is gone or was never there", () => {
    const warnings = ["garbage", "m.9.k"].map((leaseId) => ({ leaseId, kind: "unknown" }));
    expect(run(["garbage"], ["m.9.k"], 3000).result.warnings).toEqual(warnings);
    expect(run(["garbage"], [], 3000, { unknownLeases: "ignore" }).result).toEqual(done(0, 0));
    expect(run([live], [], 3000, {}, new Map()).result).toEqual(done(0, 0, "unknown"));
  });

  it("takes no lease of a message that is in another queue", () => {
    const elsewhere = new Map([["m", { ...first, queue: "dead" }]]);
    expect(run([live], [], 3000, {}, elsewhere).result).toEqual(done(0, 0, "unknown"));
  });

  it("goes on after an ack and a retry of two leases of one message", () => {
    const message = new Map([["m", last]]);
    const settled = run(["m.1.k"], ["m.2.k"], 21_000, {}, message);
    expect([...settled.changes.values()]).toEqual([null]);
    expect(settled.result).toMatchObject({ ackCount: 1, retryCount: 0 });
  });

  it("names each message once", () => {
    const retries = [{ leaseId: "m.2.k" }, { leaseId: "n.1.k" }];
    expect(messagesOf({ acks: ["m.1.k", "garbage"], retries })).toEqual(["m", "n"]);
  });
});
