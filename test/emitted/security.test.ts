// Every security scheme, alone, together and instead of one another: what goes out, what the mock server
// lets in, and what the compiler demands.
/* eslint-disable @typescript-eslint/no-explicit-any -- what is loaded at run time has no type here */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../generator/index.ts";
import { emitted, type Loaded } from "./package-support.ts";

const schemes = `
    token: { type: http, scheme: bearer }
    login: { type: http, scheme: Basic }
    digest: { type: http, scheme: digest }
    header_key: { type: apiKey, in: header, name: X-Key }
    query_key: { type: apiKey, in: query, name: key }
    session: { type: apiKey, in: cookie, name: sid }
    csrf: { type: apiKey, in: cookie, name: csrf }
    oauth: { type: oauth2, flows: {} }
    oidc: { type: openIdConnect, openIdConnectUrl: "https://id.example" }
    mtls: { type: mutualTLS, description: A certificate of ours. }
`;
const get = (security: string): string =>
  `{ security: ${security}, responses: { "204": { description: Done. }, "401": { description: No. } } }`;
const paths: Readonly<Record<string, string>> = {
  bearer: "[{ token: [] }]",
  basic: "[{ login: [] }]",
  digest: "[{ digest: [] }]",
  header: "[{ header_key: [] }]",
  query: "[{ query_key: [] }]",
  cookies: "[{ session: [], csrf: [] }]",
  oauth: "[{ oauth: [read] }]",
  oidc: "[{ oidc: [] }]",
  mutual: "[{ mtls: [] }]",
  both: "[{ mtls: [], header_key: [] }]",
  either: "[{ token: [] }, { header_key: [], query_key: [] }]",
  maybe: "[{}, { token: [] }]",
  none: "[]",
  usual: "[{ oidc: [] }]",
};
const document = (components = schemes): string => `openapi: 3.1.0
info: { title: Secure, version: 1.0.0 }
servers: [{ url: "https://secure.example" }]
paths:
${Object.entries(paths)
  .map(
    ([name, security]) =>
      `  /${name}: { get: ${get(security).replace("{", `{ operationId: ${name},`)} }`,
  )
  .join("\n")}
components: { securitySchemes: { ${components.trim().split("\n").join(", ")} } }
`;

const SECRETS = {
  token: "t-1",
  login: "me:päss",
  digest: 'Digest username="me"',
  headerKey: "h-1",
  queryKey: "q-1",
  session: "s-1",
  csrf: "c-1",
  oauth: "o-1",
  oidc: "i-1",
};

let made: Loaded;
let createClient: (options: object) => any;
let mock: { readonly fetch: (request: Request) => Promise<Response> };
beforeAll(async () => {
  made = await emitted(document());
  ({ createClient } = await made.load("client"));
  mock = (await made.load("mock")).mockServer();
});
afterAll(() => made?.remove());

/** What goes out for an operation. */
async function sent(name: string, options: object): Promise<readonly unknown[]> {
  let seen: Request | undefined;
  const fetch = (request: Request): Promise<Response> => mock.fetch((seen = request));
  await createClient({ retry: 0, ...options, fetch })[name]();
  const { headers, url } = seen!;
  return [
    headers.get("authorization"),
    headers.get("x-key"),
    headers.get("cookie"),
    new URL(url).search,
  ];
}

describe("credentials", () => {
  it.each<[string, readonly unknown[]]>([
    ["bearer", ["Bearer t-1", null, null, ""]],
    ["basic", ["Basic bWU6cMOkc3M=", null, null, ""]],
    ["digest", ['Digest username="me"', null, null, ""]],
    ["header", [null, "h-1", null, ""]],
    ["query", [null, null, null, "?key=q-1"]],
    ["cookies", [null, null, "sid=s-1; csrf=c-1", ""]],
    ["oauth", ["Bearer o-1", null, null, ""]],
    ["oidc", ["Bearer i-1", null, null, ""]],
    ["mutual", [null, null, null, ""]],
    ["both", [null, "h-1", null, ""]],
    ["either", ["Bearer t-1", null, null, ""]],
    ["maybe", ["Bearer t-1", null, null, ""]],
    ["none", [null, null, null, ""]],
  ])("of %s go out, and are let in", async (name, wanted) => {
    expect(await sent(name, SECRETS)).toEqual(wanted);
  });

  it("of the second alternative go out where the first one is not whole", async () => {
    expect(await sent("either", { headerKey: "h", queryKey: "q" })).toEqual([
      null,
      "h",
      null,
      "?key=q",
    ]);
    expect(await sent("maybe", {})).toEqual([null, null, null, ""]);
  });

  it.each([
    ["cookies", { session: "s" }, "cookies needs session and csrf"],
    ["either", { headerKey: "h" }, "either needs token, or headerKey and queryKey"],
    ["cookies", { session: "s; admin=1", csrf: "c" }, "the cookie sid can't be sent"],
  ])("that are missing or unfit are refused: %s", async (name, options, message) => {
    const error: unknown = await createClient({ ...options, fetch: mock.fetch })
      [name]()
      .catch((thrown: unknown) => thrown);
    expect(error).toEqual(new TypeError(message));
  });

  it.each(Object.keys(paths).filter((name) => !["mutual", "maybe", "none"].includes(name)))(
    "that are missing are answered with 401: %s",
    async (name) => {
      const { status } = await mock.fetch(new Request(`https://secure.example/${name}`));
      expect(status).toBe(401);
    },
  );
});

it("says what no option can give, and warns of nothing but what another version can't say", () => {
  expect(made.files.get("src/options.ts")).toContain(
    "`mtls` is mutual TLS: give a `fetch` that presents a client certificate. A certificate of ours.",
  );
  expect(made.files.get("src/options.ts")).toContain(
    "The whole value of the header `Authorization`: `digest …`.",
  );
  expect(made.warnings).toEqual([expect.stringContaining("OpenAPI 3.0 can't express")]);
});

it("reports schemes that want one option", () => {
  const text = document(`${schemes.trimEnd()}\n    header-key: { type: http, scheme: bearer }`);
  const { diagnostics } = generate({ document: { path: "x.yaml", text } });
  const renamed = diagnostics.filter(({ code }) => code === "renamed");
  expect(renamed.map(({ severity, message }) => [severity, message])).toEqual([
    ["warning", expect.stringContaining("`headerKey`")],
  ]);
});

it("demands what every operation needs, at compile time", async () => {
  const text = `openapi: 3.1.0
info: { title: Secure, version: 1.0.0 }
servers: [{ url: "https://secure.example" }]
security: [{ session: [] }, { digest: [], mtls: [] }]
paths: { /a: { get: { operationId: a, responses: { "204": { description: Done. } } } } }
components: { securitySchemes: { ${schemes.trim().split("\n").join(", ")} } }
`;
  const use = `import { createClient } from "./client.ts";
createClient({ session: "s" });
createClient({ digest: () => "Digest x" });
// @ts-expect-error nothing is given
createClient({});
// @ts-expect-error both alternatives are mixed
createClient({ session: "s", digest: "d" });
`;
  (await emitted(text, { "use.ts": use })).remove();
});
