// References by identifier, by anchor and into other files become pointers into one tree.
import { describe, expect, test } from "vitest";
import type { Document } from "../../../generator/document/document.ts";
import { authoredIn } from "../../../generator/document/files.ts";
import { link } from "../../../generator/document/link.ts";
import { get } from "../../../generator/document/pointer.ts";
import { locate } from "../../../generator/document/position.ts";
import { resolveUri } from "../../../generator/document/uri.ts";
import type { JsonObject } from "../../../generator/model/model.ts";
import { documentOf, pointers } from "./support.ts";

const withSchemas = (schemas: JsonObject): Document =>
  documentOf("3.1.0", { components: { schemas } });

test.each([
  ["#/a", "api.yaml", "api.yaml", "/a"],
  ["b.yaml#c", "api.yaml", "b.yaml", "c"],
  ["../b%20c.yaml", "schemas/a.yaml", "b c.yaml", ""],
  ["../../b.yaml", "a.yaml", "../../b.yaml", ""],
  ["tree", "https://example.com/x/", "https://example.com/x/tree", ""],
  ["#node", "urn:uuid:1", "urn:uuid:1", "node"],
  ["HTTP://Example.com", "api.yaml", "http://example.com/", ""],
])("%s in %s names %s", (reference, base, resource, fragment) => {
  expect(resolveUri(reference, base)).toEqual({ resource, fragment });
});

test("a document of pointers alone is the same document", () => {
  const document = withSchemas({ A: { $ref: "#/components/schemas/B" }, B: true });
  expect(link(document)).toEqual({ document, diagnostics: [], missing: [] });
  expect(link(document).document).toBe(document);
});

describe("names", () => {
  const { document, diagnostics } = link(
    withSchemas({
      A: { $id: "https://example.com/a", $defs: { x: { $anchor: "x" } }, $ref: "#x" },
      B: { $ref: "https://example.com/a#/$defs/x" },
      C: { $ref: "https://example.com/a" },
      D: { $anchor: "d", discriminator: { propertyName: "k", mapping: { a: "C", b: "#d" } } },
      E: { enum: [{ $ref: "#no", $id: "https://example.com/a" }] },
      F: { $dynamicRef: "#d", $ref: "#d" },
    }),
  );

  test.each([
    ["A/$ref", "#/components/schemas/A/$defs/x"],
    ["B/$ref", "#/components/schemas/A/$defs/x"],
    ["C/$ref", "#/components/schemas/A"],
    ["D/discriminator/mapping/a", "C"],
    ["D/discriminator/mapping/b", "#/components/schemas/D"],
    ["E/enum/0/$ref", "#no"],
    ["F/$ref", "#/components/schemas/D"],
    ["F/allOf/0/$ref", "#/components/schemas/D"],
  ])("%s → %s", (pointer, want) => {
    expect(diagnostics).toEqual([]);
    expect(get(document.root, `/components/schemas/${pointer}`)).toBe(want);
  });
});

describe("a loop of references of which nothing is generated", () => {
  const around = (kind: string, paths: JsonObject): Document =>
    documentOf("3.1.0", {
      paths,
      components: { [kind]: { A: { $ref: `#/components/${kind}/A` } } },
    });
  const body = { requestBody: { $ref: "#/components/requestBodies/A" } };
  const media = { examples: { e: { $ref: "#/components/examples/A" } } };

  test.each<[what: string, given: Document, gone: readonly string[]]>([
    ["in a component", around("responses", {}), ["/components/responses/A"]],
    [
      "in the body of a method that sends none",
      around("requestBodies", { "/a": { get: body } }),
      ["/paths/~1a/get/requestBody", "/components/requestBodies/A"],
    ],
    [
      "in examples",
      around("examples", { "/a": { post: { requestBody: { content: { "a/b": media } } } } }),
      ["/paths/~1a/post/requestBody/content/a~1b/examples/e", "/components/examples/A"],
    ],
  ])("%s is told and left out", (_what, given, gone) => {
    const { document, diagnostics } = link(given);
    expect(pointers(diagnostics)).toEqual(gone.map((pointer) => `slip ${pointer}/$ref`));
    expect(gone.map((pointer) => get(document.root, pointer))).toEqual(gone.map(() => undefined));
    expect(link(document).diagnostics).toEqual([]);
  });

  test.each<[what: string, given: Document]>([
    ["a body that is sent", around("requestBodies", { "/a": { post: body } })],
    ["a scheme, which is used by name", around("securitySchemes", {})],
    ["a schema", around("schemas", {})],
  ])("%s is refused", (_what, given) => {
    const { document, diagnostics } = link(given);
    expect(diagnostics.map(({ code }) => code)).toEqual(["circular-ref"]);
    expect(document).toBe(given);
  });
});

describe("files", () => {
  const files = new Map([
    ["pets/pet.yaml", "properties:\n  name: {$ref: '../names.json#/Name'}\n  self: {$ref: '#'}\n"],
    ["names.json", '{"Name":{"minLength":1},"unused":{"$ref":"gone.json"}}'],
    ["other.yaml", "type: string\n"],
  ]);
  const root = withSchemas({ Pet: { $ref: "pets/pet.yaml" }, Own: { $ref: "api.json#/info" } });
  const { document, diagnostics, missing } = link(root, files);

  test("those that are referred to become part of the tree", () => {
    expect(diagnostics).toEqual([]);
    expect(missing).toEqual([]);
    expect([...document.files!.keys()]).toEqual(["pets/pet.yaml", "names.json"]);
    expect(get(document.root, "/components/schemas")).toEqual({
      Pet: { $ref: "#/x-onespec-files/pets~1pet.yaml" },
      Own: { $ref: "#/info" },
    });
    expect(get(document.root, "/x-onespec-files/pets~1pet.yaml/properties")).toEqual({
      name: { $ref: "#/x-onespec-files/names.json/Name" },
      self: { $ref: "#/x-onespec-files/pets~1pet.yaml" },
    });
  });

  test("one with an identifier is known by both of its names", () => {
    const text = '{"$id":"https://x.test/s","$defs":{"a":{"$anchor":"a"}}}';
    const schemas = { A: { $ref: "s.json#a" }, B: { $ref: "https://x.test/s#a" } };
    const linked = link(withSchemas(schemas), new Map([["s.json", text]]));
    const $ref = "#/x-onespec-files/s.json/$defs/a";
    expect(get(linked.document.root, "/components/schemas")).toEqual({ A: { $ref }, B: { $ref } });
  });

  test("a pointer into one is shown in its text", () => {
    const place = authoredIn(document, "/x-onespec-files/pets~1pet.yaml/properties/self");
    expect(place.source.path).toBe("pets/pet.yaml");
    expect(locate(place.source, place.at, true)).toMatchObject({ line: 3, column: 3 });
  });

  test("what is missing is named, and reported at the reference", () => {
    const found = link(withSchemas({ A: { $ref: "a.yaml" }, B: { $ref: "https://x.test/b" } }));
    expect(found.missing).toEqual(["a.yaml", "https://x.test/b"]);
    expect(pointers(found.diagnostics)).toEqual([
      "external-ref /components/schemas/A/$ref",
      "external-ref /components/schemas/B/$ref",
    ]);
  });

  test("what a file lacks, and what is wrong with its text, is reported once", () => {
    const texts = new Map([
      ["a.yaml", "b: 1\n"],
      ["broken.json", '{"a":'],
    ]);
    const schemas = { A: { $ref: "a.yaml#/c" }, B: { $ref: "broken.json" } };
    const found = link(withSchemas(schemas), texts).diagnostics;
    expect(found.map(({ code, at }) => [code, typeof at === "string" ? at : at.file])).toEqual([
      ["syntax", "broken.json"],
      ["missing-ref", "/components/schemas/A/$ref"],
      ["external-ref", "/components/schemas/B/$ref"],
    ]);
  });
});

test("a pointer past an `$id` is followed with a warning", () => {
  const found = link(
    withSchemas({ A: { $id: "https://x.test/a", $ref: "#/components/schemas/B" }, B: true }),
  );
  expect(pointers(found.diagnostics)).toEqual(["ref-past-id /components/schemas/A/$ref"]);
});
