import { describe, expect, it } from "vitest";
import { load } from "../../../generator/document/load.ts";
import { upgrade } from "../../../generator/document/upgrade.ts";
import { build, type Built } from "../../../generator/model/build.ts";

function model(text: string): Built {
  const { document, diagnostics } = load({ path: "api.yaml", text });
  expect(diagnostics).toEqual([]);
  return build(upgrade(document!).document);
}

const HEAD = "openapi: 3.1.0\ninfo: { title: Pets, version: 1.0.0 }\n";
const codes = ({ diagnostics }: Built): readonly unknown[] =>
  diagnostics.map(({ code, at }) => [code, at]);
const parametersOf = ({ api }: Built): readonly unknown[] =>
  api.operations.map(({ url, pathParameters }) => [url, pathParameters.map(({ name }) => name)]);

describe("Document → Api", () => {
  it("names schemas that an operation says inline, and rewrites every reference", () => {
    const { api, diagnostics } = model(`${HEAD}
paths:
  /pets:
    post:
      operationId: pets.add
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { tag: { $ref: "#/components/schemas/pet/properties/tag" } } } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/pet" } } } } }
components:
  schemas:
    pet: { type: object, properties: { tag: { type: string, enum: [a, b] } } }
`);
    expect(diagnostics).toEqual([]);
    expect(api.schemas.map(({ name, role }) => [name, role])).toEqual([
      ["Pet", "component"],
      ["PetsAddRequest", "request"],
      ["PetTag", "component"],
    ]);
    expect(api.schemas[1]!.schema).toMatchObject({
      properties: { tag: { $ref: "#/components/schemas/PetTag" } },
    });
    expect(api.operations[0]).toMatchObject({
      path: ["pets", "add"],
      name: "petsAdd",
      body: { schema: "PetsAddRequest", required: true },
      result: { schema: "Pet", enveloped: false },
    });
  });

  it("binds parameters, unwraps the envelope and shortens names where the document says so", () => {
    const { api, diagnostics } = model(`${HEAD}
x-onespec-envelope: { result: result, success: success }
x-onespec-short-names: pets
paths:
  /tenants/{tenant_id}/pets:
    parameters:
      - { name: tenant_id, in: path, required: true, schema: { type: string, maxLength: 8 }, x-onespec-bind: true }
    get:
      operationId: pets.list
      responses:
        "200":
          description: ok
          content: { application/json: { schema: { allOf: [{ type: object, properties: { success: { enum: [true] } } }, { type: object, properties: { result: { type: object } } }] } } }
`);
    expect(diagnostics).toEqual([]);
    expect(api.bound).toMatchObject([{ parameter: "tenant_id", option: "tenantId" }]);
    expect(api.operations[0]).toMatchObject({
      name: "list",
      idempotent: true,
      result: { body: "ListResponse", schema: "ListResult", enveloped: true, emptyObject: true },
    });
  });

  it("reads security as alternatives", () => {
    const { api } = model(`${HEAD}
security: [{ token: [] }, { mail: [], key: [] }]
paths:
  /a: { get: { responses: {} } }
  /b: { get: { security: [], responses: {} } }
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
    mail: { type: apiKey, in: header, name: X-Mail }
    key: { type: apiKey, in: query, name: key }
`);
    expect(api.credentials.map(({ option, carrier }) => [option, carrier.kind])).toEqual([
      ["token", "bearer"],
      ["mail", "header"],
      ["key", "query"],
    ]);
    expect(api.operations.map(({ security }) => security)).toEqual([
      [["token"], ["mail", "key"]],
      [],
    ]);
  });

  it("finds path parameters that are declared and not in the path, and the reverse", () => {
    const built = model(`${HEAD}
paths:
  /pets/{petId}:
    get:
      parameters: [{ name: petid, in: path, required: true, schema: { type: string } }]
      responses: {}
`);
    expect(codes(built)).toEqual([["path-parameter-undeclared", "/paths/~1pets~1{petId}/get"]]);
    expect(built.diagnostics[0]!.help).toContain("`petid` is taken for it.");
    expect(parametersOf(built)).toEqual([["/pets/{petId}", ["petId"]]]);
  });

  it("takes an undeclared path parameter for a text, and leaves an unused one out", () => {
    const built = model(`${HEAD}
paths:
  /pets/{pet}:
    get:
      parameters: [{ name: owner, in: path, required: true, schema: { type: integer } }]
      responses: {}
`);
    expect(codes(built)).toEqual([
      ["path-parameter-undeclared", "/paths/~1pets~1{pet}/get"],
      ["path-parameter-unused", "/paths/~1pets~1{pet}/get/parameters/0/name"],
    ]);
    expect(parametersOf(built)).toEqual([["/pets/{pet}", ["pet"]]]);
    expect(built.api.schemas).toMatchObject([{ schema: { type: "string" } }]);
  });

  it("reads operators in braces, and what stands behind a path, as what they mean", () => {
    const built = model(`${HEAD}
paths:
  /v1/{+name}:cancel:
    post:
      parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
      responses: {}
  /files?action=list&kind={kind}:
    get: { responses: {} }
`);
    expect(codes(built)).toEqual([
      ["path-expansion", "/paths/~1v1~1{+name}:cancel"],
      ["unsupported-feature", "/paths/~1files?action=list&kind={kind}"],
    ]);
    expect(parametersOf(built)).toEqual([
      ["/v1/{+name}:cancel", ["name"]],
      ["/files", []],
    ]);
    const query = built.api.schemas.find(
      ({ name }) => name === built.api.operations[1]!.query?.schema,
    );
    expect(query?.schema).toMatchObject({
      properties: { action: { const: "list" }, kind: { type: "string" } },
      required: ["action", "kind"],
    });
  });

  it("calls the second of two operations that want one name after method and path", () => {
    const twice = model(`${HEAD}
paths:
  /a: { get: { operationId: pets.list, responses: {} } }
  /b: { get: { operationId: pets/list, responses: {} } }
  /c: { get: { operationId: pets, responses: {} } }
`);
    expect(codes(twice)).toEqual([
      ["renamed", "/paths/~1b/get/operationId"],
      ["renamed", "/paths/~1c/get/operationId"],
    ]);
    expect(twice.api.operations.map(({ path }) => path.join("."))).toEqual([
      "pets.list",
      "getB",
      "getC",
    ]);
  });

  it("calls a schema otherwise that wants the name of an operation's options, or of a group", () => {
    const built = model(`${HEAD}
paths:
  /a: { get: { operationId: pets.list, responses: {} } }
components:
  schemas: { PetsListOptions: {}, pets_methods: {} }
`);
    expect(codes(built)).toEqual([
      ["renamed", "/components/schemas/PetsListOptions"],
      ["renamed", "/components/schemas/pets_methods"],
    ]);
    expect(built.api.schemas.map(({ name }) => name)).toEqual([
      "PetsListOptionsSchema",
      "PetsMethodsSchema",
    ]);
  });

  it("warns of what the client can't send or read, and leaves the rest whole", () => {
    const built = model(`${HEAD}
paths:
  /a:
    post:
      operationId: upload
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, properties: { f: { type: array } } }
            encoding: { f: { style: pipeDelimited, headers: { X-A: { schema: { type: string } } } } }
          application/xml: { schema: { type: object } }
      responses: {}
    get:
      operationId: read
      requestBody: { content: { application/json: {} } }
      parameters:
        - { name: nested, in: query, schema: { type: array, items: { type: object } } }
        - { name: exploded, in: query, style: pipeDelimited, explode: true, schema: { type: array } }
        - { name: odd, in: cookie, style: matrix, schema: {} }
        - { name: csv, in: query, content: { application/csv: {} } }
      responses: { "200": { description: ok, content: { text/csv: {} } } }
`);
    expect(
      built.diagnostics.map((found) => [found.code, String(found.at).replace("/paths/~1a/", "")]),
    ).toEqual(
      [
        "post/requestBody/content/multipart~1form-data/encoding/f/headers/X-A",
        "post/requestBody/content/application~1xml/schema",
        "get/requestBody",
        "get/parameters/0",
        "get/parameters/1",
        "get/parameters/3/content",
        "get/parameters/2/style",
      ].map((at) => ["unsupported-feature", at]),
    );
    const [upload, read] = built.api.operations;
    expect(upload!.body).toMatchObject({
      kind: "multipart",
      mediaType: "multipart/form-data",
      others: [{ kind: "text", mediaType: "application/xml", schema: "TextBody" }],
    });
    expect(read!.body).toBeUndefined();
    expect([...read!.query!.styles].map(([name, { style }]) => [name, style])).toEqual([
      ["nested", "form"],
      ["exploded", "pipeDelimited"],
      ["csv", "form"],
    ]);
    expect(read!.cookies!.styles.get("odd")).toMatchObject({ style: "form", explode: true });
  });

  it("bounds what a client takes once", () => {
    const names = ["a", "b", "c", "d", "e"];
    const parameter = (name: string): string =>
      `{ name: ${name}, in: path, required: true, x-onespec-bind: true, schema: { type: string } }`;
    const many = model(`${HEAD}
paths:
  /${names.map((name) => `{${name}}`).join("/")}: { get: { parameters: [${names.map(parameter).join(", ")}], responses: {} } }
`);
    expect(many.diagnostics.map(({ code }) => code)).toEqual(["bad-extension"]);
  });

  it("refuses extensions of ours that it does not know", () => {
    const built = model(
      `${HEAD}paths: { /a: { get: { x-onespec-idempotnt: true, responses: {} } } }\n`,
    );
    expect(codes(built)).toEqual([["bad-extension", "/paths/~1a/get/x-onespec-idempotnt"]]);
    expect(built.diagnostics[0]!.help).toContain("`x-onespec-idempotent`");
  });
});
