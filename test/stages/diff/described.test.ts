// What stands beside schemas: addresses, credentials, media types and their parts, words for people.
// Every change has its places, and nothing that callers notice goes unsaid.
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../generator/model/model.ts";
import { operation, rootWith } from "../../diff/pairs.ts";
import { changesBetween, lineOf, told } from "./support.ts";

const text = { type: "string" };
const number = { type: "integer" };

function bodies(content: JsonObject): JsonObject {
  return operation({ requestBody: { content } });
}

function answers(members: JsonObject): JsonObject {
  return operation({ responses: { 200: { description: "Done", ...members } } });
}

function hooked(members: JsonObject): JsonObject {
  const post = { responses: { 200: { description: "Thanks" } }, ...members };
  return rootWith({ webhooks: { done: { post } } });
}

const INFO = { title: "Things", version: "1.0.0" };

describe("an address", () => {
  const region = (variable: JsonObject): JsonObject =>
    rootWith({
      servers: [{ url: "https://{region}.example.com", variables: { region: variable } }],
    });
  const both = { default: "eu", enum: ["eu", "us"] };

  it.each([
    [
      "another default",
      both,
      { ...both, default: "us" },
      "minor compatible server-variable-default-changed",
    ],
    [
      "a value less",
      both,
      { ...both, enum: ["eu"] },
      "major undecided server-variable-values-removed",
    ],
    [
      "a value more",
      { ...both, enum: ["eu"] },
      both,
      "minor compatible server-variable-values-added",
    ],
  ])("tells %s of a variable", (_name, old, next, line) => {
    expect(told(region(old), region(next))).toEqual([line]);
  });

  it("of an operation stands in the place of the document's", () => {
    const at = (...own: readonly string[]): JsonObject =>
      operation(own.length === 0 ? {} : { servers: own.map((url) => ({ url })) }, {
        servers: [{ url: "https://one" }],
      });
    expect(told(at(), at("https://one"))).toEqual([]);
    expect(told(at(), at("https://two"))).toEqual([
      "major undecided server-removed",
      "minor compatible server-added",
    ]);
  });

  it("that comes first is what clients call by default", () => {
    const served = (...urls: readonly string[]): JsonObject =>
      rootWith({ servers: urls.map((url) => ({ url })) });
    expect(told(served("https://one"), served("https://two", "https://one"))).toEqual([
      "minor compatible server-added",
      "minor compatible default-server-changed",
    ]);
  });
});

describe("credentials", () => {
  const secured = (members: JsonObject): JsonObject => {
    const get = { responses: { 200: { description: "Done" } } };
    return rootWith({
      paths: { "/a": { get }, "/b": { get } },
      components: {
        securitySchemes: {
          key: { type: "apiKey", in: "header", name: "X-Key" },
          bearer: { type: "http", scheme: "bearer" },
        },
      },
      ...members,
    });
  };

  it("of the document are told once, where they stand", () => {
    const [change, ...others] = changesBetween(secured({}), secured({ security: [{ key: [] }] }));
    expect(change).toMatchObject({ code: "security-tightened", new: "/security" });
    expect(others.map(({ new: at, subject }) => [at, subject])).toEqual([]);
  });

  it("are known in any case", () => {
    const schemes = (name: string, scheme: string): JsonObject => ({
      securitySchemes: {
        key: { type: "apiKey", in: "header", name },
        bearer: { type: "http", scheme },
      },
    });
    const security: readonly JsonObject[] = [{ key: [] }, { bearer: [] }];
    const [old, next] = [schemes("X-Key", "bearer"), schemes("x-key", "Bearer")];
    expect(
      told(secured({ components: old, security }), secured({ components: next, security })),
    ).toEqual([]);
  });
});

describe("media types", () => {
  const json = (schema: JsonObject): JsonObject => ({ "application/json": { schema } });

  it("have both places where one became another", () => {
    const [change] = changesBetween(bodies(json(text)), bodies({ "*/*": { schema: text } }));
    expect(change).toMatchObject({
      code: "request-media-type-generalized",
      old: "/paths/~1things/post/requestBody/content/application~1json",
      new: "/paths/~1things/post/requestBody/content/*~1*",
    });
  });

  it("that a range beside them takes in are not gone", () => {
    const range = { "*/*": { schema: text } };
    expect(told(bodies({ ...range, ...json(text) }), bodies(range))).toEqual([
      "patch compatible request-media-type-covered",
    ]);
    expect(told(bodies(range), bodies({ ...range, ...json(number) }))).toEqual([
      "patch compatible request-media-type-named",
      "major breaking request-body-type-changed",
    ]);
  });

  it("of bytes hold nothing that a schema could say more of", () => {
    const bytes = (schema: JsonObject | undefined): JsonObject =>
      bodies({ "application/octet-stream": schema === undefined ? {} : { schema } });
    expect(told(bytes({ type: "string", format: "binary" }), bytes(undefined))).toEqual([]);
  });

  it("of forms write their parts in some way", () => {
    const form = (contentType: string): JsonObject => {
      const encoding = { it: { contentType } };
      const schema = { type: "object", properties: { it: text } };
      return bodies({ "multipart/form-data": { schema, encoding } });
    };
    expect(told(form("text/plain"), form("application/json"))).toEqual([
      "major undecided encoding-changed",
    ]);
  });
});

describe("statuses", () => {
  const json = (schema: JsonObject): JsonObject => ({
    content: { "application/json": { schema } },
  });
  const answered = (responses: JsonObject): JsonObject =>
    operation({
      responses: Object.fromEntries(
        Object.entries(responses).map(([status, each]) => [
          status,
          { description: "Done", ...(each as JsonObject) },
        ]),
      ),
    });

  it("of a range may become one of it", () => {
    expect(told(answered({ "2XX": json(text) }), answered({ 200: json(text) }))).toEqual([
      "patch compatible response-range-narrowed",
      "minor compatible response-added",
    ]);
  });

  it("that are new are held against a success that says the same, if one does", () => {
    const old = { 200: json(text), 202: json(number) };
    expect(told(answered(old), answered({ ...old, 201: json(number) }))).toEqual([
      "minor compatible response-added",
    ]);
  });
});

describe("headers of responses", () => {
  const header = (name: string, members: JsonObject = {}): JsonObject =>
    answers({ headers: { [name]: { schema: { type: "object" }, ...members } } });

  it("leave the content type to the media types", () => {
    expect(told(answers({}), header("Content-Type", { required: true }))).toEqual([]);
  });

  it("that need not come may be missing for good", () => {
    const [open, fixed] = [header("X-It"), header("X-It", { required: true })];
    expect(told(open, answers({}))).toEqual(["minor compatible response-header-removed"]);
    expect(told(fixed, answers({}))).toEqual(["major breaking response-header-removed"]);
  });

  it("are read as they are written", () => {
    expect(told(header("X-It"), header("X-It", { explode: true }))).toEqual([
      "major undecided response-header-style-changed",
    ]);
  });
});

describe("what the server calls", () => {
  const content = (...types: readonly string[]): JsonObject => ({
    content: Object.fromEntries(types.map((type) => [type, { schema: text }])),
  });

  it("may come in another form", () => {
    const [old, next] = [content("application/json"), content("application/json", "text/plain")];
    expect(told(hooked({ requestBody: old }), hooked({ requestBody: next }))).toEqual([
      "major undecided request-media-type-added",
    ]);
  });

  it("is answered, and the answer may be refused", () => {
    const answered = (members: JsonObject): JsonObject =>
      hooked({ responses: { 200: { description: "Thanks", ...members } } });
    expect(told(answered({}), answered(content("application/json")))).toEqual([
      "major undecided response-media-type-added",
    ]);
    const headers = { "X-It": { required: true, schema: text } };
    expect(told(answered({ headers }), answered({}))).toEqual([
      "minor compatible response-header-removed",
    ]);
  });
});

/** The same operation, at a path that says something of itself. */
function described(members: JsonObject): JsonObject {
  const { paths, ...rest } = operation({}) as {
    readonly paths: Readonly<Record<string, JsonObject>>;
  };
  return { ...rest, paths: { "/things": { ...paths["/things"], ...members } } };
}

describe("words for people", () => {
  const scheme = (members: JsonObject): JsonObject =>
    rootWith({
      components: { securitySchemes: { a: { type: "http", scheme: "basic", ...members } } },
    });

  it.each([
    ["the contact", rootWith({}), rootWith({ info: { ...INFO, contact: { name: "We" } } })],
    ["tags", rootWith({}), rootWith({ tags: [{ name: "things", description: "All" }] })],
    [
      "a server's",
      rootWith({ servers: [{ url: "/" }] }),
      rootWith({ servers: [{ url: "/", description: "It" }] }),
    ],
    ["a scheme's", scheme({}), scheme({ description: "Ask us." })],
    [
      "examples of a body",
      bodies({ "text/plain": { schema: text } }),
      bodies({ "text/plain": { schema: text, example: "x" } }),
    ],
    ["links of a response", answers({}), answers({ links: { it: { operationId: "doThing" } } })],
    ["a path's", operation({}), described({ summary: "Things", description: "All of them." })],
  ])("are a patch: %s", (_name, old, next) => {
    expect(told(old, next)).toEqual(["patch compatible docs-changed"]);
  });

  it("of examples do not count by their order, their names and where they stand", () => {
    const examples = (...names: readonly string[]): JsonObject =>
      Object.fromEntries(names.map((name) => [name, { value: name }]));
    const [one, two] = [examples("a", "b"), examples("b", "a")].map((given) =>
      bodies({ "text/plain": { schema: text, examples: given } }),
    );
    expect(told(one!, two!)).toEqual([]);
  });
});

describe("an operation's name", () => {
  it("that code spells the same is a note", () => {
    const [change] = changesBetween(
      operation({ operationId: "getThing" }),
      operation({ operationId: "get_thing" }),
    );
    expect(lineOf(change!)).toBe("patch compatible operation-id-respelt");
  });
});
