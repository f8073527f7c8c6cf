// OpenAPI 3.0 and 3.1 as authored → one dialect.
import { describe, expect, test } from "vitest";
import { upgrade } from "../../../generator/document/upgrade.ts";
import type { Json, JsonObject } from "../../../generator/model/model.ts";
import { documentOf, pointers } from "./support.ts";

interface Case {
  readonly schema: Json;
  readonly codes: readonly string[];
}

function upgraded(version: string, schema: Json): Case {
  const { document, diagnostics } = upgrade(
    documentOf(version, { components: { schemas: { S: schema } } }),
  );
  const { schemas } = document.root["components"] as { schemas: JsonObject };
  return { schema: schemas["S"]!, codes: diagnostics.map(({ code }) => code) };
}

describe("schemas of 3.0", () => {
  test.each<[name: string, given: JsonObject, want: JsonObject]>([
    ["nullable", { type: "string", nullable: true }, { type: ["string", "null"] }],
    ["not nullable", { type: "string", nullable: false }, { type: "string" }],
    ["nullable anything", { nullable: true, description: "d" }, { description: "d" }],
    [
      "nullable with null in the enum",
      { nullable: true, type: "string", enum: ["a", null] },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    ["exclusive", { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    ["inclusive", { maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
    ["exclusive of nothing", { exclusiveMaximum: true }, {}],
    ["a bound as 3.1 has it", { exclusiveMinimum: 0 }, { exclusiveMinimum: 0 }],
    ["example", { example: null, type: "string" }, { examples: [null], type: "string" }],
    ["byte", { format: "byte" }, { format: "byte", contentEncoding: "base64" }],
    [
      "binary",
      { format: "binary" },
      { format: "binary", contentMediaType: "application/octet-stream" },
    ],
    ["$ref", { $ref: "#/x", description: "d", "x-a": 1 }, { $ref: "#/x" }],
    [
      "everywhere a schema stands, and nowhere else",
      {
        type: "object",
        properties: {
          nullable: { type: "string", nullable: true },
          example: { allOf: [{ items: { type: "string", nullable: true } }] },
        },
        additionalProperties: { not: { type: "string", nullable: true } },
        default: { type: "string", nullable: true },
        enum: [{ type: "string", nullable: true, example: 1 }],
        "x-schema": { type: "string", nullable: true },
      },
      {
        type: "object",
        properties: {
          nullable: { type: ["string", "null"] },
          example: { allOf: [{ items: { type: ["string", "null"] } }] },
        },
        additionalProperties: { not: { type: ["string", "null"] } },
        default: { type: "string", nullable: true },
        enum: [{ type: "string", nullable: true, example: 1 }],
        "x-schema": { type: "string", nullable: true },
      },
    ],
  ])("%s", (_name, given, want) => {
    const { schema, codes } = upgraded("3.0.3", given);
    expect(schema).toEqual(want);
    expect(Object.keys(schema as JsonObject)).toEqual(Object.keys(want));
    expect(codes).toEqual([]);
  });

  test.each<[given: JsonObject, want: JsonObject]>([
    [{ type: ["null", "string"], nullable: true }, { type: ["null", "string"] }],
    [{ example: 2, examples: [1] }, { examples: [1, 2] }],
    [{ const: 1 }, { const: 1 }],
  ])("what 3.0 does not have is named, and read as in 3.1: %j", (given, want) => {
    expect(upgraded("3.0.3", given)).toEqual({ schema: want, codes: ["newer-keyword"] });
    expect(upgraded("3.1.0", given).codes).toEqual([]);
  });

  test.each<[given: JsonObject, want: JsonObject, code: string]>([
    [
      { type: "string", enum: ["a"], nullable: true },
      { type: ["string", "null"], enum: ["a"] },
      "ignored-nullable",
    ],
    [{ nullable: true, oneOf: [true] }, { oneOf: [true] }, "ignored-nullable"],
    [
      { type: "object", enum: [null], nullable: false },
      { type: ["object", "null"], enum: [null] },
      "implied-null",
    ],
    [{ $ref: "#/x", nullable: true }, { $ref: "#/x" }, "ignored-siblings"],
    [{ $ref: "#/x", title: "t", maxLength: 1 }, { $ref: "#/x" }, "ignored-siblings"],
  ])("what 3.0 ignores is named: %j", (given, want, code) => {
    expect(upgraded("3.0.3", given)).toEqual({ schema: want, codes: [code] });
  });
});

const NULLABLE = { type: ["string", "null"] };

test.each<[version: string, given: JsonObject, want: JsonObject]>([
  ["3.1.0", { type: "unknown", title: "t" }, { title: "t" }],
  ["3.0.0", { type: "any" }, {}],
  ["3.1.0", { type: ["string", null] }, { type: ["string", "null"] }],
  ["3.1.0", { required: ["a", "b", "a"] }, { required: ["a", "b"] }],
  ["3.1.0", { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
  ["3.0.3", { items: [{ type: "string", nullable: true }] }, { prefixItems: [NULLABLE] }],
  ["3.1.0", { items: [], maxItems: 1 }, { maxItems: 1 }],
  ["3.1.0", { items: true, additionalItems: false }, { items: true }],
])("a slip that has one reading is told and read so: %s %j", (version, given, want) => {
  expect(upgraded(version, given)).toEqual({ schema: want, codes: ["slip"] });
});

test("a list in `items` and `additionalItems` are read in the words of today", () => {
  const given = { items: [{ example: 1 }, true], additionalItems: { type: "any" } };
  expect(upgraded("3.1.0", given)).toEqual({
    schema: { prefixItems: [{ examples: [1] }, true], items: {} },
    codes: ["slip", "slip", "slip"],
  });
});

test("what refers into a list of `items` refers to what it has become", () => {
  const at = (...steps: readonly (string | number)[]): JsonObject => ({
    $ref: `#/${steps.join("/")}`,
  });
  const S = ["components", "schemas", "S"];
  const inner = { items: [true, at(...S, "items", 0, "items", 1)], additionalItems: true };
  const { schema } = upgraded("3.1.0", {
    items: [inner, at(...S, "items", 0, "additionalItems")],
    properties: { items: at(...S, "properties", "items") },
  });
  expect(schema).toEqual({
    prefixItems: [
      { prefixItems: [true, at(...S, "prefixItems", 0, "prefixItems", 1)], items: true },
      at(...S, "prefixItems", 0, "items"),
    ],
    properties: { items: at(...S, "properties", "items") },
  });
});

test("a range of statuses in lower case is read as one, and a response wants a description", () => {
  const answers = { "4xx": { description: "No" }, 200: {} };
  const paths = { "/a": { get: { responses: answers } } };
  const { document, diagnostics } = upgrade(documentOf("3.1.0", { paths }));
  expect(document.root["paths"]).toEqual({
    "/a": { get: { responses: { "4XX": { description: "No" }, 200: {} } } },
  });
  expect(pointers(diagnostics)).toEqual([
    "missing-description /paths/~1a/get/responses/200",
    "slip /paths/~1a/get/responses/4xx",
  ]);
});

test("3.1: only the example of a schema changes", () => {
  const given = { nullable: true, $ref: "#/x", maxLength: 1, format: "byte", example: 1 };
  const want = { nullable: true, $ref: "#/x", maxLength: 1, format: "byte", examples: [1] };
  expect(upgraded("3.1.0", given)).toEqual({ schema: want, codes: [] });
  expect(upgraded("3.1.0", true)).toEqual({ schema: true, codes: [] });
  expect(upgraded("3.1.0", { example: 1, examples: { a: 1 } }).schema).toEqual({
    example: 1,
    examples: { a: 1 },
  });
});

test("every place of a document that holds a schema, and no value or extension", () => {
  const schema: JsonObject = { type: "string", nullable: true };
  const value: JsonObject = { type: "string", nullable: true, is: "a value" };
  const examples = { e: { value } };
  const content: JsonObject = { "a/b": { schema, example: value, examples } };
  const headers: JsonObject = { H: { schema }, "x-h": { content } };
  const parameters: Json = [{ name: "p", schema, example: value, examples }, { content }];
  const operation = (inner: JsonObject): JsonObject => ({
    parameters,
    requestBody: { content: { ...content, "multipart/x": { encoding: { e: { headers } } } } },
    responses: { 200: { headers, content }, "x-r": { content: { "a/b": { schema: value } } } },
    ...inner,
  });
  const extension = { post: { parameters: [{ schema: value }] } };
  const callbacks = { c: { "{$url}": { post: operation({}) }, "x-c": extension } };
  const document = documentOf("3.0.3", {
    paths: { "/a": { parameters, get: operation({ callbacks }) }, "x-p": extension },
    components: {
      schemas: { "x-s": schema },
      responses: { R: { content } },
      parameters: { P: { schema } },
      requestBodies: { B: { content } },
      headers,
      examples,
      callbacks,
    },
  });
  const count = (root: JsonObject, part: Json): number =>
    JSON.stringify(root).split(JSON.stringify(part)).length - 1;
  const { root } = upgrade(document).document;
  expect(count(root, schema)).toBe(0);
  expect(count(root, { type: ["string", "null"] })).toBe(count(document.root, schema));
  expect(count(root, value)).toBe(count(document.root, value));
});

test("a schema that only a reference reaches is a schema too", () => {
  const { document } = upgrade(
    documentOf("3.0.3", {
      components: { schemas: { A: { $ref: "#/x-schemas/B" } } },
      "x-schemas": { B: { $ref: "#/x-schemas/C/deep" }, C: { deep: { example: 1 }, example: 1 } },
    }),
  );
  expect(document.root["x-schemas"]).toEqual({
    B: { $ref: "#/x-schemas/C/deep" },
    C: { deep: { examples: [1] }, example: 1 },
  });
});

test("the document says what it has become, and what is given stays as it was", () => {
  const given = documentOf("3.0.3", { components: { schemas: { S: { example: 1 } } } });
  const before = JSON.stringify(given);
  const { document } = upgrade(given);
  expect(document).toMatchObject({ version: "3.1", path: given.path, text: given.text });
  expect(document.root["openapi"]).toBe("3.1.0");
  expect(JSON.stringify(given)).toBe(before);
  const same = documentOf("3.1.0", {});
  expect(upgrade(same).document.root).toBe(same.root);
});

describe("x-onespec-default-tag", () => {
  const branch = { type: "object", required: ["tag", "body"], properties: { tag: {}, body: {} } };
  const union = (tag: Json, more: JsonObject = {}): JsonObject => ({
    oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
    discriminator: {
      propertyName: "tag",
      mapping: { one: "#/components/schemas/A", two: "B", three: "#/components/schemas/C" },
    },
    "x-onespec-default-tag": tag,
    ...more,
  });
  const run = (schema: JsonObject) => {
    const { document, diagnostics } = upgrade(
      documentOf("3.1.0", { components: { schemas: { A: branch, B: branch, C: branch, schema } } }),
    );
    const { schemas } = document.root["components"] as { schemas: Record<string, JsonObject> };
    const required = ["A", "B", "C"].map((name) => schemas[name]!["required"]);
    return { required, found: pointers(diagnostics), advice: diagnostics[0]?.help };
  };
  const all = ["tag", "body"];

  test("drops the tag from what its branch requires", () => {
    expect(run(union("one")).required).toEqual([["body"], all, all]);
    expect(run(union("two")).required).toEqual([all, ["body"], all]);
  });

  test.each<[name: string, schema: JsonObject, advice: RegExp]>([
    ["an unknown tag", union("ones"), /Did you mean `one`/],
    ["no tag", union(1), /one of `one`, `two`, `three`/],
    ["a branch that is none", union("three"), /that `oneOf` refers to/],
    ["no union", union("one", { oneOf: 1 }), /beside `oneOf`/],
    ["no mapping", union("one", { discriminator: { propertyName: "tag" } }), /`mapping`/],
  ])("refuses %s", (_name, schema, advice) => {
    const result = run(schema);
    expect(result.required).toEqual([all, all, all]);
    expect(result.found).toEqual([
      "bad-extension /components/schemas/schema/x-onespec-default-tag",
    ]);
    expect(result.advice).toMatch(advice);
  });
});
