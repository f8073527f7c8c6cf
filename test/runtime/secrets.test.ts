// Credentials: which are sent and how; and that no text shows them: neither errors nor events,
// neither stacks nor whatever is printed.
import { createServer } from "node:http";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { call } from "../../templates/runtime/call.ts";
import { chooseCredentials, isHarmless } from "../../templates/runtime/credentials.ts";
import { ApiError } from "../../templates/runtime/errors.ts";
import { connect } from "../../templates/runtime/http.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import type { RuntimeOptions } from "../../templates/runtime/options.ts";
import { api, failure, open, pull, scripted, silent, success, thrown, TOKEN } from "./support.ts";

const given = (options: object): RuntimeOptions =>
  ({ accountId: "acc", ...options }) as RuntimeOptions;

describe("which credentials", () => {
  it.each([
    [{ apiToken: "t" }, ["apiToken"]],
    [{ apiEmail: "e", apiKey: "k" }, ["apiEmail", "apiKey"]],
    [{ apiToken: "t", apiEmail: "e", apiKey: "k" }, ["apiToken"]],
    [{ apiToken: () => "t" }, ["apiToken"]],
  ])("%o", (options, want) => {
    expect(chooseCredentials(api.security, options, "x")).toEqual(want);
  });

  it("prefers any to none, and takes none where none is needed", () => {
    expect(chooseCredentials([[], ["apiToken"]], { apiToken: "t" }, "x")).toEqual(["apiToken"]);
    expect(chooseCredentials([[], ["apiToken"]], {}, "x")).toEqual([]);
    expect(chooseCredentials([], {}, "x")).toEqual([]);
  });

  it.each([{}, { apiToken: "" }, { apiToken: undefined }, { apiEmail: "e" }])(
    "%o: a client is not made, and the error says what to give",
    (options) => {
      expect(() => connect(api, given(options))).toThrow(
        "createClient needs apiToken, or apiEmail and apiKey",
      );
    },
  );

  it("asks in the call where an operation needs others than its API", async () => {
    const special: Operation = { ...pull, security: [["login"]] };
    const error = await thrown(call(open({}), special, { queue_id: "q" }));
    expect(error).toMatchObject({ message: "queues.messages.pull needs login" });
  });
});

describe("how they travel", () => {
  it.each<[object, readonly (readonly string[])[], (request: Request) => unknown, unknown]>([
    [{ apiToken: "t" }, [["apiToken"]], (r) => r.headers.get("authorization"), "Bearer t"],
    [{ login: "me:pä" }, [["login"]], (r) => r.headers.get("authorization"), "Basic bWU6cMOk"],
    [{ apiKey: "k" }, [["apiKey"]], (r) => r.headers.get("x-auth-key"), "k"],
    [{ key: "a&b" }, [["key"]], (r) => new URL(r.url).search, "?api_key=a%26b"],
  ])("%o", async (options, security, read, want) => {
    const { fetch, requests } = scripted(() => success({}));
    const connection = connect({ ...api, security }, given({ ...options, fetch }));
    await call(connection, pull, { queue_id: "q" });
    expect(read(requests[0]!)).toBe(want);
  });

  it("asks a function once for every attempt", async () => {
    let count = 0;
    const { fetch, requests } = scripted(
      () => failure(429),
      () => success({}),
    );
    const apiToken = async (): Promise<string> => `token-${++count}`;
    await call(open({ apiToken, fetch, random: () => 0 }), pull, { queue_id: "q" });
    const sent = requests.map(({ headers }) => headers.get("authorization"));
    expect(sent).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  it("gives what a function throws", async () => {
    const mine = new Error("the vault is closed");
    const apiToken = (): never => {
      throw mine;
    };
    expect(await thrown(call(open({ apiToken }), pull, { queue_id: "q" }))).toBe(mine);
  });
});

describe("what can't be sent", () => {
  it.each([`${TOKEN}\n`, ` ${TOKEN}`, `${TOKEN}\r\nX: y`, `${TOKEN}\u2603`, `${TOKEN}\0`, ""])(
    "%j is refused without being shown",
    async (secret) => {
      const { fetch, requests } = scripted(() => success({}));
      const error = await thrown(
        call(open({ apiToken: () => secret, fetch }), pull, { queue_id: "q" }),
      );
      expect(error).toMatchObject({ message: "apiToken is empty, or can't be sent in a header" });
      expect(inspect(error, { depth: 9 })).not.toContain(TOKEN);
      expect(requests).toEqual([]);
    },
  );

  it("says nothing of a header of the caller's that can't be sent", async () => {
    const headers = { cookie: `a=${TOKEN}\nb` };
    for (const where of [
      [{ headers }, {}],
      [{}, { headers: { authorization: `${TOKEN}\u2603` } }],
    ] as const) {
      const error = await thrown(
        call(open({ fetch: silent, ...where[0] }), pull, { queue_id: "q" }, {}, where[1]),
      );
      expect(error).toEqual(
        new TypeError(`${pull.id} has headers, a baseUrl or a path that can't be sent`),
      );
      expect(inspect(error, { depth: 9 })).not.toContain(TOKEN);
    }
  });

  it.each([
    `https://me:${TOKEN}@example.com`,
    `https://${TOKEN}@example.com/v4`,
    `me:${TOKEN}@example.com`,
    `https://example.com?key=${TOKEN}`,
    `https://example.com#${TOKEN}`,
    `ftp://example.com/${TOKEN}`,
    `https:\\\\me:${TOKEN}@example.com`,
    `https://exa mple.com/${TOKEN}`,
  ])("the baseUrl %s is refused without being shown", (baseUrl) => {
    const make = (): unknown => open({ baseUrl });
    expect(make).toThrow("baseUrl must be an http(s) URL without user, query and fragment");
    expect(make).not.toThrow(TOKEN);
  });
});

describe("what is shown", () => {
  const shown = (value: unknown): string =>
    [
      inspect(value, { depth: 20, showHidden: true, getters: true }),
      JSON.stringify(value),
      String(value),
      (value as Error).stack,
    ].join("\n");
  const query = { ...api, security: [["key"]] };

  it("a connection shows no secret", () => {
    expect(shown(open({ headers: { cookie: TOKEN } }))).not.toContain(TOKEN);
  });

  it("events and errors show none, of whatever kind they are", async () => {
    const events: unknown[] = [];
    const onEvent = (event: unknown): void => void events.push(event);
    const leak = new Request("https://x.test", { headers: { authorization: TOKEN } });
    const failures: RuntimeOptions["fetch"][] = [
      async () => failure(403),
      async () => new Response("<html>"),
      () => Promise.reject(new TypeError("fetch failed", { cause: new Error("socket") })),
      () => Promise.reject(new TypeError(`can't send Bearer ${TOKEN}`)),
      () => Promise.reject(Object.assign(new Error("boom"), { request: leak })),
      () =>
        Promise.reject(
          Object.assign(new Error("boom"), { config: { headers: [`Bearer ${TOKEN}`] } }),
        ),
      () => Promise.reject(new Error("boom", { cause: { deep: { deeper: TOKEN } } })),
      ({ url }) => Promise.reject(new Error(`can't reach ${url}`)),
    ];
    for (const description of [api, query]) {
      for (const fetch of failures) {
        const options = given({ apiToken: TOKEN, key: TOKEN, fetch, onEvent, retry: false });
        const connection = connect(description, options);
        const error = await thrown(call(connection, pull, { queue_id: "q" }));
        expect(error).toBeInstanceOf(Error);
        expect(shown(error)).not.toContain(TOKEN);
      }
    }
    expect(events).toHaveLength(36);
    expect(shown(events)).not.toContain(TOKEN);
  });

  it("a credential that is encoded in a URL is not shown either", async () => {
    const urls: string[] = [];
    const fetch: RuntimeOptions["fetch"] = ({ url }) => Promise.reject(new Error(url));
    const options = given({
      key: "a/b c",
      fetch,
      retry: false,
      onEvent: ({ url }: { url: string }) => urls.push(url),
    });
    const error = await thrown(call(connect(query, options), pull, { queue_id: "q" }));
    expect((error as Error).cause).toBeUndefined();
    expect(urls.filter((url) => url.includes("?"))).toEqual([]);
  });

  it("keeps a cause that holds none", async () => {
    const cause = new TypeError("fetch failed", { cause: new Error("socket") });
    const fetch = (): Promise<never> => Promise.reject(cause);
    const error = await thrown(call(open({ fetch, retry: false }), pull, { queue_id: "q" }));
    expect((error as Error).cause).toBe(cause);
  });

  it("prints an error of a real server without its URL, where a credential is in that", async () => {
    const server = createServer((_, response) => response.writeHead(404).end("{}"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { readonly port: number };
    const options = given({ key: TOKEN, baseUrl: `http://127.0.0.1:${port}` });
    const error = await thrown(call(connect(query, options), pull, { queue_id: "q" }));
    server.close();
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).response.url).toContain(TOKEN);
    expect(inspect(error, { depth: 20 }) + JSON.stringify(error)).not.toContain(TOKEN);
  });

  it("does not follow a redirect, which would take credentials to another host", async () => {
    const { fetch, requests } = scripted(
      () => new Response(null, { status: 302, headers: { location: "https://evil.test" } }),
    );
    const error = await thrown(call(open({ fetch }), pull, { queue_id: "q" }));
    expect(error).toMatchObject({ name: "ApiError", status: 302 });
    expect([requests.length, requests[0]?.redirect]).toEqual([1, "manual"]);
  });

  it.each([
    ["a text", "abc", true],
    ["a text with it", "a secret b", false],
    ["a number", 1, true],
    ["nothing", undefined, true],
    ["plain data", { a: [1, { b: "c" }] }, true],
    ["a symbol key", { [Symbol("x")]: "secret" }, false],
    ["a hidden property", Object.defineProperty({}, "x", { value: "secret" }), false],
    ["a function", () => "secret", false],
    ["Headers", { headers: new Headers() }, false],
    ["a URL", { url: new URL("https://x.test") }, false],
  ])("%s", (_, value, want) => {
    expect(isHarmless(value, ["secret"])).toBe(want);
  });
});
