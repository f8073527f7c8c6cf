// One schema of the document, several of the model: by dynamic scope, and by what carries the value.
import { describe, expect, test } from "vitest";
import { link } from "../../../generator/document/link.ts";
import { build } from "../../../generator/model/build.ts";
import type { JsonObject, Schema } from "../../../generator/model/model.ts";
import { documentOf } from "../document/support.ts";

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

function schemasOf(fields: JsonObject): Readonly<Record<string, Schema>> {
  const { document, diagnostics } = link(documentOf("3.1.0", fields));
  expect(diagnostics).toEqual([]);
  const { api } = build(document);
  return Object.fromEntries(api.schemas.map(({ name, schema }) => [name, schema]));
}

describe("dynamic scope", () => {
  const list = {
    $id: "list",
    $dynamicAnchor: "item",
    items: { $dynamicRef: "#item" },
    description: "a list of lists, unless somebody says of what",
  };
  test("a schema is printed once for each scope that changes it", () => {
    const schemas = schemasOf({
      components: {
        schemas: {
          List: list,
          Pets: {
            $id: "pets",
            $dynamicAnchor: "item",
            type: "object",
            properties: { all: { $ref: "list" } },
          },
        },
      },
    });
    expect(schemas).toEqual({
      List: { items: ref("List"), description: list.description },
      Pets: { type: "object", properties: { all: ref("ListOfPets") } },
      ListOfPets: { items: ref("Pets"), description: list.description },
    });
  });

  test("without a dynamic anchor there, it is an ordinary reference", () => {
    const schemas = schemasOf({
      components: { schemas: { A: { $anchor: "a", items: { $dynamicRef: "#a" } } } },
    });
    expect(schemas).toEqual({ A: { items: ref("A") } });
  });
});

describe("read-only and write-only", () => {
  const content = (name: string): JsonObject => ({
    content: { "application/json": { schema: ref(name) } },
  });
  const paths = (name: string): JsonObject => ({
    "/p": {
      post: {
        operationId: "send",
        requestBody: content(name),
        responses: { "200": { description: "", ...content(name) } },
      },
    },
  });
  const id = { type: "integer", readOnly: true };
  const secret = { type: "string", writeOnly: true };

  test("each direction requires what it carries", () => {
    const properties = { id, secret, friend: ref("Pet") };
    const Pet = { required: ["id", "secret"], properties };
    const schemas = schemasOf({ paths: paths("Pet"), components: { schemas: { Pet } } });
    expect(schemas).toEqual({
      Pet,
      PetInput: { required: ["secret"], properties: { ...properties, friend: ref("PetInput") } },
      PetOutput: { required: ["id"], properties: { ...properties, friend: ref("PetOutput") } },
    });
  });

  test.each<[string, JsonObject, JsonObject | undefined]>([
    ["nothing is required", { properties: { id } }, undefined],
    ["it is not required itself", { required: ["a"], properties: { id } }, undefined],
    [
      "what it refers to is flagged",
      { required: ["id"], properties: { id: ref("Id") } },
      { properties: { id: ref("Id") } },
    ],
    [
      "it is required beside",
      { allOf: [{ properties: { id } }, { required: ["id", "b"] }] },
      { allOf: [{ properties: { id } }, { required: ["b"] }] },
    ],
    [
      "it is inside",
      { properties: { in: { required: ["id"], properties: { id } } } },
      { properties: { in: { properties: { id } } } },
    ],
  ])("in a request, where %s", (_case, Pet, want) => {
    const schemas = schemasOf({ paths: paths("Pet"), components: { schemas: { Pet, Id: id } } });
    expect(schemas["PetInput"]).toEqual(want);
    expect(schemas["PetOutput"]).toBeUndefined();
  });

  test("what is no schema is reported, and says nothing of directions", () => {
    const Pet = { required: ["id"], properties: { id, none: ref("None") } };
    const schemas = { Pet, None: null };
    const { diagnostics } = build(
      documentOf("3.1.0", { paths: paths("Pet"), components: { schemas } }),
    );
    expect(diagnostics.map(({ code, at }) => [code, at])).toContainEqual([
      "wrong-type",
      "/components/schemas/None",
    ]);
  });
});
