// The mock server: what it answers, and in whose words.
import { describe, expect, it } from "vitest";
import { call } from "../../templates/runtime/call.ts";
import { connect } from "../../templates/runtime/http.ts";
import type { ApiDescription, Operation } from "../../templates/runtime/operation.ts";
import type { RuntimeOptions } from "../../templates/runtime/options.ts";
import { type Handler, locations, type Route, serve } from "../../templates/runtime/server.ts";
import { report } from "../../templates/runtime/validate.ts";
import {
  ack,
  api,
  list,
  listOf,
  ofType,
  pull,
  push,
  shape,
  thrown,
  TOKEN,
  validator,
} from "./support.ts";

const failed = (code: number, message: string) => ({
  success: false,
  errors: [{ code, message }],
  messages: [],
  result: null,
});
const failures = {
  "400": failed(10207, "JSON request body is invalid"),
  "401": failed(10000, "Authentication error"),
  "404": failed(10104, "Queue not found"),
  "4XX": failed(10001, "Client error"),
  "5XX": failed(15000, "Internal error"),
};
const ok = (result: unknown) => ({
  status: 200,
  body: { success: true, errors: [], messages: [], result },
});
const pulled = ok({ messages: [{ lease_id: "l" }] });

const routes = (handler?: Handler): readonly Route[] => [
  { operation: pull, success: pulled, failures, ...(handler && { handler }) },
  { operation: push, success: ok({}), failures },
  { operation: ack, success: ok({}), failures },
];

const prefix = "https://anywhere.test/v4/accounts/acc/queues/q/messages";
async function ask(url: string, init: RequestInit = {}, server = serve(api, routes())) {
  const response = await server.fetch(
    new Request(url, { method: "POST", headers: { authorization: "Bearer t" }, ...init }),
  );
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text && JSON.parse(text)) as unknown,
  };
}
const errors = (...messages: readonly string[]) =>
  expect.objectContaining({
    success: false,
    errors: messages.map((message) => expect.objectContaining({ message })),
  });

it("answers a client with the fixture of a success, as JSON", async () => {
  const { fetch } = serve(api, routes());
  const options = { apiToken: TOKEN, accountId: "acc", fetch } as RuntimeOptions;
  expect(await call(connect(api, options), pull, { queue_id: "q" })).toEqual({
    messages: [{ lease_id: "l" }],
  });
  const { status, headers, body } = await ask(`${prefix}/pull`, { body: "{}" });
  expect([status, headers.get("content-type"), body]).toEqual([
    200,
    "application/json",
    pulled.body,
  ]);
});

describe("what it refuses", () => {
  it.each<[string, string, RequestInit, number, unknown]>([
    [
      "an unknown path",
      "https://x.test/v4/nowhere",
      {},
      404,
      errors("there is no operation POST /v4/nowhere"),
    ],
    [
      "a path outside of the base URL",
      "https://x.test/accounts/a/queues/q/messages",
      {},
      404,
      expect.anything(),
    ],
    [
      "an empty segment",
      "https://x.test/v4/accounts//queues/q/messages",
      {},
      404,
      expect.anything(),
    ],
    ["another method", prefix, { method: "PUT" }, 405, errors("PUT is not allowed here; POST is")],
    ["no credentials", prefix, { headers: {} }, 401, failures["401"]],
    ["empty credentials", prefix, { headers: { authorization: "Bearer " } }, 401, failures["401"]],
    [
      "other credentials",
      prefix,
      { headers: { authorization: "Basic eDp5" } },
      401,
      failures["401"],
    ],
    ["half an alternative", prefix, { headers: { "x-auth-key": "k" } }, 401, failures["401"]],
    ["a body that is not JSON", prefix, { body: "{" }, 400, errors("the body must be JSON")],
    ["no body", prefix, {}, 400, errors("the body is required")],
    [
      "a wrong body",
      prefix,
      { body: '{"delay_seconds":"1"}' },
      400,
      errors("/body: is required", "/delay_seconds: must be number, found string"),
    ],
  ])("%s", async (_, url, init, status, body) => {
    const answer = await ask(url, init);
    expect(answer).toMatchObject({ status, body });
    expect(answer.headers.get("allow")).toBe(status === 405 ? "POST" : null);
  });

  it("says its reasons in the words of the API: code and the rest of the fixture stay", async () => {
    const { body } = await ask(prefix, { body: "{" });
    expect(body).toEqual({
      ...failures["400"],
      errors: [{ code: 10207, message: "the body must be JSON" }],
    });
    expect(await ask(prefix, { method: "GET" })).toMatchObject({
      body: { errors: [{ code: 10001 }] },
    });
  });

  it("does with what fixtures there are", async () => {
    const bare = (description: ApiDescription, bodies: Route["failures"]) =>
      ask(
        prefix,
        { body: "{" },
        serve(description, [{ operation: push, success: ok({}), failures: bodies }]),
      );
    const { envelope: _, ...plain } = api;
    const said = "the body must be JSON";
    expect((await bare(api, {})).body).toEqual({ success: false, errors: [{ message: said }] });
    expect((await bare(api, { default: failed(1, "x") })).body).toEqual({ ...failed(1, said) });
    expect((await bare(plain, { "4XX": { message: "x", code: "E" } })).body).toEqual({
      message: said,
      code: "E",
    });
    expect((await bare(plain, {})).body).toEqual({ message: said });
  });
});

it("takes either alternative, and none where none is needed", async () => {
  const headers = { "x-auth-email": "e", "x-auth-key": "k" };
  expect((await ask(`${prefix}/pull`, { headers })).status).toBe(200);
  const open = serve({ ...api, security: [] }, routes());
  expect((await ask(`${prefix}/pull`, { headers: {} }, open)).status).toBe(200);
  const query = serve({ ...api, security: [["key"]] }, routes());
  expect((await ask(`${prefix}/pull?api_key=k`, { headers: {} }, query)).status).toBe(200);
  expect((await ask(`${prefix}/pull?api_key=`, { headers: {} }, query)).status).toBe(401);
});

describe("paths", () => {
  const at = (path: string): Route => ({
    operation: { ...list, id: path, path, parameters: {} },
    success: { status: 200 },
    failures: {},
    handler: ({ params }) => ({ path, params }),
  });
  const server = serve(
    api,
    ["/things/{name}", "/things/all", "/things/{name}.json", "/a b/{x}/{y}", "/v/{a}:{b}"].map(at),
    { baseUrl: "http://localhost:1/base/" },
  );
  it.each([
    ["/base/things/x", "/things/{name}", { name: "x" }],
    ["/base/things/all", "/things/all", {}],
    ["/base/things/%61ll", "/things/all", {}],
    ["/base/things/x.json", "/things/{name}.json", { name: "x" }],
    ["/base/things/a%2Fb%20c", "/things/{name}", { name: "a/b c" }],
    ["/base/things/100%", "/things/{name}", { name: "100%" }],
    ["/base/a%20b/1/2", "/a b/{x}/{y}", { x: "1", y: "2" }],
    ["/base/v/1:2", "/v/{a}:{b}", { a: "1", b: "2" }],
    ["/base/things/x/y", undefined, undefined],
    ["/things/x", undefined, undefined],
  ])("%s", async (path, want, params) => {
    const { status, body } = await ask(`https://x.test${path}`, { method: "GET" }, server);
    expect(status).toBe(want === undefined ? 404 : 200);
    if (want !== undefined) expect(body).toEqual({ path: want, params });
  });

  it("are told to mocks that look at addresses", () => {
    const [odd] = locations(api, [{ ...list, path: "/v1.0/a b/{x}" }]);
    expect(odd?.test("https://api.example.com/v4/v1.0/a%20b/1")).toBe(true);
    expect(odd?.test("https://api.example.com/v4/v1x0/a%20b/1")).toBe(false);
    const [first] = locations(api, [push]);
    expect(first?.test("https://api.example.com/v4/accounts/a/queues/%C3%A4/messages")).toBe(true);
    expect(first?.test("https://api.example.com/v4/accounts/a/queues/q/messages/pull")).toBe(false);
    expect(first?.test("https://apiXexample.com/v4/accounts/a/queues/q/messages")).toBe(false);
    expect(
      locations(api, [push], { baseUrl: "/x/" })[0]?.test(
        "http://h:1/x/accounts/a/queues/q/messages",
      ),
    ).toBe(true);
  });
});

describe("parameters", () => {
  const integer = validator((value, at) => {
    if (!Number.isInteger(value)) report(at, "type", { type: "integer" }, "must be integer");
  });
  const level = (value: unknown, at: Parameters<typeof report>[0]): void => {
    if (value !== 1 && value !== 2 && value !== "high")
      report(at, "enum", { allowed: [1, 2, "high"] }, "must be one of 1, 2, high");
  };
  const typed: Operation = {
    ...list,
    parameters: { name: integer },
    query: validator(
      shape({
        limit: ofType("number"),
        deep: ofType("boolean"),
        tags: listOf(ofType("string")),
        ids: listOf(ofType("number")),
        filter: shape({ a: ofType("number") }),
        level,
        text: ofType("string"),
        "gte[x]": ofType("number"),
      }),
    ),
  };
  const server = serve(api, [
    {
      operation: typed,
      names: { query: ["gte[x]"], headers: ["X-Trace"] },
      success: { status: 200 },
      failures: {},
      handler: ({ params, query }) => ({ params, query }),
    },
  ]);
  const get = (path: string, headers = {}) =>
    ask(`https://x.test/v4/things/${path}`, { method: "GET", headers }, server);

  it.each([
    ["?limit=5&deep=true&text=7", { limit: 5, deep: true, text: "7" }],
    ["?tags=a&ids=1", { tags: ["a"], ids: [1] }],
    ["?tags=a&tags=2&ids=1&ids=2", { tags: ["a", "2"], ids: [1, 2] }],
    ["?filter[a]=1", { filter: { a: 1 } }],
    ["?gte%5Bx%5D=1", { "gte[x]": 1 }],
    ["?level=2", { level: 2 }],
    ["?level=high&other=1", { level: "high", other: "1" }],
    ["?__proto__=1", JSON.parse('{"__proto__":"1"}')],
  ])("%s", async (search, query) => {
    expect((await get(`12${search}`)).body).toEqual({ params: { name: 12 }, query });
  });

  it.each([
    ["x", "/name: must be integer"],
    ["1?limit=ten", "/limit: must be number, found string"],
    ["1?level=3", "/level: must be one of 1, 2, high"],
    ["1?filter[a]=x", "/filter/a: must be number, found string"],
  ])("%s is refused", async (path, message) => {
    expect(await get(path)).toMatchObject({ status: 400, body: errors(message) });
  });

  it("of headers are validated where their names are given", async () => {
    const strict: Operation = {
      ...list,
      headers: validator(shape({ "X-Trace!": ofType("string") })),
    };
    const asked = (headers: HeadersInit, headerNames?: readonly string[]) =>
      ask(
        "https://x.test/v4/things/x",
        { method: "GET", headers },
        serve(api, [
          {
            operation: strict,
            success: { status: 204 },
            failures: {},
            names: { headers: headerNames ?? [] },
          },
        ]),
      );
    expect((await asked({ "x-trace": "1" }, ["X-Trace"])).status).toBe(204);
    expect(await asked({}, ["X-Trace"])).toMatchObject({
      status: 400,
      body: errors("/X-Trace: is required"),
    });
  });
});

describe("handlers", () => {
  const withHandler = (handler: Handler, body = "{}") =>
    ask(`${prefix}/pull`, { body }, serve(api, routes(handler)));

  it("are given the parts of the request", async () => {
    const seen: unknown[] = [];
    await withHandler(({ params, query, body, request }) => {
      seen.push(params, query, body, request.method);
      return pulled.body;
    }, '{"batch_size":2}');
    expect(seen).toEqual([{ account_id: "acc", queue_id: "q" }, {}, { batch_size: 2 }, "POST"]);
  });

  it("are given no credentials in the query", async () => {
    const seen: unknown[] = [];
    const echo: Handler = ({ query }) => (seen.push(query), pulled.body);
    const server = serve({ ...api, security: [["key"]] }, routes(echo));
    await ask(`${prefix}/pull?api_key=k&x=1`, { headers: {} }, server);
    expect(seen).toEqual([{ x: "1" }]);
  });

  it("are given {} for a body that was left out and may be", async () => {
    const seen: unknown[] = [];
    await withHandler(({ body }) => (seen.push(body), pulled.body), "");
    expect(seen).toEqual([{}]);
  });

  it("answer with a body, a promise of one, or any Response", async () => {
    expect(await withHandler(async () => ok({ messages: [] }).body)).toMatchObject({
      status: 200,
      body: { result: { messages: [] } },
    });
    expect(await withHandler(() => Response.json({ any: 1 }, { status: 418 }))).toMatchObject({
      status: 418,
      body: { any: 1 },
    });
  });

  it.each<[string, Handler, string]>([
    [
      "an invalid body",
      () => ok({ messages: [{}] }).body,
      "the handler's answer is invalid: /result/messages/0/lease_id: is required",
    ],
    [
      "nothing",
      () => undefined,
      "the handler's answer is invalid: must be object, found undefined",
    ],
    [
      "an error",
      () => {
        throw new Error("out of tea");
      },
      "out of tea",
    ],
    ["a rejection", () => Promise.reject(new Error("late")), "late"],
  ])("that give %s are answered with 500", async (_, handler, message) => {
    const { status, body } = await withHandler(handler);
    expect(status).toBe(500);
    expect(body).toMatchObject({
      success: false,
      errors: [{ code: 15000, message }, ...(message.includes("undefined") ? [{}] : [])],
    });
    expect(JSON.stringify(body)).not.toContain("    at ");
  });
});

it("keeps to the signal of a request", async () => {
  const request = new Request(prefix, { signal: AbortSignal.abort("no") });
  expect(await thrown(serve(api, routes()).fetch(request))).toBe("no");
});
