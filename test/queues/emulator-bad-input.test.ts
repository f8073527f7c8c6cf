// What a request can do wrong, and the code, status and place that the emulator answers with.
import { describe, expect, it } from "vitest";
import { isFailure } from "#api/validators";
import { emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { ACCOUNT, stage, TOKEN } from "./emulator-support.ts";

const many = (count: number, body = "a") => ({
  messages: Array.from({ length: count }, () => ({ body, content_type: "text" })),
});

describe("a body", () => {
  it.each([
    ["", "", 400, 10208, undefined],
    ["", "{", 400, 10208, undefined],
    ["/batch", "[", 400, 10208, undefined],
    ["/pull", "nonsense", 400, 10208, undefined],
    ["/ack", "", 400, 10208, undefined],
    ["", "null", 400, 10207, ""],
    ["", [], 400, 10207, ""],
    ["", {}, 400, 10207, "/body"],
    ["", { body: 1, content_type: "text" }, 400, 10207, "/body"],
    ["", { body: "a", content_type: 5 }, 400, 10207, "/content_type"],
    ["", { body: "a", content_type: "bytes" }, 400, 10203, "/content_type"],
    ["", { body: "a", content_type: "v8" }, 400, 10203, "/content_type"],
    ["", { body: "a", delay_seconds: "text" }, 400, 10207, "/delay_seconds"],
    ["", { body: "a", delay_seconds: -1 }, 400, 10203, "/delay_seconds"],
    ["", { body: "a", delay_seconds: 86_401 }, 400, 10203, "/delay_seconds"],
    ["", { body: "a", delay_seconds: 1.5 }, 400, 10203, "/delay_seconds"],
    ["", { body: "x".repeat(128_001), content_type: "text" }, 413, 10204, "/body"],
    ["", { body: "x".repeat(127_999) }, 413, 10204, "/body"],
    ["", { body: "ü".repeat(64_001), content_type: "text" }, 413, 10204, "/body"],
    ["/batch", {}, 400, 10207, "/messages"],
    ["/batch", { messages: "a" }, 400, 10207, "/messages"],
    ["/batch", { messages: [] }, 400, 10207, "/messages"],
    ["/batch", { messages: [{ body: 1 }, null] }, 400, 10207, "/messages/1"],
    ["/batch", { messages: [{ body: 1 }, {}] }, 400, 10207, "/messages/1/body"],
    ["/batch", { ...many(1), delay_seconds: 86_401 }, 400, 10202, "/delay_seconds"],
    ["/batch", { ...many(1), delay_seconds: {} }, 400, 10207, "/delay_seconds"],
    [
      "/batch",
      { messages: [{ body: 1, delay_seconds: -1 }] },
      400,
      10203,
      "/messages/0/delay_seconds",
    ],
    ["/batch", many(101), 413, 10206, "/messages"],
    ["/batch", many(3, "x".repeat(85_334)), 413, 10205, "/messages"],
    ["/batch", many(1, "x".repeat(128_001)), 413, 10204, "/messages/0/body"],
    ["/pull", [], 400, 10207, ""],
    ["/pull", { batch_size: "5" }, 400, 10207, "/batch_size"],
    ["/pull", { batch_size: 101 }, 400, 10207, "/batch_size"],
    ["/pull", { batch_size: 0 }, 400, 10207, "/batch_size"],
    ["/pull", { visibility_timeout_ms: 43_200_001 }, 400, 10207, "/visibility_timeout_ms"],
    ["/ack", { acks: {} }, 400, 10207, "/acks"],
    ["/ack", { acks: [{}] }, 400, 10207, "/acks/0/lease_id"],
    ["/ack", { acks: ["x"] }, 400, 10207, "/acks/0"],
    ["/ack", { retries: [{ lease_id: 7 }] }, 400, 10207, "/retries/0/lease_id"],
    [
      "/ack",
      { retries: [{ lease_id: "x", delay_seconds: 86_401 }] },
      400,
      10203,
      "/retries/0/delay_seconds",
    ],
  ])("POST …/messages%s %.60j: %i, %i at %s", async (path, body, status, code, pointer) => {
    const { post, emulator: made } = stage();
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ success: false, messages: [], result: null });
    expect(answer.body.errors).toMatchObject([{ code }]);
    expect(answer.body.errors[0]!.source?.pointer).toBe(pointer);
    expect(isFailure(answer.body)).toBe(true);
    expect(await made.statistics()).toEqual([]);
  });

  it.each([
    ["", { body: "a" }],
    ["", { body: null }],
    ["", { body: "a", content_type: null, delay_seconds: null, extra: 1 }],
    ["", { body: "x".repeat(128_000), content_type: "text" }],
    ["", { body: "x".repeat(127_998) }],
    ["", { body: "", content_type: "text", delay_seconds: 86_400 }],
    ["/batch", many(100, "x".repeat(2560))],
    ["/pull", ""],
    ["/pull", {}],
    ["/pull", { batch_size: 100, visibility_timeout_ms: 43_200_000 }],
    ["/ack", {}],
    ["/ack", { acks: null, retries: [] }],
  ])("is taken: POST …/messages%s %.60j", async (path, body) => {
    expect((await stage().post(path, body)).status).toBe(200);
  });

  it("is told of the name that pulls once had", async () => {
    const { body } = await stage().post("/pull", { visibility_timeout: 6000 });
    expect(body.messages).toEqual(["visibility_timeout is not read; visibility_timeout_ms is."]);
  });
});

describe("a lease", () => {
  const prepared = async (): Promise<ReturnType<typeof stage> & { readonly lease: string }> => {
    const made = stage();
    await made.messages.push("q", { body: "a", content_type: "text" });
    const { messages: [pulled] = [] } = await made.messages.pull("q");
    return { ...made, lease: pulled!.lease_id! };
  };
  const unknown = "The lease is not known, or its message is gone.";

  it.each([
    "garbage",
    "",
    "..",
    "__proto__",
    "id0.9.id1",
    "id0.1.forged",
    "x".repeat(10_000),
    "\u0000",
  ])("%.20j is unknown; the others are settled all the same", async (bad) => {
    const { post, lease } = await prepared();
    const { body } = await post("/ack", { acks: [{ lease_id: bad }, { lease_id: lease }] });
    expect(body.result).toMatchObject({ ackCount: 1, retryCount: 0 });
    const { warnings } = body.result as { readonly warnings: object };
    expect(Object.entries(warnings)).toEqual([[bad, unknown]]);
  });

  it("acknowledged twice counts once", async () => {
    const { post, lease } = await prepared();
    const acks = [{ lease_id: lease }];
    expect((await post("/ack", { acks })).body.result).toMatchObject({ ackCount: 1, warnings: {} });
    expect((await post("/ack", { acks })).body.result).toEqual({
      ackCount: 0,
      retryCount: 0,
      warnings: { [lease]: unknown },
    });
  });

  it("acknowledged and retried in one call is acknowledged", async () => {
    const { post, lease, emulator: made } = await prepared();
    const body = { acks: [{ lease_id: lease }], retries: [{ lease_id: lease }] };
    expect((await post("/ack", body)).body.result).toMatchObject({
      ackCount: 1,
      retryCount: 0,
      warnings: { [lease]: "The lease is acknowledged and retried in one call." },
    });
    expect(await made.statistics()).toEqual([]);
  });

  it("of another queue settles nothing", async () => {
    const { post, lease } = await prepared();
    const { body } = await post("/ack", { acks: [{ lease_id: lease }] }, "other");
    expect(body.result).toMatchObject({ ackCount: 0, warnings: { [lease]: unknown } });
  });
});

describe("credentials", () => {
  const queues = [{ name: "own", token: "own-token" }, { name: "q" }];
  it.each([
    ["q", {}, 400, 9106],
    ["q", { "x-auth-email": "a@example.com" }, 400, 9106],
    ["q", { "x-auth-key": TOKEN }, 400, 9106],
    ["q", { authorization: "Bearer wrong" }, 403, 10000],
    ["q", { authorization: `Bearer ${TOKEN}x` }, 403, 10000],
    ["q", { authorization: `Bearer ${TOKEN.slice(0, -1)}` }, 403, 10000],
    ["q", { authorization: `Bearer ${TOKEN}${TOKEN}` }, 403, 10000],
    ["q", { authorization: `Basic ${TOKEN}` }, 403, 10000],
    ["q", { authorization: "Bearer " }, 403, 10000],
    ["q", { "x-auth-email": "a@example.com", "x-auth-key": "wrong" }, 403, 10000],
    ["own", { authorization: `Bearer ${TOKEN}` }, 403, 10000],
    ["none", { authorization: "Bearer wrong" }, 403, 10000],
    ["none", { authorization: `Bearer ${TOKEN}` }, 404, 10104],
    ["q", { authorization: `Bearer ${TOKEN}` }, 200, undefined],
    ["q", { authorization: `bearer ${TOKEN}` }, 200, undefined],
    ["q", { "x-auth-email": "a@example.com", "x-auth-key": TOKEN }, 200, undefined],
    ["own", { authorization: "Bearer own-token" }, 200, undefined],
  ])("for %s, %j: %i, %s", async (queue, headers, status, code) => {
    const { post } = stage({ queues, token: TOKEN });
    const answer = await post("", { body: 1 }, queue, headers as HeadersInit);
    expect([answer.status, answer.body.errors[0]?.code]).toEqual([status, code]);
  });
  it("of any kind will do where no token is set, but some must be there", async () => {
    const { post } = stage();
    expect((await post("/pull", "", "q", { authorization: "Bearer any" })).status).toBe(200);
    expect((await post("/pull", "", "q", {})).status).toBe(400);
  });
});

describe("an address", () => {
  const ask = async (path: string, method = "POST"): Promise<unknown> => {
    const headers = { authorization: "Bearer any" };
    const response = await emulator().fetch(new Request(`http://here${path}`, { method, headers }));
    const { errors } = (await response.json()) as { errors: { code: number }[] };
    return [response.status, errors[0]?.code, response.headers.get("allow")];
  };
  const base = `/accounts/${ACCOUNT}/queues`;
  it.each([
    ["/", "POST", [404, 7003, null]],
    [`${base}/q/messages/peek`, "POST", [404, 7003, null]],
    [`${base}/q`, "POST", [404, 7003, null]],
    [`${base}/q/messages/pull`, "GET", [405, 7001, "POST"]],
    [`${base}/q/messages`, "DELETE", [405, 7001, "POST"]],
    [`${base}/${"a".repeat(33)}/messages/pull`, "POST", [400, 10107, null]],
    [`${base}/a%20b/messages/pull`, "POST", [400, 10107, null]],
    [`${base}/%E0%A4%A/messages/pull`, "POST", [200, undefined, null]],
    [`${base}/q/messages/pull/`, "POST", [200, undefined, null]],
    [`/client/v4${base}/q/messages/pull`, "POST", [200, undefined, null]],
  ])("%s, %s", async (path, method, wanted) => {
    expect(await ask(path, method)).toEqual(wanted);
  });
});
