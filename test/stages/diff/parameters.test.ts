// Parameters, bodies and responses as such: presence, style, media types, statuses, headers.
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../generator/model/model.ts";
import { header, operation, parameter } from "../../diff/pairs.ts";
import { told } from "./support.ts";

const text = { type: "string" };

describe("parameters", () => {
  it("knows a header in any case", () => {
    const named = (name: string) =>
      operation({ parameters: [{ name, in: "header", schema: text }] });
    expect(told(named("X-Trace"), named("x-trace"))).toEqual([]);
  });

  it("takes one that moves from the query into a header for another one", () => {
    expect(told(parameter(text), parameter(text, { in: "header" }))).toEqual([
      "major breaking parameter-removed",
      "minor compatible parameter-added",
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
