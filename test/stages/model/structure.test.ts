import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostics.ts";
import { load } from "../../../generator/document/load.ts";
import { resolver } from "../../../generator/document/resolve.ts";
import { upgrade } from "../../../generator/document/upgrade.ts";
import { checkStructure } from "../../../generator/model/structure.ts";

function check(text: string): readonly Diagnostic[] {
  const { document, diagnostics } = load({ path: "api.yaml", text: `openapi: 3.1.0\n${text}` });
  expect(diagnostics).toEqual([]);
  const upgraded = upgrade(document!).document;
  const found: Diagnostic[] = [];
  const { resolve } = resolver(upgraded);
  checkStructure({ report: (one) => found.push(one), resolve }, { value: upgraded.root, at: "" });
  return found;
}

const places = (text: string): readonly unknown[] =>
  check(text).map(({ code, at, key }) => [code, at, key]);

describe("the structure of a document", () => {
  it.each([
    ["pahts: {}", "misspelt-field", "/pahts", "paths"],
    ["info: { titel: a }", "misspelt-field", "/info/titel", "title"],
    ["paths: { /a: { gte: {} } }", "misspelt-field", "/paths/~1a/gte", "get"],
    [
      "paths: { /a: { put: { requestbody: {} } } }",
      "misspelt-field",
      "/paths/~1a/put/requestbody",
      "requestBody",
    ],
    ["paths: { /a: { paramaters: [] } }", "misspelt-field", "/paths/~1a/paramaters", "parameters"],
    [
      "paths: { /a: { parameters: [{ nam: a, in: query }] } }",
      "misspelt-field",
      "/paths/~1a/parameters/0/nam",
      "name",
    ],
    [
      "paths: { /a: { put: { requestBody: { contents: {} } } } }",
      "misspelt-field",
      "/paths/~1a/put/requestBody/contents",
      "content",
    ],
    [
      'paths: { /a: { put: { responses: { "200": { content: { a/b: { shema: {} } } } } } } }',
      "misspelt-field",
      "/paths/~1a/put/responses/200/content/a~1b/shema",
      "schema",
    ],
    ["components: { schema: {} }", "misspelt-field", "/components/schema", "schemas"],
    [
      "components: { responses: { A: { header: {} } } }",
      "misspelt-field",
      "/components/responses/A/header",
      "headers",
    ],
    [
      "components: { securitySchemes: { A: { typ: http } } }",
      "misspelt-field",
      "/components/securitySchemes/A/typ",
      "type",
    ],
    // OpenAPI 3.1 needs no `responses`: that it is taken to be empty hides no misspelling.
    [
      "paths: { /a: { put: { respones: {} } } }",
      "misspelt-field",
      "/paths/~1a/put/respones",
      "responses",
    ],
  ])("names the field that was meant: %s", (text, code, at, meant) => {
    expect(check(text)).toMatchObject([{ code, at, key: true, severity: "error" }]);
    expect(check(text)[0]!.help).toContain(`Did you mean \`${meant}\`?`);
  });

  it("only warns of a field that resembles none, or one that is there already", () => {
    expect(
      places("host: a.example\nconstructor: 1\npaths: { /a: { get: { tags: [a], tag: a } } }"),
    ).toEqual([
      ["unknown-field", "/host", true],
      ["unknown-field", "/constructor", true],
      ["unknown-field", "/paths/~1a/get/tag", true],
    ]);
  });

  it("says nothing of extensions, of schemas and of what is left out, and once what stands beside a `$ref`", () => {
    expect(
      places(`
info: { $ref: "#/x-info" }
x-info: { titel: a }
paths:
  x-a: { gte: {} }
  /a: { $ref: "#/components/pathItems/A", gte: {}, put: { tgas: [] } }
components:
  schemas: { A: { descripton: a } }
  callbacks: { A: { "{$url}": { gte: {} } } }
  pathItems: { A: { get: { x-a: 1, parameters: [{ $ref: "#/components/parameters/P", nam: a }] } } }
  parameters: { P: { name: a, in: query } }
`),
    ).toEqual([
      ["unsupported-feature", "/paths/~1a/gte", true],
      ["unsupported-feature", "/components/pathItems/A/get/parameters/0/nam", true],
    ]);
  });

  it("warns of what the client does not express", () => {
    const found = check(`
servers: [{ url: https://a.example }]
webhooks: { hook: { gte: {} } }
paths:
  /a:
    get: { callbacks: { called: { $ref: "#/x-a" } } }
    put: { callbacks: {} }
`);
    expect(found.map(({ at, key, message }) => [at, key, message])).toEqual([
      [
        "/webhooks",
        true,
        "`webhooks` is not supported yet: the requests that the API makes are left out.",
      ],
      [
        "/paths/~1a/get/callbacks",
        true,
        "`callbacks` is not supported yet: the requests that the API makes are left out.",
      ],
    ]);
  });

  it("refuses paths without a slash, and two that one request would match", () => {
    expect(
      places(`
paths:
  a: {}
  "/#a": { get: {} }
  /{a}: { get: {} }
  /{b}: { put: {} }
  "/{b}?x": { get: {} }
  /{c}: { put: {}, post: {} }
`),
    ).toEqual([
      ["bad-path", "/paths/a", true],
      ["ambiguous-path", "/paths/~1{c}", true],
    ]);
  });

  it("refuses a parameter twice in one list, be it by reference; overriding one is fine", () => {
    expect(
      places(`
paths:
  /a:
    parameters: [{ name: a, in: query }]
    get:
      parameters:
        - { name: a, in: query }
        - { name: a, in: header }
        - $ref: "#/components/parameters/A"
        - { name: a, in: header }
components: { parameters: { A: { name: a, in: query } } }
`),
    ).toEqual([
      ["duplicate-parameter", "/paths/~1a/get/parameters/2/$ref", false],
      ["duplicate-parameter", "/paths/~1a/get/parameters/3/name", false],
    ]);
  });

  it("refuses a requirement that names no security scheme", () => {
    const found = check(`
security: [{ tokn: [] }, {}]
paths: { /a: { get: { security: [{ token: [] }, { constructor: [] }] } } }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
`);
    expect(found.map(({ code, at, key, help }) => [code, at, key, help])).toEqual([
      ["unknown-security-scheme", "/security/0/tokn", true, "Did you mean `token`?"],
      [
        "unknown-security-scheme",
        "/paths/~1a/get/security/1/constructor",
        true,
        "Define it there, or remove it here.",
      ],
    ]);
  });
});
