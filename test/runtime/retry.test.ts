// Which failures are repeated, and when: the decisions alone.
import { describe, expect, it } from "vitest";
import { ApiError, ConnectionError, TimeoutError } from "../../templates/runtime/errors.ts";
import type { RetryOptions } from "../../templates/runtime/options.ts";
import { neverSent, policyOf, retryDelay } from "../../templates/runtime/retry.ts";

const NOW = Date.UTC(2026, 0, 1);
const status = (code: number, after?: string): ApiError =>
  new ApiError(
    "op",
    new Response(null, {
      status: code,
      headers: after === undefined ? {} : { "retry-after": after },
    }),
    null,
  );
const cut = (code: number, after?: string): ApiError =>
  new ApiError("op", status(code, after).response, undefined, [], "its body broke off");
const unsent = new ConnectionError("op", true);
const reset = new ConnectionError("op", false);
const timeout = new TimeoutError("op", 60_000);

function delay(
  error: ApiError | ConnectionError | TimeoutError,
  policy: RetryOptions = {},
  attempt = 1,
  idempotent = false,
  random = 1,
): number | undefined {
  return retryDelay({ operation: "op", attempt, idempotent, error }, policy, () => random, NOW);
}

describe("what is repeated", () => {
  it.each([
    ["429", status(429), true, true],
    ["503 with Retry-After", status(503, "1"), true, true],
    ["503 without", status(503), false, true],
    ["a connection that never came about", unsent, true, true],
    ["a reset", reset, false, true],
    ["a timeout", timeout, false, true],
    ["500", status(500), false, true],
    ["502", status(502, "1"), false, true],
    ["400", status(400), false, false],
    ["404", status(404, "1"), false, false],
    ["409", status(409), false, false],
    ["302", status(302), false, false],
    ["200 that is a failure", status(200), false, false],
    ["200 that broke off", cut(200), false, true],
    ["404 that broke off", cut(404), false, true],
    ["500 that broke off", cut(500), false, true],
    ["429 that broke off", cut(429), true, true],
    ["503 with Retry-After that broke off", cut(503, "1"), true, true],
  ])("%s", (_, error, unsafe, safe) => {
    expect(delay(error) !== undefined).toBe(unsafe);
    expect(delay(error, {}, 1, true) !== undefined).toBe(safe);
    expect(delay(error, { when: "always" }) !== undefined).toBe(safe);
    expect(delay(error, { when: () => true })).toBeDefined();
    expect(delay(error, { when: () => false }, 1, true)).toBeUndefined();
  });

  it("tells its function what failed", () => {
    const seen: unknown[] = [];
    delay(timeout, { when: (failed) => seen.push(failed) > 9 }, 2, true);
    expect(seen).toEqual([{ operation: "op", attempt: 2, idempotent: true, error: timeout }]);
  });
});

describe("how often", () => {
  it.each([
    [undefined, [true, true, false]],
    [0, [false]],
    [false, [false]],
    [1, [true, false]],
    [{}, [true, true, false]],
    [{ retries: undefined }, [true, true, false]],
    [{ retries: Number.NaN }, [false]],
    [{ retries: Infinity }, [true, true, true]],
  ] as const)("retry: %o", (setting, want) => {
    const policy = policyOf(setting as false);
    expect(want.map((_, index) => delay(unsent, policy, index + 1) !== undefined)).toEqual(want);
  });
});

describe("how long", () => {
  it.each([
    [1, 1, 500],
    [2, 1, 1000],
    [3, 1, 2000],
    [5, 1, 8000],
    [9, 1, 8000],
    [3, 0.25, 500],
    [3, 0, 0],
  ])("attempt %i, random %f: %i ms", (attempt, random, want) => {
    expect(delay(unsent, { retries: 9 }, attempt, false, random)).toBe(want);
  });

  it.each([
    ["3", 3000],
    ["0", 0],
    ["1.5", 1500],
    ["60", 60_000],
    ["61", undefined],
    [new Date(NOW + 5000).toUTCString(), 5000],
    [new Date(NOW - 5000).toUTCString(), 0],
    [new Date(NOW + 61_000).toUTCString(), undefined],
    ["soon", 500],
    ["", 500],
  ])("Retry-After: %s", (after, want) => {
    expect(delay(status(429, after))).toBe(want);
  });

  it("takes the caller's bounds", () => {
    expect(delay(unsent, { minDelayMs: 10, maxDelayMs: 15 }, 2)).toBe(15);
    expect(delay(status(429, "120"), { maxRetryAfterMs: Infinity })).toBe(120_000);
    expect(delay(status(429, "2"), { maxRetryAfterMs: 1000, when: () => true })).toBeUndefined();
  });
});

describe("what proves that nothing was sent", () => {
  const coded = (code: string, syscall?: string): Error =>
    Object.assign(new Error(code), { code, syscall });
  const loop: Error = new Error("loop");
  loop.cause = loop;
  it.each([
    ["a refused connection", coded("ECONNREFUSED"), true],
    ["Bun's", coded("ConnectionRefused"), true],
    [
      "undici's, inside",
      new TypeError("fetch failed", { cause: coded("UND_ERR_CONNECT_TIMEOUT") }),
      true,
    ],
    ["a reset", new TypeError("fetch failed", { cause: coded("ECONNRESET") }), false],
    ["no route to connect by", coded("EHOSTUNREACH", "connect"), true],
    ["a route lost while reading", coded("EHOSTUNREACH", "read"), false],
    ["a route lost while writing", coded("ENETUNREACH", "write"), false],
    ["a route lost at some time", coded("ENETUNREACH"), false],
    [
      "all addresses",
      new AggregateError([coded("ECONNREFUSED"), coded("ENETUNREACH", "connect")]),
      true,
    ],
    [
      "not all addresses",
      Object.assign(new AggregateError([coded("ECONNREFUSED"), coded("ETIMEDOUT")]), {
        code: "ECONNREFUSED",
      }),
      false,
    ],
    ["no code", new TypeError("fetch failed"), false],
    ["a circle", loop, false],
    ["undefined", undefined, false],
  ])("%s", (_, error, want) => {
    expect(neverSent(error)).toBe(want);
  });
});
