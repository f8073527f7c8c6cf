// Delays of retries and waits between pulls: pure, so a table each.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  exponentialBackoff,
  wholeDelay,
} from "../../templates/cloudflare-queues/consumer/backoff.ts";
import { PullNotEnabledError } from "../../templates/cloudflare-queues/consumer/faults.ts";
import {
  isRefusal,
  nextStep,
  type Pace,
  type Pulled,
  START,
} from "../../templates/cloudflare-queues/consumer/pace.ts";
import { warningsOf } from "../../templates/cloudflare-queues/consumer/warnings.ts";
import { ConnectionError, ValidationError } from "../../templates/runtime/errors.ts";
import { apiError } from "./consumer-support.ts";

describe("exponentialBackoff", () => {
  it("doubles up to its bound", () => {
    const backoff = exponentialBackoff({ baseSeconds: 30, maxSeconds: 43_200, random: () => 0 });
    expect([1, 2, 3, 4, 5, 11, 12, 2000].map(backoff)).toEqual([
      30, 60, 120, 240, 480, 30_720, 43_200, 43_200,
    ]);
  });

  it("takes up to a quarter off", () => {
    const backoff = exponentialBackoff({ baseSeconds: 100, random: () => 1 });
    expect([0, 1, 2].map(backoff)).toEqual([75, 75, 150]);
  });

  it("gives what the service takes, whatever it is asked", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.double(), fc.double({ min: 0, max: 1 }), (a, b, n, r) => {
        const options = { baseSeconds: a, maxSeconds: b, random: () => r };
        const delay = exponentialBackoff(options)(n);
        expect(Number.isInteger(delay) && delay >= 0 && delay <= 86_400).toBe(true);
      }),
    );
  });

  it("refuses what is no number of seconds", () => {
    expect(() => exponentialBackoff({ baseSeconds: -1 })).toThrow(RangeError);
    expect(() => exponentialBackoff({ maxSeconds: NaN })).toThrow(RangeError);
  });

  it.each([
    [undefined, undefined],
    [NaN, undefined],
    [-1, 0],
    [0.4, 0],
    [1.5, 2],
    [Infinity, 86_400],
  ])("makes of a delay of %s one of %s", (seconds, whole) => {
    expect(wholeDelay(seconds)).toBe(whole);
  });
});

describe("nextStep", () => {
  const limits = { batchSize: 10, minIdleMs: 500, maxIdleMs: 3000, readinessMs: 5000 };
  const step = (
    pace: Pace,
    pulled: Pulled,
    { now = 0, random = 0, readinessMs = 5000 } = {},
  ): ReturnType<typeof nextStep> =>
    nextStep("q", pace, pulled, { ...limits, readinessMs }, now, () => random);

  it("goes on at once while batches are full, and looks again soon after a partial one", () => {
    const tired = { empty: 3, failures: 2 };
    expect(step(tired, { count: 10 })).toEqual({ pace: START, waitMs: 0 });
    expect(step(tired, { count: 9 })).toEqual({ pace: START, waitMs: 500 });
  });

  it("backs off while the queue is empty, within its bounds", () => {
    const waits: number[] = [];
    let pace = START;
    for (let pull = 0; pull < 5; pull++) {
      const next = step(pace, { count: 0 });
      if ("fatal" in next) throw next.fatal;
      waits.push(next.waitMs);
      pace = next.pace;
    }
    expect(waits).toEqual([500, 1000, 2000, 3000, 3000]);
    expect(step({ empty: 0, failures: 0 }, { count: 0 }, { random: 1 })).toMatchObject({
      waitMs: 500,
    });
    expect(step({ empty: 9, failures: 0 }, { count: 0 }, { random: 1 })).toMatchObject({
      waitMs: 2250,
    });
  });

  it.each([
    ["Retry-After in seconds", apiError(429, { "retry-after": "7" }), 7000],
    ["a long Retry-After", apiError(429, { "retry-after": "3600" }), 3_600_000],
    ["a Retry-After of a month", apiError(429, { "retry-after": "2592000" }), 3_600_000],
    [
      "a date by a clock that is years ahead",
      apiError(503, { "retry-after": "Fri, 01 Jan 2100 00:00:00 GMT" }),
      3_600_000,
    ],
    ["Retry-After as a date", apiError(503, { "retry-after": new Date(9000).toUTCString() }), 9000],
    ["a Retry-After of nothing", apiError(429, { "retry-after": "0" }), 500],
    ["429 without it", apiError(429), 1000],
    ["500", apiError(500), 1000],
    ["a lost connection", new ConnectionError("queues.messages.pull", false), 1000],
    ["a success that is garbage", apiError(200), 1000],
    ["whatever else is thrown", undefined, 1000],
  ])("waits after %s", (_name, error, waitMs) => {
    const next = step(START, { error }, { random: 1 });
    expect(next).toEqual({ pace: { empty: 0, failures: 1 }, waitMs });
  });

  it("waits longer with each failure, and never for nothing", () => {
    const error = apiError(500);
    const waits = [1, 2, 3, 9, 99].map((failures) => {
      return step({ empty: 0, failures }, { error }, { random: 1 });
    });
    expect(waits.map((next) => "waitMs" in next && next.waitMs)).toEqual([
      2000, 4000, 8000, 30_000, 30_000,
    ]);
    expect(step(START, { error }, { random: 0 })).toMatchObject({ waitMs: 500 });
  });

  it.each([400, 401, 403, 404])("ends where the service refuses with %i", (status) => {
    const error = apiError(status);
    expect(step(START, { error })).toEqual({ fatal: error });
  });

  it("ends where the request is refused before it is sent", () => {
    const error = new ValidationError("queues.messages.pull", []);
    expect(isRefusal(error)).toBe(true);
    expect(isRefusal(new ValidationError("queues.messages.pull", [], new Response()))).toBe(false);
    expect([408, 409, 425, 429, 500].filter((status) => isRefusal(apiError(status)))).toEqual([]);
  });

  it("says how to enable HTTP pull, and waits for it where it is told to", () => {
    const error = apiError(405);
    let pace = START;
    for (const [waitMs, refusedMs] of [
      [2000, 2000],
      [2000, 4000],
      [1000, 5000],
    ] as const) {
      // The clock is set on and back in the meantime.
      const next = step(pace, { error }, { now: refusedMs === 4000 ? 9e12 : 0 });
      expect(next).toEqual({ pace: { ...START, refusedMs }, waitMs });
      pace = (next as { readonly pace: Pace }).pace;
    }
    const last = step(pace, { error }) as { readonly fatal: PullNotEnabledError };
    expect(last.fatal).toBeInstanceOf(PullNotEnabledError);
    expect(last.fatal.message).toMatch(/not enabled for the queue q: run `npx wrangler queues/);
    expect([last.fatal.name, last.fatal.cause]).toEqual(["PullNotEnabledError", error]);
    expect(step(START, { error }, { readinessMs: 0 })).toHaveProperty("fatal");
  });
});

describe("warningsOf", () => {
  it.each([
    ["none", undefined, []],
    ["null", { warnings: null }, []],
    ["an empty list", { warnings: [] }, []],
    ["a map", { warnings: { l1: "gone" } }, [{ leaseId: "l1", text: "gone" }]],
    [
      "a list",
      { warnings: ["lease l2 is gone", "slow"] },
      [{ leaseId: "l2", text: "lease l2 is gone" }, { text: "slow" }],
    ],
    ["garbage", { warnings: { l1: { code: 1 } } }, [{ leaseId: "l1", text: '{"code":1}' }]],
    ["a text", { warnings: "careful" }, [{ text: "careful" }]],
  ])("reads %s", (_name, result, want) => {
    expect(warningsOf(result, ["l1", "l2"])).toEqual(want);
  });
});
