// The 3.0.4 copy is valid OpenAPI 3.0 in the eyes of another program: `redocly lint`, offline.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Document } from "../../../generator/document/document.ts";
import { downgrade } from "../../../generator/document/downgrade.ts";
import { link } from "../../../generator/document/link.ts";
import { loaded } from "./support.ts";

const folder = mkdtempSync(join(tmpdir(), "onespec-lint-"));
afterAll(() => rmSync(folder, { recursive: true }));
// The project's own rules are for its own document.
const config = join(folder, "redocly.yaml");
writeFileSync(config, "extends: [minimal]\n");

/** The errors of a document's copy, as redocly sees them. */
function lint(document: Document): readonly string[] {
  const file = join(folder, "copy.json");
  writeFileSync(file, JSON.stringify(downgrade(link(document).document).root));
  const redocly = join("node_modules", "@redocly", "cli", "bin", "cli.js");
  const environment = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const options = ["lint", file, `--config=${config}`, "--format=json", "--max-problems=100"];
  let output: string;
  try {
    output = execFileSync(process.execPath, [redocly, ...options], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, ...environment },
    });
  } catch (error) {
    output = (error as { readonly stdout: string }).stdout;
  }
  const { problems } = JSON.parse(output) as {
    problems: { severity: string; message: string; location: { pointer: string }[] }[];
  };
  return problems
    .filter(({ severity }) => severity === "error")
    .map(({ message, location }) => `${location[0]?.pointer}: ${message}`);
}

test("of the hand-written document", { timeout: 60_000 }, () => {
  const path = "spec/cloudflare-queues.yaml";
  const document = loaded(path, readFileSync(path, "utf8"));
  expect(downgrade(document).diagnostics).toEqual([]);
  expect(lint(document)).toEqual([]);
});

test("of a document with all that 3.0 does not have", { timeout: 60_000 }, () => {
  const text = `openapi: 3.1.0
jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
info: { title: T, version: "1", summary: s, license: { name: MIT, identifier: MIT } }
servers: [{ url: https://example.com }]
security: [{ tls: [] }]
paths:
  /a: { $ref: "#/components/pathItems/A" }
webhooks:
  w: { $ref: "#/components/pathItems/A" }
components:
  pathItems:
    A:
      post:
        operationId: a
        parameters: [{ $ref: "#/components/parameters/P", description: d }]
        requestBody: { content: { application/json: { schema: { $ref: "#s" } } } }
  parameters:
    P: { name: p, in: query, schema: true }
  securitySchemes:
    tls: { type: mutualTLS }
  schemas:
    S:
      $anchor: s
      $comment: c
      type: [object, array, "null"]
      $ref: "#/components/schemas/T"
      unevaluatedProperties: false
      properties:
        a: { const: 1, exclusiveMinimum: 0, examples: [1, 2] }
        b: { type: array, prefixItems: [true], items: false, contains: false }
        c: { type: "null" }
        d: { $ref: "#/components/schemas/T/$defs/U" }
        e: { enum: [] }
        f: { type: string, contentEncoding: base64 }
        g: { $ref: "#/webhooks/w/post/requestBody/content/application~1json/schema" }
    T:
      $id: https://example.com/t
      if: { required: [a] }
      then: { minProperties: 2 }
      dependentRequired: { a: [b] }
      patternProperties: { "^x": false }
      additionalProperties: { type: [string, integer] }
      $defs: { U: { type: [integer, string], propertyNames: { maxLength: 3 } } }
`;
  expect(lint(loaded("all.yaml", text))).toEqual([]);
});
