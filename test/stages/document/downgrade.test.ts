// OpenAPI 3.1 → the derived 3.0.4 copy: what is said differently, and what is lost by name.
import { describe, expect, test } from "vitest";
import { downgrade } from "../../../generator/document/downgrade.ts";
import { link } from "../../../generator/document/link.ts";
import { upgrade } from "../../../generator/document/upgrade.ts";
import type { Json, JsonObject } from "../../../generator/model/model.ts";
import { documentOf } from "./support.ts";

function run(fields: JsonObject): { readonly root: JsonObject; readonly lost: readonly string[] } {
  const { document } = link(documentOf("3.1.0", fields));
  const before = JSON.stringify(document);
  const { root, diagnostics } = downgrade(document);
  expect(JSON.stringify(document)).toBe(before);
  return { root, lost: diagnostics.map(({ at, message }) => `${String(at)}: ${what(message)}`) };
}

const what = (message: string): string => /express (.*); the/.exec(message)?.[1] ?? message;

function schema(given: Json): { readonly schema: Json; readonly lost: readonly string[] } {
  const { root, lost } = run({ components: { schemas: { S: given } } });
  const { schemas } = root["components"] as { schemas: JsonObject };
  const relative = lost.map((text) => text.replace("/components/schemas/S", ""));
  return { schema: schemas["S"]!, lost: relative };
}

describe("schemas say the same in other words", () => {
  test.each<[given: Json, want: Json]>([
    [true, {}],
    [false, { not: {} }],
    [{ additionalProperties: false }, { additionalProperties: false }],
    [
      { properties: { additionalProperties: false } },
      { properties: { additionalProperties: { not: {} } } },
    ],
    [{ type: ["string"] }, { type: "string" }],
    [{ type: ["null", "string"] }, { type: "string", nullable: true }],
    [{ type: "array" }, { type: "array", items: {} }],
    [
      { type: ["string", "array", "null"], maxLength: 1 },
      {
        maxLength: 1,
        anyOf: [
          { type: "string", nullable: true },
          { type: "array", items: {} },
        ],
      },
    ],
    [
      { type: ["string", "integer"], anyOf: [true] },
      { anyOf: [{}], allOf: [{ anyOf: [{ type: "string" }, { type: "integer" }] }] },
    ],
    [{ type: "null" }, { enum: [null] }],
    [{ type: "null", enum: [1, null] }, { enum: [null] }],
    [{ type: "null", const: 1 }, { not: {} }],
    [
      { type: ["string", "null"], enum: ["a"] },
      { type: "string", enum: ["a"] },
    ],
    [
      { const: "a", type: "string" },
      { enum: ["a"], type: "string" },
    ],
    [
      { const: 1, enum: [1, 2] },
      { enum: [1, 2], allOf: [{ enum: [1] }] },
    ],
    [{ exclusiveMinimum: 1 }, { minimum: 1, exclusiveMinimum: true }],
    [
      { minimum: 1, exclusiveMinimum: 1 },
      { minimum: 1, exclusiveMinimum: true },
    ],
    [{ minimum: 2, exclusiveMinimum: 1 }, { minimum: 2 }],
    [{ maximum: 1, exclusiveMaximum: 2 }, { maximum: 1 }],
    [{ examples: [null] }, { example: null }],
    [{ required: [], enum: [1], examples: [] }, { enum: [1] }],
    [{ contentEncoding: "base64" }, { format: "byte" }],
    [{ $ref: "#/components/schemas/S" }, { $ref: "#/components/schemas/S" }],
    [
      { $ref: "#/components/schemas/S", "x-a": 1 },
      { "x-a": 1, allOf: [{ $ref: "#/components/schemas/S" }] },
    ],
    [
      {
        $defs: { A: { const: 1, $anchor: "a" } },
        allOf: [{ $ref: "#/components/schemas/S/$defs/A" }, { $ref: "#a" }],
      },
      {
        "x-defs": { A: { enum: [1] } },
        allOf: [
          { $ref: "#/components/schemas/S/x-defs/A" },
          { $ref: "#/components/schemas/S/x-defs/A" },
        ],
      },
    ],
    [
      {
        default: { const: 1 },
        enum: [{ type: ["string", "null"] }],
        "x-a": { const: 1 },
        $comment: "c",
      },
      { default: { const: 1 }, enum: [{ type: ["string", "null"] }], "x-a": { const: 1 } },
    ],
  ])("%j", (given, want) => {
    expect(schema(given)).toEqual({ schema: want, lost: [] });
  });
});

describe("what is lost is named", () => {
  test.each<[given: JsonObject, want: Json, lost: readonly string[]]>([
    [
      {
        if: {},
        then: {},
        contains: {},
        propertyNames: {},
        unevaluatedProperties: false,
        type: "object",
      },
      { type: "object" },
      ["if", "then", "contains", "propertyNames", "unevaluatedProperties"].map(
        (key) => `/${key}: \`${key}\``,
      ),
    ],
    [
      { patternProperties: { a: true }, additionalProperties: false },
      {},
      ["/patternProperties: `patternProperties`, and with it `additionalProperties`"],
    ],
    [
      { prefixItems: [true, true], items: false },
      { items: {}, maxItems: 2 },
      ["/prefixItems: `prefixItems`"],
    ],
    [
      { prefixItems: [true], items: { type: "string" }, maxItems: 3 },
      { items: {}, maxItems: 3 },
      ["/prefixItems: `prefixItems`, and `items` behind them"],
    ],
    [
      { items: [true], additionalItems: false },
      { items: {}, maxItems: 1 },
      ["/prefixItems: `prefixItems`"],
    ],
    [{ examples: [1, 2] }, { example: 1 }, ["/examples: more than one example of a schema"]],
    [
      { example: 0, examples: [1] },
      { example: 0 },
      ["/examples: more than one example of a schema"],
    ],
    [{ nullable: true }, {}, ["/nullable: a `nullable` that has no meaning in 3.1"]],
    [{ contentEncoding: "base32" }, {}, ["/contentEncoding: `contentEncoding`"]],
    [
      { allOf: [{ $ref: "#/webhooks/w/post/requestBody/content/a/schema" }], madeUp: 1 },
      { allOf: [{}] },
      [
        "/madeUp: `madeUp`",
        "/allOf/0/$ref: the schema at `#/webhooks/w/post/requestBody/content/a/schema`",
      ],
    ],
  ])("%j", (given, want, lost) => {
    expect(schema(given)).toEqual({ schema: want, lost });
  });

  test("of the document", () => {
    const item: JsonObject = { get: { summary: "s", security: [{ tls: [] }, { key: [] }] } };
    const fields: JsonObject = {
      jsonSchemaDialect: "https://example.com",
      info: { title: "T", version: "1", summary: "s", license: { name: "MIT", identifier: "MIT" } },
      paths: {
        "/a": { $ref: "#/components/pathItems/A", description: "beside" },
        "/b": { post: { parameters: [{ $ref: "#/components/parameters/P", description: "d" }] } },
      },
      webhooks: { w: { $ref: "#/components/pathItems/A" } },
      security: [{ tls: [] }],
      components: {
        pathItems: { A: item, B: {} },
        parameters: { P: { name: "p", in: "query", schema: { const: 1 } } },
        securitySchemes: { tls: { type: "mutualTLS" }, key: { type: "http", scheme: "basic" } },
      },
    };
    const { root, lost } = run(fields);
    const responses = { default: { description: "Any answer." } };
    expect(root).toEqual({
      openapi: "3.0.4",
      info: { title: "T", version: "1", license: { name: "MIT" } },
      paths: {
        "/a": {
          get: { summary: "s", security: [{ key: [] }], responses },
          description: "beside",
        },
        "/b": { post: { parameters: [{ $ref: "#/components/parameters/P" }], responses } },
      },
      components: {
        parameters: { P: { name: "p", in: "query", schema: { enum: [1] } } },
        securitySchemes: { key: { type: "http", scheme: "basic" } },
      },
    });
    expect(lost).toEqual([
      "/webhooks: `webhooks`",
      "/components/pathItems/B: the path item `B`, which no path uses",
      "/components/securitySchemes/tls: the security scheme `tls` (mutual TLS)",
      "/paths/~1b/post/parameters/0/description: a `description` beside a `$ref`",
      "/info/summary: `summary` of `info`",
      "/info/license/identifier: `identifier` of `info.license`",
      "/jsonSchemaDialect: `jsonSchemaDialect`",
    ]);
  });
});

test("a 3.0 document is its own copy", () => {
  const document = documentOf("3.0.3", { components: { schemas: { S: { nullable: true } } } });
  expect(downgrade(document)).toEqual({ root: document.root, diagnostics: [] });
});

test("down and up again is where it was, in the part that both versions share", () => {
  const document = documentOf("3.1.0", {
    components: {
      schemas: {
        S: {
          type: ["object", "null"],
          required: ["a"],
          properties: {
            a: { type: "string", enum: ["x"], example: "x" },
            b: { type: "number", exclusiveMinimum: 0 },
            c: { type: "array", items: { $ref: "#/components/schemas/S" } },
          },
          additionalProperties: false,
        },
      },
    },
  });
  const { root } = downgrade(document);
  const back = upgrade({ ...document, root, version: "3.0" });
  expect(back.diagnostics).toEqual([]);
  expect(back.document.root).toEqual(upgrade(document).document.root);
});
