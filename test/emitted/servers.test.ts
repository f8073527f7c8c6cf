// Where calls go: servers with variables, several of them, paths without a host, and operations with a
// server of their own.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emitted, type Loaded } from "./package-support.ts";

const done = 'responses: { "204": { description: Done. } }';
const document = (servers: string): string => `openapi: 3.1.0
info: { title: Places, version: 1.0.0 }
${servers}
paths:
  /plain: { get: { operationId: plain, ${done} } }
  /upload:
    servers: [{ url: "https://upload.example/v9/" }]
    put: { operationId: upload, ${done} }
    get: { operationId: older, servers: [{ url: /v1 }], ${done} }
`;
const several = document(`servers:
  - url: https://{region}.example.com:{port}/{base}
    variables:
      region: { default: eu, enum: [eu, us], description: Where data are. }
      port: { default: "443" }
      base: { default: v2 }
  - { url: "https://staging.example.com", description: For tests. }
`);

const use = `import { createClient } from "./client.ts";
createClient();
createClient({ server: { region: "us" } });
createClient({ server: { url: "https://staging.example.com" } });
// @ts-expect-error a region that is none
createClient({ server: { region: "moon" } });
// @ts-expect-error a server that the document does not name
createClient({ server: { url: "https://example.org" } });
// @ts-expect-error a variable of another server
createClient({ server: { url: "https://staging.example.com", region: "us" } });
`;

let made: Loaded;
beforeAll(async () => {
  made = await emitted(several, { "use.ts": use });
});
afterAll(() => made?.remove());

async function called(loaded: Loaded, options: object, name: string): Promise<string> {
  const { createClient } = await loaded.load("client");
  let seen = "";
  const fetch = async (request: Request): Promise<Response> => {
    seen = request.url;
    return new Response(null, { status: 204 });
  };
  await createClient({ ...options, fetch })[name]();
  return seen;
}

describe("a server", () => {
  it.each<[object, string]>([
    [{}, "https://eu.example.com/v2/plain"],
    [{ server: { region: "us", port: "8443" } }, "https://us.example.com:8443/v2/plain"],
    [{ server: { base: "a/b" } }, "https://eu.example.com/a/b/plain"],
    [{ server: { url: "https://staging.example.com" } }, "https://staging.example.com/plain"],
    [
      { baseUrl: "https://own.example/x/", server: { region: "us" } },
      "https://own.example/x/plain",
    ],
  ])("is chosen by %j", async (options, url) => {
    expect(await called(made, options, "plain")).toBe(url);
  });

  it.each<[object, string]>([
    [{ region: "evil.example/" }, "server.region is none of its values, or can't be in an address"],
    [{ port: "1/@evil.example" }, "server.port is none of its values, or can't be in an address"],
    [{ base: "v2?x" }, "server.base is none of its values, or can't be in an address"],
    [{ bse: "v2" }, "server has no variable bse"],
    [{ toString: "v2" }, "server has no variable toString"],
    [{ url: "https://evil.example" }, "server.url must be one of the document's"],
  ])("is refused: %j", async (server, message) => {
    await expect(called(made, { server }, "plain")).rejects.toEqual(new TypeError(message));
  });
});

describe("an operation's own server", () => {
  it.each<[object, string, string]>([
    [{}, "upload", "https://upload.example/v9/upload"],
    [{}, "older", "https://eu.example.com/v1/upload"],
    [{ server: { region: "us" } }, "older", "https://us.example.com/v1/upload"],
    // Whoever names an address means it for all.
    [{ baseUrl: "https://own.example" }, "upload", "https://own.example/upload"],
    [{ baseUrl: "https://own.example" }, "older", "https://own.example/upload"],
  ])("with %j: %s", async (options, name, url) => {
    expect(await called(made, options, name)).toBe(url);
  });

  it("is the mock server's too", async () => {
    const { mockServer } = await made.load("mock");
    const statusOf = async (method: string, url: string, options = {}): Promise<number> =>
      (await mockServer({}, options).fetch(new Request(url, { method }))).status;
    expect(await statusOf("PUT", "https://any.example/v9/upload")).toBe(204);
    expect(await statusOf("GET", "https://any.example/v1/upload")).toBe(204);
    expect(await statusOf("GET", "https://any.example/v9/upload")).toBe(405);
    expect(
      await statusOf("PUT", "https://own.example/upload", { baseUrl: "https://own.example" }),
    ).toBe(204);
  });

  it("is no warning", () => {
    expect(made.warnings).toEqual([]);
  });
});

describe("a document without a host", () => {
  it.each(["", "servers: [{ url: /v3 }]"])("needs a baseUrl: %s", async (servers) => {
    const loaded = await emitted(document(servers));
    const message = "baseUrl is needed: the document names no host";
    await expect(called(loaded, {}, "plain")).rejects.toEqual(new TypeError(message));
    const url = await called(loaded, { baseUrl: "https://own.example/v3" }, "plain");
    expect(url).toBe("https://own.example/v3/plain");
    loaded.remove();
  });
});

it("leaves out a choice that an operation offers, and says so", async () => {
  const text = several.replace("[{ url: /v1 }]", "[{ url: /v1 }, { url: /v0 }]");
  const loaded = await emitted(text);
  expect(loaded.warnings).toEqual([
    "A choice of servers on a path or an operation is not supported yet: calls go to the first one, with its defaults.",
  ]);
  loaded.remove();
});
