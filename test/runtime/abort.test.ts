// Aborts, at every moment of a call; and that nothing is left behind: no listener, no timer.
import { expect, it } from "vitest";
import { call } from "../../templates/runtime/call.ts";
import type { RuntimeOptions } from "../../templates/runtime/options.ts";
import {
  deferred,
  failure,
  handClock,
  open,
  pull,
  scripted,
  settled,
  silent,
  success,
  thrown,
} from "./support.ts";

/** A signal that counts its listeners. */
function counting(): {
  readonly abort: (reason: unknown) => void;
  readonly signal: AbortSignal;
  readonly count: () => number;
} {
  const controller = new AbortController();
  const { signal } = controller;
  let count = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = ((...listener: Parameters<typeof add>) => (
    count++,
    add(...listener)
  )) as typeof add;
  signal.removeEventListener = ((...listener: Parameters<typeof remove>) => (
    count--,
    remove(...listener)
  )) as typeof remove;
  return { abort: (reason) => controller.abort(reason), signal, count: () => count };
}

const stuckBody: RuntimeOptions["fetch"] = async () => new Response(new ReadableStream());
/** As real bodies do: it breaks off where the Request's signal ends. */
const endingBody: RuntimeOptions["fetch"] = async ({ signal }) => {
  const start = (stream: ReadableStreamDefaultController): void =>
    signal.addEventListener("abort", () => stream.error(signal.reason));
  return new Response(new ReadableStream({ start }));
};
const stuckToken = { apiToken: () => new Promise<string>(() => undefined) };

it.each<[string, RuntimeOptions & Record<string, unknown>]>([
  ["while the token is awaited", { ...stuckToken, fetch: silent }],
  ["while the server is silent, by a Fetch that ignores its signal", { fetch: silent }],
  ["while the body is read", { fetch: stuckBody }],
  ["while waiting for the next attempt", { fetch: async () => failure(429) }],
])("%s", async (_, options) => {
  const { clock, waiting } = handClock();
  const { abort, signal, count } = counting();
  const connection = open({ clock, ...options });
  const running = thrown(call(connection, pull, { queue_id: "q" }, {}, { signal }));
  await settled();
  expect([waiting().length, count()]).toEqual([1, 1]);
  const reason = { my: "reason" };
  abort(reason);
  expect(await running).toBe(reason);
  expect([waiting(), count()]).toEqual([[], 0]);
});

it("while a body is read that breaks off then", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const running = call(open({ fetch: endingBody }), pull, { queue_id: "q" }, {}, { signal });
  await settled();
  controller.abort("enough");
  expect(await thrown(running)).toBe("enough");
});

it("before the call: nothing is sent", async () => {
  const { fetch, requests } = scripted(() => success({}));
  const signal = AbortSignal.abort("no");
  expect(await thrown(call(open({ fetch }), pull, { queue_id: "q" }, {}, { signal }))).toBe("no");
  expect(requests).toEqual([]);
});

it("in the same tick as the call, or while the token is awaited: nothing is sent", async () => {
  const { fetch, requests } = scripted(() => success({}));
  const token = deferred<string>();
  for (const apiToken of ["plain", () => token.promise]) {
    const controller = new AbortController();
    const { signal } = controller;
    const running = thrown(
      call(open({ fetch, apiToken }), pull, { queue_id: "q" }, {}, { signal }),
    );
    controller.abort("no");
    token.resolve("late");
    expect(await running).toBe("no");
    await settled();
  }
  expect(requests).toEqual([]);
});

it("ends the signal of the Request, with the same reason", async () => {
  const { fetch, requests } = scripted(() => silent(undefined as never));
  const controller = new AbortController();
  const running = call(open({ fetch }), pull, { queue_id: "q" }, {}, { signal: controller.signal });
  await settled();
  controller.abort("enough");
  expect(await thrown(running)).toBe("enough");
  expect(requests[0]?.signal.reason).toBe("enough");
});

it("rejects from result() and withResponse() as well", async () => {
  const signal = AbortSignal.abort("no");
  const connection = open({ fetch: silent });
  for (const method of ["result", "withResponse"] as const) {
    expect(await thrown(call(connection, pull, { queue_id: "q" }, {}, { signal })[method]())).toBe(
      "no",
    );
  }
});

it("leaves no listener after a success that took two attempts", async () => {
  const { clock, advance, waiting } = handClock();
  const { signal, count } = counting();
  const { fetch } = scripted(
    () => failure(429),
    () => success({}),
  );
  const running = call(
    open({ clock, fetch, random: () => 1 }),
    pull,
    { queue_id: "q" },
    {},
    { signal },
  );
  await advance(0);
  await advance(500);
  expect(await running).toEqual({});
  expect([count(), waiting()]).toEqual([0, []]);
});

it("a timeout covers the token and the body", async () => {
  for (const options of [stuckToken, { fetch: stuckBody }, { fetch: endingBody }]) {
    const { clock, advance } = handClock();
    const running = thrown(
      call(open({ clock, timeoutMs: 50, fetch: silent, ...options }), pull, { queue_id: "q" }),
    );
    await advance(50);
    expect(await running).toMatchObject({ name: "TimeoutError", timeoutMs: 50 });
  }
});
