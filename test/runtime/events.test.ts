// What listeners are told, in which order; and that one that throws breaks no call.
import { expect, it, vi } from "vitest";
import { call } from "../../templates/runtime/call.ts";
import type { CallEvent, RuntimeOptions } from "../../templates/runtime/options.ts";
import {
  failure,
  handClock,
  json,
  open,
  pull,
  push,
  scripted,
  settled,
  success,
  thrown,
} from "./support.ts";

const url = "https://api.example.com/v4/accounts/acc/queues/q/messages/pull?x=1";
const base = { operation: "queues.messages.pull", method: "POST", url };

it("tells attempts, answers, retries and failures", async () => {
  const events: CallEvent[] = [];
  const { clock, advance } = handClock();
  const { fetch } = scripted(
    () => failure(429),
    () => failure(404),
  );
  const slow: RuntimeOptions["fetch"] = async (request) => {
    await new Promise<void>((resolve) => void clock.setTimeout(resolve, 30));
    return fetch(request);
  };
  const connection = open({
    clock,
    fetch: slow,
    random: () => 0.5,
    onEvent: (event) => events.push(event),
  });
  const running = thrown(call(connection, pull, { queue_id: "q" }, {}, { query: { x: 1 } }));
  await advance(30);
  await advance(250);
  await advance(30);
  const error = await running;
  expect(events).toEqual([
    { type: "attempt", attempt: 1, durationMs: 0, ...base },
    { type: "answer", attempt: 1, durationMs: 30, status: 429, ...base },
    {
      type: "retry",
      attempt: 1,
      durationMs: 30,
      delayMs: 250,
      error: expect.objectContaining({ status: 429 }),
      ...base,
    },
    { type: "attempt", attempt: 2, durationMs: 0, ...base },
    { type: "answer", attempt: 2, durationMs: 30, status: 404, ...base },
    { type: "failure", attempt: 2, durationMs: 30, error, ...base },
  ]);
});

it("tells a success by its answer, and a failure once, also to result()", async () => {
  const types: string[] = [];
  const onEvent = ({ type }: CallEvent): void => void types.push(type);
  await call(open({ fetch: async () => success({}), onEvent }), pull, { queue_id: "q" });
  await call(open({ fetch: async () => failure(404), onEvent }), pull, { queue_id: "q" }).result();
  expect(types).toEqual(["attempt", "answer", "attempt", "answer", "failure"]);
});

it("tells of a call that was refused before an attempt", async () => {
  const events: CallEvent[] = [];
  const { clock } = handClock();
  const error = await thrown(
    call(open({ clock, onEvent: (event) => events.push(event) }), push, { queue_id: "q" }, {}),
  );
  expect(events).toEqual([
    { ...base, operation: push.id, type: "failure", attempt: 0, url: "", durationMs: 0, error },
  ]);
});

it.each<[string, () => never]>([
  [
    "throws",
    () => {
      throw new Error("listener");
    },
  ],
  // What a listener gives is nobody's; a rejection of it would end the process all the same.
  ["rejects", () => Promise.reject(new Error("listener")) as never],
])("prints what a listener %s, and breaks neither the call nor the process", async (_, broken) => {
  const print = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const connection = open({
    fetch: async () => json({ success: 1, result: {} }),
    onEvent: broken,
    onInvalidResponse: broken,
  });
  expect(await call(connection, pull, { queue_id: "q" })).toEqual({});
  await settled();
  const printed = print.mock.calls;
  print.mockRestore();
  expect(printed).toEqual(Array(3).fill([new Error("listener")]));
});
