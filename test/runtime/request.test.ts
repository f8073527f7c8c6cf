// From arguments to a Request: URL, headers, body; and what is refused before anything is sent.
import { describe, expect, it } from "vitest";
import { call, type PathValues } from "../../templates/runtime/call.ts";
import { ValidationError } from "../../templates/runtime/errors.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import type { CallOptions, RuntimeOptions } from "../../templates/runtime/options.ts";
import { list, open, pull, push, scripted, success, thrown } from "./support.ts";

/** The Request that a call sends. */
async function sent(
  operation: Operation,
  path: PathValues,
  body?: unknown,
  options: CallOptions & { readonly accountId?: string | undefined } = {},
  client: RuntimeOptions & Readonly<Record<string, unknown>> = {},
): Promise<Request> {
  const { fetch, requests } = scripted(() => success({}));
  await call(open({ fetch, ...client }), operation, path, body, options);
  return requests[0]!;
}

describe("the URL", () => {
  it.each<[PathValues, CallOptions, string]>([
    [{ name: "a b/c?d#e%2F" }, {}, "/v4/things/a%20b%2Fc%3Fd%23e%252F"],
    [{ name: "..." }, {}, "/v4/things/..."],
    [{ name: "%2e%2e" }, {}, "/v4/things/%252e%252e"],
    [{ name: "$&{name}\\" }, {}, "/v4/things/%24%26%7Bname%7D%5C"],
    [{ name: "x" }, { query: { limit: 1, none: undefined, nil: null } }, "/v4/things/x?limit=1"],
    [{ name: "x" }, { query: { tags: ["a&", "b"], empty: [] } }, "/v4/things/x?tags=a%26&tags=b"],
    [
      { name: "x" },
      { query: { filter: { a: "1", b: "=" } } },
      "/v4/things/x?filter[a]=1&filter[b]=%3D",
    ],
  ])("%o, %o", async (path, options, want) => {
    const { url } = await sent(list, path, undefined, options);
    expect(url).toBe(`https://api.example.com${want}`);
  });

  it.each([
    ["https://other.test/", "https://other.test/things/x"],
    ["http://127.0.0.1:8080/a/b", "http://127.0.0.1:8080/a/b/things/x"],
  ])("of the baseUrl %s", async (baseUrl, want) => {
    expect((await sent(list, { name: "x" }, undefined, {}, { baseUrl })).url).toBe(want);
  });

  it.each(["", ".", ".."])("refuses %j as a path parameter, validated or not", async (name) => {
    for (const request of ["throw", "off"] as const) {
      const running = call(open({ validate: { request } }), list, { name });
      expect(await thrown(running)).toMatchObject({
        name: "ValidationError",
        where: "request",
        issues: [{ in: "path", path: ["name"], pointer: "/name", keyword: "pattern" }],
      });
    }
  });

  it("binds parameters: of the call, else of the client, else it says what is missing", async () => {
    const at = async (options: object, client: object): Promise<string> =>
      new URL((await sent(pull, { queue_id: "q" }, undefined, options, { ...client })).url)
        .pathname;
    expect(await at({ accountId: "mine" }, {})).toBe("/v4/accounts/mine/queues/q/messages/pull");
    expect(await at({ accountId: undefined }, {})).toBe("/v4/accounts/acc/queues/q/messages/pull");
    const error = await thrown(at({}, { accountId: undefined }));
    expect(error).toMatchObject({ message: "queues.messages.pull needs accountId" });
  });
});

describe("headers", () => {
  it("are the client's, the credentials and the call's, the later ones first", async () => {
    const { headers } = await sent(
      pull,
      { queue_id: "q" },
      {},
      { headers: { "x-a": "call", "x-gone": null, "x-list": ["1", "2"], "x-n": 3 } },
      { headers: { "X-A": "client", "x-b": "client", "x-gone": "there" } },
    );
    expect(Object.fromEntries(headers)).toEqual({
      "content-type": "application/json",
      authorization: expect.stringMatching(/^Bearer ./) as string,
      "x-a": "call",
      "x-b": "client",
      "x-list": "1, 2",
      "x-n": "3",
    });
  });

  it("of the call go before credentials", async () => {
    const options = { headers: { Authorization: "Other x" } };
    const { headers } = await sent(pull, { queue_id: "q" }, {}, options, options);
    expect(headers.get("authorization")).toBe("Other x");
    const client = await sent(pull, { queue_id: "q" }, {}, {}, options);
    expect(client.headers.get("authorization")).toMatch(/^Bearer /);
  });

  it("name the media type of the body, if there is one", async () => {
    const merge: Operation = {
      ...push,
      body: { ...push.body!, mediaType: "application/merge-patch+json" },
    };
    expect((await sent(merge, { queue_id: "q" }, { body: "x" })).headers.get("content-type")).toBe(
      "application/merge-patch+json",
    );
    expect((await sent(list, { name: "x" })).headers.has("content-type")).toBe(false);
  });
});

describe("the body", () => {
  it.each([
    [pull, undefined, "{}"],
    [pull, { batch_size: 5 }, '{"batch_size":5}'],
    [{ ...pull, body: { validate: pull.body!.validate, required: false } }, undefined, ""],
  ])("of %o given %o", async (operation, body, want) => {
    expect(await (await sent(operation, { queue_id: "q" }, body)).text()).toBe(want);
  });

  it("is what it was when the call was made", async () => {
    const { fetch, requests } = scripted(() => success({}));
    const body = { body: "before" };
    const running = call(open({ fetch }), push, { queue_id: "q" }, body);
    body.body = "after";
    await running;
    expect(await requests[0]!.text()).toBe('{"body":"before"}');
  });
});

describe("validation", () => {
  it("refuses with all issues, and says where each is", async () => {
    const { fetch, requests } = scripted(() => success({}));
    const wrong: Operation = { ...push, query: list.query!, headers: list.headers! };
    const options = { query: { limit: "x" }, headers: { "X-Trace": 1 } };
    const running = call(open({ fetch }), wrong, { queue_id: 7 }, { delay_seconds: "1" }, options);
    const error = await thrown(running);
    expect(error).toBeInstanceOf(ValidationError);
    const { issues, message } = error as ValidationError;
    expect(issues.map((issue) => [issue.in, issue.path, issue.pointer, issue.keyword])).toEqual([
      ["path", ["queue_id"], "/queue_id", "type"],
      ["query", ["limit"], "/limit", "type"],
      ["headers", ["X-Trace"], "/X-Trace", "type"],
      ["body", ["body"], "/body", "required"],
      ["body", ["delay_seconds"], "/delay_seconds", "type"],
    ]);
    expect(message).toMatch(
      /^queues\.messages\.push has an invalid request: path\/queue_id must be string/,
    );
    expect(requests).toEqual([]);
  });

  it("refuses a body that is missing", async () => {
    expect(await thrown(call(open({}), push, { queue_id: "q" }))).toMatchObject({
      issues: [{ in: "body", keyword: "type" }, {}],
    });
  });

  it("can be switched off, for a client or a call", async () => {
    const off = { validate: { request: "off" } } as const;
    expect(await (await sent(push, { queue_id: "q" }, { any: 1 }, off)).text()).toBe('{"any":1}');
    expect(await (await sent(push, { queue_id: "q" }, { any: 1 }, {}, off)).text()).toBe(
      '{"any":1}',
    );
  });

  it("is no SyntaxError and sends nothing where a value is not JSON", async () => {
    const { fetch, requests } = scripted(() => success({}));
    const running = call(
      open({ fetch, validate: { request: "off" } }),
      push,
      { queue_id: "q" },
      { body: 1n },
    );
    expect(await thrown(running)).toBeInstanceOf(TypeError);
    expect(requests).toEqual([]);
  });
});
