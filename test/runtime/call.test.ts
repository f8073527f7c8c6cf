// A Call: it starts at once, and no rejection is ever unhandled where somebody looks at the outcome.
import { afterEach, beforeEach, expect, it } from "vitest";
import { call } from "../../templates/runtime/call.ts";
import { ApiError, ConnectionError } from "../../templates/runtime/errors.ts";
import { failure, open, pull, push, scripted, settled, success, thrown } from "./support.ts";

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => {
  unhandled.length = 0;
  process.on("unhandledRejection", note);
});
afterEach(() => void process.off("unhandledRejection", note));

it("starts at once", () => {
  const { fetch } = scripted(() => success({}));
  let token = 0;
  void call(open({ fetch, apiToken: () => String(++token) }), pull, { queue_id: "q" });
  expect(token).toBe(1);
});

it("gives data, or data and response, or a result", async () => {
  const connection = open({ fetch: async () => success({ messages: [] }) });
  const pulled = () => call<{ messages: string[] }>(connection, pull, { queue_id: "q" });
  expect(await pulled()).toEqual({ messages: [] });
  const { data, response } = await pulled().withResponse();
  expect([data, response.status, response.bodyUsed]).toEqual([{ messages: [] }, 200, true]);
  expect(await pulled().result()).toMatchObject({ ok: true, status: 200, data: { messages: [] } });
});

it("gives an ApiError as a value from result(), and throws it otherwise", async () => {
  const connection = open({ fetch: async () => failure(404) });
  const result = await call(connection, pull, { queue_id: "q" }).result();
  expect(result).toMatchObject({ ok: false, status: 404, error: { codes: [10104] } });
  if (!result.ok) expect(result.response).toBe(result.error.response);
  expect(await thrown(call(connection, pull, { queue_id: "q" }))).toBeInstanceOf(ApiError);
  expect(await thrown(call(connection, pull, { queue_id: "q" }).withResponse())).toBeInstanceOf(
    ApiError,
  );
});

it("rejects from result() where there was no answer", async () => {
  const connection = open({
    fetch: () => Promise.reject(new TypeError("fetch failed")),
    retry: false,
  });
  expect(await thrown(call(connection, pull, { queue_id: "q" }).result())).toBeInstanceOf(
    ConnectionError,
  );
  expect(await thrown(call(connection, push, { queue_id: "q" }, {}).result())).toMatchObject({
    where: "request",
  });
});

it("leaves no rejection unhandled where only one of its methods is used", async () => {
  const refused = open({ fetch: async () => failure(404) });
  const broken = open({ fetch: () => Promise.reject(new TypeError("fetch failed")), retry: false });
  for (const connection of [refused, broken]) {
    await call(connection, pull, { queue_id: "q" })
      .result()
      .catch(() => undefined);
    await call(connection, pull, { queue_id: "q" })
      .withResponse()
      .catch(() => undefined);
    await call(connection, pull, { queue_id: "q" }).catch(() => undefined);
  }
  await settled();
  expect(unhandled).toEqual([]);
});

it("lets a failure that nobody looks at be seen", async () => {
  void call(open({ fetch: async () => failure(404) }), pull, { queue_id: "q" });
  await settled();
  expect(unhandled).toEqual([expect.any(ApiError)]);
});
