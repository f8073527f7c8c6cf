// Paths whose parameters keep reserved characters: `{+name}`, slashes included, and `allowReserved`.
/* eslint-disable @typescript-eslint/no-explicit-any -- what is loaded at run time has no type here */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../generator/index.ts";
import { emitted, type Loaded } from "./package-support.ts";

const text = "schema: { type: string }";
const parameter = (name: string, more = ""): string =>
  `{ name: ${name}, in: path, required: true, ${text}${more} }`;
const shown = (key: string): string =>
  `{ description: Done., content: { application/json: { schema: { type: string, const: ${key} } } } }`;
const document = `openapi: 3.2.0
info: { title: Paths, version: 1.0.0 }
servers: [{ url: "https://paths.example/v1" }]
paths:
  /v1/{+name}:
    get: { operationId: get, parameters: [${parameter("name")}], responses: { "200": ${shown("get")} } }
  /v1/{+name}:cancel:
    get: { operationId: cancel, parameters: [${parameter("name")}], responses: { "200": ${shown("cancel")} } }
  /v1/{+parent}/parts/{part}:
    get: { operationId: part, parameters: [${parameter("parent")}, ${parameter("part")}], responses: { "200": ${shown("part")} } }
  /v1/fixed/parts/one:
    get: { operationId: fixed, responses: { "200": ${shown("fixed")} } }
  /reserved/{name}/end:
    get: { operationId: reserved, parameters: [${parameter("name", ", allowReserved: true")}], responses: { "200": ${shown("reserved")} } }
`;

let made: Loaded;
let createClient: any;
let mockServer: any;
beforeAll(async () => {
  made = await emitted(document);
  ({ createClient } = await made.load("client"));
  ({ mockServer } = await made.load("mock"));
});
afterAll(() => made.remove());

/** The path that goes out, what answered, and what its handler was given. */
async function trip(name: string, ...values: readonly string[]): Promise<readonly unknown[]> {
  const seen: string[] = [];
  const params: unknown[] = [];
  const names = ["get", "cancel", "part", "fixed", "reserved"];
  const handlers = names.map((each) => {
    return [each, ({ params: given }: any) => (params.push(given), each)] as const;
  });
  const { fetch } = mockServer(Object.fromEntries(handlers));
  const client = createClient({
    fetch(request: Request) {
      seen.push(new URL(request.url).pathname);
      return fetch(request);
    },
  });
  return [await client[name](...values), seen[0], params[0]];
}

describe("a parameter", () => {
  it.each<[string, readonly string[], string, object]>([
    ["get", ["a"], "/v1/v1/a", { name: "a" }],
    ["get", ["a/b c/ü"], "/v1/v1/a/b%20c/%C3%BC", { name: "a/b c/ü" }],
    ["get", ["a/:+,;=@!$&'()*[]"], "/v1/v1/a/:+,;=@!$&'()*%5B%5D", { name: "a/:+,;=@!$&'()*[]" }],
    ["get", ["a?b#c"], "/v1/v1/a%3Fb%23c", { name: "a?b#c" }],
    ["get", ["a//b"], "/v1/v1/a//b", { name: "a//b" }],
    ["cancel", ["a/b"], "/v1/v1/a/b:cancel", { name: "a/b" }],
    ["part", ["a/b", "c/d"], "/v1/v1/a/b/parts/c%2Fd", { parent: "a/b", part: "c/d" }],
    ["fixed", [], "/v1/v1/fixed/parts/one", {}],
    // By OpenAPI a slash, a question mark and a hash are encoded all the same.
    ["reserved", ["a/b?c#d,e;f"], "/v1/reserved/a%2Fb%3Fc%23d,e;f/end", { name: "a/b?c#d,e;f" }],
  ])("%s %j", async (name, values, path, params) => {
    expect(await trip(name, ...values)).toEqual([name, path, params]);
  });

  it.each([
    ["get", ".."],
    ["get", "a/../../b"],
    ["get", "./a"],
    ["get", "a/%2e%2E/b"],
    ["get", ""],
    ["reserved", "%2e%2e"],
    ["reserved", ".%2E"],
  ])("of %s that a URL would drop is refused: %j", async (name, value) => {
    await expect(trip(name, value)).rejects.toMatchObject({
      issues: [expect.objectContaining({ in: "path", message: 'must not be empty, "." or ".."' })],
    });
  });
});

it("is told of where the document is no OpenAPI", () => {
  const told = made.warnings.filter((warning) => warning.includes("RFC 6570"));
  expect(told).toEqual(
    ["name", "name", "parent"].map((name) => {
      const reading = "it is read as RFC 6570 has it, and a `/` in its value is sent as it is.";
      return `\`{+${name}}\` in a path is no OpenAPI: ${reading}`;
    }),
  );
});

it("is in the vectors as it goes out, and MSW knows where it stands", async () => {
  const { files } = generate({ document: { path: "paths.yaml", text: document } });
  const { requests } = JSON.parse(files.get("vectors.json")!) as {
    readonly requests: readonly {
      readonly id: string;
      readonly request: { readonly path: string };
    }[];
  };
  const reserved = requests.find(({ id }) => id === "get/reserved characters");
  expect(reserved?.request.path).toBe("/v1/a%20b/c%3Fd%25e+%C3%BC");
  const { locations } = await made.load("runtime/server");
  const { api, getOperation } = await made.load("table");
  const [pattern] = locations(api, [getOperation]) as readonly RegExp[];
  expect(pattern!.test("https://paths.example/v1/v1/a/b")).toBe(true);
  expect(pattern!.test("https://paths.example/v1/v1/")).toBe(false);
});
