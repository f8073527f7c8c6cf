// Attempts and their repetition, on a hand-cranked clock: above all, what is not sent twice.
import { expect, it } from "vitest";
import { call } from "../../templates/runtime/call.ts";
import { ApiError, ConnectionError, TimeoutError } from "../../templates/runtime/errors.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import type { RuntimeOptions } from "../../templates/runtime/options.ts";
import {
  deferred,
  ack,
  failure,
  handClock,
  open,
  pull,
  push,
  scripted,
  settled,
  silent,
  success,
  thrown,
} from "./support.ts";

const refuse = (code: string) => (): never => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
};

/** Calls an operation and cranks the clock until nothing waits; gives what came of it. */
async function play(
  operation: Operation,
  fetch: RuntimeOptions["fetch"],
  options: RuntimeOptions = {},
) {
  const { clock, waiting, advance } = handClock();
  const waits: number[] = [];
  const connection = open({ clock, random: () => 1, fetch: fetch!, ...options });
  const outcome = call(connection, operation, { queue_id: "q" }, { body: "x" }).then(
    (data) => ({ data }),
    (error: unknown) => ({ error }),
  );
  await settled();
  for (let next = waiting()[0]; next !== undefined; next = waiting()[0]) {
    waits.push(next);
    await advance(next);
  }
  return { ...(await outcome), waits } as { data?: unknown; error?: unknown; waits: number[] };
}

it("never repeats a push after a timeout", async () => {
  let asked = 0;
  const { error, waits } = await play(push, (request) => (asked++, silent(request)));
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ operation: "queues.messages.push", timeoutMs: 60_000 });
  expect([asked, waits]).toEqual([1, [60_000]]);
});

it.each(["ECONNRESET", "UND_ERR_SOCKET", "ETIMEDOUT"])(
  "never repeats a push after %s",
  async (code) => {
    const { fetch, requests } = scripted(refuse(code));
    const { error } = await play(push, fetch);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ neverSent: false, cause: { cause: { code } } });
    expect(requests).toHaveLength(1);
  },
);

const brokenOff =
  (status: number, headers: Record<string, string> = {}) =>
  (): Response => {
    const body = new ReadableStream({ start: (stream) => stream.error(new Error("terminated")) });
    return new Response(body, { status, headers });
  };

it.each([
  ["200 that broke off", brokenOff(200), "200: its body broke off"],
  ["404 that broke off", brokenOff(404), "404: its body broke off"],
  ["503 that broke off", brokenOff(503), "503: its body broke off"],
  ["500", () => failure(500), "500: Queue not found (10104)"],
])("never repeats a push after a %s, unless it is told to", async (_, answer, message) => {
  const { fetch, requests } = scripted(answer);
  const { error } = await play(push, fetch);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ message: `${push.id} failed with status ${message}` });
  expect(requests).toHaveLength(1);
  const wide = scripted(answer, () => success({}));
  expect(await play(push, wide.fetch, { retry: { when: "always" } })).toMatchObject({ data: {} });
  const safe = scripted(answer, () => success({}));
  expect(await play(ack, safe.fetch)).toMatchObject({ data: {}, waits: [500] });
});

it("repeats a push after a 429 or a 503 with Retry-After, also where it broke off", async () => {
  const { fetch } = scripted(brokenOff(429), brokenOff(503, { "retry-after": "7" }), () =>
    success({}),
  );
  expect(await play(push, fetch)).toEqual({ data: {}, waits: [500, 7000] });
});

it("repeats a push that never reached the server, with a fresh Request each time", async () => {
  const { fetch, requests } = scripted(refuse("ECONNREFUSED"), refuse("ENOTFOUND"), () =>
    success({}),
  );
  expect(await play(push, fetch)).toEqual({ data: {}, waits: [500, 1000] });
  expect(new Set(requests).size).toBe(3);
  expect(await Promise.all(requests.map((request) => request.text()))).toEqual(
    Array(3).fill('{"body":"x"}'),
  );
});

it("repeats what is marked safe to repeat after timeouts and 500s", async () => {
  const { fetch, requests } = scripted(
    () => silent(undefined as never),
    () => failure(500),
    () => success({ ackCount: 1 }),
  );
  const { data, waits } = await play(ack, fetch, { timeoutMs: 100 });
  expect([data, waits]).toEqual([{ ackCount: 1 }, [100, 500, 1000]]);
  expect(requests).toHaveLength(3);
});

it("gives up after two repetitions", async () => {
  const { fetch, requests } = scripted(() => failure(429));
  const { error, waits } = await play(pull, fetch);
  expect(error).toMatchObject({ status: 429, codes: [10104] });
  expect([requests.length, waits]).toEqual([3, [500, 1000]]);
});

it("waits as long as Retry-After says, and throws at once where that is too long", async () => {
  const soon = scripted(
    () => failure(503, { "retry-after": "7" }),
    () => success({}),
  );
  expect(await play(push, soon.fetch)).toMatchObject({ data: {}, waits: [7000] });
  const date = scripted(
    () => failure(429, { "retry-after": "Thu, 01 Jan 2026 00:00:09 GMT" }),
    () => success({}),
  );
  expect(await play(push, date.fetch)).toMatchObject({ data: {}, waits: [9000] });
  const late = scripted(() => failure(429, { "retry-after": "61" }));
  expect(await play(push, late.fetch)).toMatchObject({ error: { status: 429 }, waits: [] });
});

it("lets the caller widen it and switch it off", async () => {
  const off = scripted(refuse("ECONNREFUSED"));
  expect((await play(push, off.fetch, { retry: false })).error).toBeInstanceOf(ConnectionError);
  expect(off.requests).toHaveLength(1);
  const wide = scripted(
    () => failure(500),
    () => success({}),
  );
  expect(await play(push, wide.fetch, { retry: { when: "always" } })).toMatchObject({ data: {} });
});

it("lets a call's options go before the client's, option by option", async () => {
  const { clock, waiting, advance } = handClock();
  const { fetch, requests } = scripted(
    () => failure(429),
    () => success({}),
  );
  const connection = open({ clock, random: () => 1, fetch, retry: { retries: 0, minDelayMs: 20 } });
  const running = call(connection, pull, { queue_id: "q" }, {}, { retry: 1 });
  await settled();
  expect(waiting()).toEqual([20]);
  await advance(20);
  expect([await running, requests.length]).toEqual([{}, 2]);
});

it("has no timer where timeoutMs is 0 or Infinity, and leaves none otherwise", async () => {
  const { clock, waiting } = handClock();
  for (const [timeoutMs, want] of [
    [0, []],
    [Infinity, []],
    [2 ** 40, []],
    [5, [5]],
  ] as const) {
    const answer = deferred<Response>();
    const connection = open({ clock, fetch: () => answer.promise, timeoutMs });
    const running = call(connection, pull, { queue_id: "q" });
    await settled();
    expect(waiting()).toEqual(want);
    answer.resolve(success({}));
    await running;
    expect(waiting()).toEqual([]);
  }
});

it("uses the globals as they are when a call is made", async () => {
  const { fetch, requests } = scripted(() => failure(404));
  const connection = open({});
  const before = globalThis.fetch;
  globalThis.fetch = fetch as typeof globalThis.fetch;
  const error = await thrown(call(connection, pull, { queue_id: "q" })).finally(() => {
    globalThis.fetch = before;
  });
  expect(error).toBeInstanceOf(ApiError);
  expect(requests).toHaveLength(1);
});
