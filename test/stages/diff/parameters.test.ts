// Parameters, bodies and responses as such: presence, style, media types, statuses, headers.
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../generator/model/model.ts";
import { header, operation, parameter, rootWith } from "../../diff/pairs.ts";
import { changesBetween, lineOf, told } from "./support.ts";

const text = { type: "string" };
const done = { 200: { description: "Done" } };

describe("parameters", () => {
  it.each([
    [false, "patch compatible parameter-respelt"],
    [true, "major breaking parameter-respelt"],
  ])("knows a header in any case, which only code may see (required: %s)", (required, line) => {
    const named = (name: string) =>
      operation({ parameters: [{ name, in: "header", required, schema: text }] });
    const changes = changesBetween(named("X-Trace"), named("x-trace"));
    expect(changes.map(lineOf)).toEqual([line]);
    expect(changes[0]!.wire).toBe("");
  });

  it("tells one that moves from the query into a header once, with its schema", () => {
    const next = parameter({ type: "integer" }, { in: "header" });
    expect(told(parameter(text), next)).toEqual([
      "major breaking parameter-moved",
      "major breaking parameter-type-changed",
    ]);
  });

  it("tells what changes in a query string that is one value", () => {
    const form = (type: string, name = "all"): JsonObject => {
      const schema = { type: "object", properties: { a: { type } } };
      const content = { "application/x-www-form-urlencoded": { schema } };
      return operation({ parameters: [{ name, in: "querystring", content }] });
    };
    expect(told(form("string"), form("integer"))).toEqual([
      "major breaking parameter-property-type-changed",
    ]);
    expect(told(form("string"), form("string"))).toEqual([]);
  });

  it("tells whether its value may be missing", () => {
    const [never, may] = [parameter(text), parameter(text, { allowEmptyValue: true })];
    expect(told(never, may)).toEqual(["minor compatible parameter-empty-value-changed"]);
    expect(told(may, never)).toEqual(["major undecided parameter-empty-value-changed"]);
  });

  it("tells what is shared by operations once", () => {
    const shared = (members: JsonObject): JsonObject => {
      const own = { parameters: [{ $ref: "#/components/parameters/Page" }], responses: done };
      const component = { name: "page", in: "query", schema: text, ...members };
      return rootWith({
        paths: { "/a": { get: own }, "/b": { get: own }, "/c": { get: own } },
        components: { parameters: { Page: component } },
      });
    };
    const [change, ...others] = changesBetween(shared({}), shared({ required: true }));
    expect(change!.subject).toBe("GET /a: query parameter page (and 2 more places)");
    expect(others).toEqual([]);
  });

  it("says that a path parameter's name matters to handlers alone", () => {
    const at = (name: string): JsonObject => {
      const parameters = [{ name, in: "path", required: true, schema: text }];
      const get = { operationId: "getIt", parameters, responses: done };
      return rootWith({ paths: { [`/things/{${name}}`]: { get } } });
    };
    const [change] = changesBetween(at("id"), at("thingId"));
    expect(change).toMatchObject({ code: "path-parameter-renamed", weight: "patch", wire: "" });
    expect(change!.caller).toContain("handlers");
  });

  it("tells examples as documentation", () => {
    expect(told(parameter(text), parameter(text, { example: "x" }))).toEqual([
      "patch compatible docs-changed",
    ]);
  });

  it("takes no notice of headers that HTTP decides", () => {
    const next = operation({ parameters: [{ name: "Accept", in: "header", schema: text }] });
    expect(told(operation({}), next)).toEqual([]);
  });

  it.each([
    ["of a list", { type: "array", items: text }, "major breaking parameter-style-changed"],
    ["of one value", text, "patch compatible parameter-style-changed"],
  ])("weighs another style %s", (_name, schema, line) => {
    expect(told(parameter(schema), parameter(schema, { explode: false }))).toEqual([line]);
  });

  it("reads defaults of style and explode as if they were written", () => {
    const list = { type: "array", items: text };
    const written = parameter(list, { style: "form", explode: true });
    expect(told(parameter(list), written)).toEqual([]);
  });

  it("tells a media type in the place of a schema", () => {
    const content = { "application/json": { schema: text } };
    const next = operation({ parameters: [{ name: "p", in: "query", content }] });
    expect(told(parameter(text), next)).toEqual(["major breaking parameter-media-type-changed"]);
  });

  it("lets an operation override the parameters of its path", () => {
    const own = { name: "p", in: "query", schema: text };
    const shared = (parameters: readonly JsonObject[]): JsonObject => {
      const root = operation({ parameters: [own] });
      const { "/things": item } = root["paths"] as Readonly<Record<string, JsonObject>>;
      return { ...root, paths: { "/things": { ...item, parameters } } };
    };
    expect(told(shared([]), shared([{ ...own, required: true }]))).toEqual([]);
  });
});

describe("media types", () => {
  const body = (...types: string[]) =>
    operation({
      requestBody: { content: Object.fromEntries(types.map((type) => [type, { schema: text }])) },
    });
  const answer = (...types: string[]) =>
    operation({
      responses: {
        200: {
          description: "Done",
          content: Object.fromEntries(types.map((type) => [type, { schema: text }])),
        },
      },
    });

  it.each([
    ["in any case", body("application/JSON"), body("application/json"), []],
    [
      "with parameters",
      body("application/json; charset=utf-8"),
      body("application/json"),
      ["patch compatible request-media-type-renamed"],
    ],
    [
      "a wider range of requests",
      body("image/png"),
      body("image/*"),
      ["minor compatible request-media-type-generalized"],
    ],
    [
      "a narrower range of requests",
      body("image/*"),
      body("image/png"),
      ["major breaking request-media-type-specialized"],
    ],
    [
      "a wider range of responses",
      answer("image/png"),
      answer("image/*"),
      ["major breaking response-media-type-generalized"],
    ],
  ])("matches %s", (_name, old, next, lines) => {
    expect(told(old, next)).toEqual(lines);
  });
});

describe("responses", () => {
  const named = (schema: JsonObject): JsonObject => {
    return { description: "…", content: { "application/json": { schema } } };
  };
  const answers = (responses: JsonObject) => operation({ responses });
  const problem = { type: "object", required: ["code"], properties: { code: { type: "integer" } } };
  const other = { type: "object", required: ["code"], properties: { code: text } };

  it("holds a status that is named newly against the default that spoke of it", () => {
    const old = answers({ 200: { description: "Done" }, default: named(problem) });
    const same = answers({
      ...(old["x"] as object),
      200: { description: "Done" },
      404: named(problem),
      default: named(problem),
    });
    const different = answers({
      200: { description: "Done" },
      404: named(other),
      default: named(problem),
    });
    expect(told(old, same)).toEqual(["minor compatible response-added"]);
    expect(told(old, different)).toEqual([
      "minor compatible response-added",
      "major breaking response-property-type-changed",
    ]);
  });

  it("holds a status that is no longer named against the range that speaks of it now", () => {
    const old = answers({ 200: { description: "Done" }, 404: named(problem) });
    const next = answers({ 200: { description: "Done" }, "4xx": named(problem) });
    expect(told(old, next)).toEqual([
      "patch compatible response-removed",
      "minor compatible response-added",
    ]);
  });

  it("holds a further success against the first one", () => {
    const old = answers({ 200: named(problem) });
    expect(told(old, answers({ 200: named(problem), 202: { description: "Later" } }))).toEqual([
      "major undecided response-added",
    ]);
    expect(told(old, answers({ 200: named(problem), 202: named(other) }))).toEqual([
      "minor compatible response-added",
      "major breaking response-property-type-changed",
    ]);
  });

  it("knows a header of a response in any case, and what it holds", () => {
    expect(told(header(text), header({ type: "integer" }))).toEqual([
      "major breaking response-header-type-changed",
    ]);
  });
});
