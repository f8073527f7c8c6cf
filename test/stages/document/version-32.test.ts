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

describe("`defaultMapping`", () => {
  const told = (defaultMapping: unknown): readonly string[] => {
    const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
    const animal = (kind: string): JsonObject => ({
      type: "object",
      properties: { kind: { const: kind } },
    });
    const schemas = {
      Pet: {
        discriminator: { propertyName: "kind", defaultMapping },
        oneOf: [ref("Cat"), ref("Dog"), { $ref: "fish.json" }],
      },
      Cat: animal("Cat"),
      Dog: { ...animal("Dog"), required: ["kind"] },
      Bee: animal("Bee"),
    };
    const text = JSON.stringify({
      openapi: "3.2.0",
      info: { title: "T", version: "1" },
      components: { schemas },
    });
    const files = new Map([
      ["fish.json", JSON.stringify({ ...animal("Fish"), required: ["kind"] })],
    ]);
    const { diagnostics } = generate({ document: { path: "a.json", text }, files });
    const own = ["no-operations", "lossy-downgrade"];
    return pointers(diagnostics.filter(({ code }) => !own.includes(code)));
  };
  const at = "/components/schemas/Pet/discriminator/defaultMapping";

  test.each(["Cat", "#/components/schemas/Dog", "fish.json"])(
    "may lead to a branch: %s",
    (target) => {
      expect(told(target)).toEqual([]);
    },
  );

  test.each([
    ["Bee", "wrong-default-mapping"],
    ["#/components/schemas/Bee", "wrong-default-mapping"],
    ["Ant", "missing-ref"],
    ["#/components/schemas/Ant", "missing-ref"],
    ["#/info", "wrong-default-mapping"],
    ["ant.yaml", "external-ref"],
    [7, "wrong-type"],
  ])("is told of where it leads nowhere, or to none: %j", (target, code) => {
    expect(told(target)).toEqual([`${code} ${at}`]);
  });
});

test("methods of a document's own are sent in capitals, and left out where HTTP has no such name", () => {
  const own = { copy: { responses: {} }, "a b": { responses: {} } };
  const paths = { "/a": { additionalOperations: own } };
  const { api, diagnostics } = build(upgrade(documentOf("3.2.0", { paths })).document);
  expect(pointers(diagnostics).filter((text) => text.startsWith("unsupported-feature"))).toEqual(
    ["copy", "a b"].map((name) => `unsupported-feature /paths/~1a/additionalOperations/${name}`),
  );
  expect(api.operations.map(({ method }) => method)).toEqual(["copy"]);
});
