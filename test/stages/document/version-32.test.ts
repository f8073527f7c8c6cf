// OpenAPI 3.2 at the door: what it has beside 3.1 is read, or told, and leaves the copy for older readers.
import { describe, expect, test } from "vitest";
import { downgrade } from "../../../generator/document/downgrade.ts";
import { link } from "../../../generator/document/link.ts";
import { upgrade } from "../../../generator/document/upgrade.ts";
import { generate } from "../../../generator/index.ts";
import { build } from "../../../generator/model/build.ts";
import type { JsonObject } from "../../../generator/model/model.ts";
import { documentOf, pointers } from "./support.ts";

const NEW: JsonObject = {
  $self: "https://example.com/apis/main",
  tags: [{ name: "a", summary: "A", parent: "b", kind: "nav" }],
  paths: {
    "/a": {
      query: {
        operationId: "search",
        requestBody: { content: { "application/json": { schema: { type: "object" } } } },
        responses: {
          200: {
            summary: "Found",
            content: { "application/json": { $ref: "#/components/mediaTypes/Found" } },
          },
        },
      },
      additionalOperations: { COPY: { operationId: "copy", responses: { 204: {} } } },
    },
    "/b": {
      get: {
        operationId: "stream",
        parameters: [
          {
            name: "all",
            in: "querystring",
            content: { "text/plain": { schema: { type: "string" } } },
          },
        ],
        responses: {
          200: {
            content: { "application/jsonl": { itemSchema: { $ref: "#/components/schemas/Pet" } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: "object",
        discriminator: { propertyName: "kind", defaultMapping: "Cat" },
        xml: { nodeType: "element" },
        properties: { kind: { type: "string" } },
        oneOf: [{ $ref: "https://example.com/apis/main#/components/schemas/Cat" }],
      },
      Cat: { type: "object" },
    },
    mediaTypes: {
      Found: {
        schema: { $ref: "#/components/schemas/Cat" },
        examples: { a: { dataValue: { b: 1 } } },
      },
    },
    securitySchemes: {
      o: {
        type: "oauth2",
        oauth2MetadataUrl: "https://example.com/m",
        flows: {
          deviceAuthorization: {
            deviceAuthorizationUrl: "https://example.com/d",
            tokenUrl: "https://example.com/t",
            scopes: {},
          },
        },
      },
    },
  },
};

describe("a document of 3.2", () => {
  const { document, diagnostics } = link(documentOf("3.2.0", NEW));
  const built = build(upgrade(document).document);

  test("has operations of `query` and of methods of its own; answers need no description", () => {
    expect(diagnostics).toEqual([]);
    expect(
      built.api.operations.map(({ method, id, idempotent }) => [method, id, idempotent]),
    ).toEqual([
      ["query", "search", true],
      ["copy", "copy", false],
      ["get", "stream", true],
    ]);
    expect(built.api.operations[0]!.result.body).toBe("Cat");
    expect(built.api.schemas.find(({ name }) => name === "Cat")?.examples).toMatchObject([
      { name: "a", value: { b: 1 } },
    ]);
  });

  test("says what is not expressed, and takes no field of 3.2 for a mistake", () => {
    const codes = pointers(built.diagnostics);
    expect(codes.filter((line) => !line.startsWith("unsupported-feature"))).toEqual([]);
    expect(codes).toContain("unsupported-feature /paths/~1b/get/parameters/0");
  });

  test("is known by its `$self`", () => {
    const { Pet } = (document.root["components"] as { schemas: JsonObject }).schemas as {
      Pet: JsonObject;
    };
    expect(Pet["oneOf"]).toEqual([{ $ref: "#/components/schemas/Cat" }]);
  });

  test("generates; the copy in 3.0 says what it lost", () => {
    const made = generate({
      document: {
        path: "a.json",
        text: JSON.stringify({ openapi: "3.2.0", info: { title: "T", version: "1" }, ...NEW }),
      },
    });
    expect(made.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const { root, diagnostics } = downgrade(document);
    expect(root["openapi"]).toBe("3.0.4");
    expect(JSON.stringify(root)).not.toMatch(
      /\$self|"query"|additionalOperations|itemSchema|mediaTypes|dataValue|deviceAuth|defaultMapping|querystring/,
    );
    expect(pointers(diagnostics).map((line) => line.replace("lossy-downgrade ", ""))).toEqual([
      "/paths/~1a/query/responses/200/summary",
      "/paths/~1a/query",
      "/paths/~1a/additionalOperations",
      "/paths/~1b/get/responses/200/content/application~1jsonl/itemSchema",
      "/paths/~1b/get/parameters/0",
      "/components/schemas/Pet/discriminator/defaultMapping",
      "/components/securitySchemes/o/oauth2MetadataUrl",
      "/components/securitySchemes/o/flows/deviceAuthorization",
      "/tags/0/summary",
      "/tags/0/parent",
      "/tags/0/kind",
    ]);
  });
});

test("what is read otherwise than it is written, or not at all, is named", () => {
  const items = {
    itemSchema: { type: "object" },
    itemEncoding: {},
    encoding: { a: { encoding: { inner: {} } } },
  };
  const answers = {
    200: { content: { "application/xml": { itemSchema: true } } },
    201: { content: { "application/a+jsonl": { itemSchema: true } } },
  };
  const put = { requestBody: { content: { "multipart/form-data": items } }, responses: answers };
  const own = { copy: { responses: {} }, "a b": { responses: {} } };
  const paths = { "/a": { additionalOperations: own, put } };
  const { api, diagnostics } = build(upgrade(documentOf("3.2.0", { paths })).document);
  expect(pointers(diagnostics).filter((text) => text.startsWith("unsupported-feature"))).toEqual(
    [
      "additionalOperations/copy",
      "additionalOperations/a b",
      "put/requestBody/content/multipart~1form-data/itemSchema",
      "put/requestBody/content/multipart~1form-data/itemEncoding",
      "put/requestBody/content/multipart~1form-data/encoding/a/encoding",
      "put/responses/200/content/application~1xml/itemSchema",
    ].map((place) => `unsupported-feature /paths/~1a/${place}`),
  );
  expect(api.operations.map(({ method }) => method)).toEqual(["put", "copy"]);
});
