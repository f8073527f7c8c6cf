// Where references lead, and every one that leads nowhere.
import { describe, expect, test } from "vitest";
import { pointerOf, refOf } from "../../../generator/document/pointer.ts";
import { checkRefs, resolver } from "../../../generator/document/resolve.ts";
import type { JsonObject } from "../../../generator/model/model.ts";
import { documentOf, loaded, places, pointers } from "./support.ts";

const withSchemas = (schemas: JsonObject) => documentOf("3.1.0", { components: { schemas } });
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const check = (schemas: JsonObject): readonly string[] => pointers(checkRefs(withSchemas(schemas)));

test.each([
  ["#", ""],
  ["#/a/b%20c/~1d~0", "/a/b c/~1d~0"],
  ["#/a%2Fb", "/a/b"],
  ["#/100%", "/100%"],
  ["#anchor", undefined],
  ["other.yaml#/a", undefined],
])("the pointer of %s", (given, want) => {
  expect(pointerOf(given)).toBe(want);
});

test("a reference to any name leads to it", () => {
  for (const name of ["a b", "100%", "a/b~", "ü#?", "__proto__", "\ud800", ""]) {
    const { root } = loaded("a.json", JSON.stringify({ openapi: "3.1.0" }));
    const document = { ...loaded("a.json", '{"openapi":"3.1.0"}'), root: { ...root, [name]: 1 } };
    const step = name.replaceAll("~", "~0").replaceAll("/", "~1");
    if (name === "\ud800") expect(refOf(`/${step}`)).toBe("#/%EF%BF%BD");
    else expect(resolver(document).resolve(refOf(`/${step}`), "")).toMatchObject({ value: 1 });
  }
});

describe("resolve", () => {
  const document = documentOf("3.1.0", {
    components: {
      schemas: {
        A: { ...ref("B"), description: "of A" },
        B: ref("C"),
        C: { type: "string" },
        D: { ...ref("C"), maxLength: 1 },
        Loop: ref("Pool"),
        Pool: ref("Loop"),
        Broken: ref("Ca"),
      },
      parameters: { P: { $ref: "#/components/parameters/Q", required: true }, Q: { name: "q" } },
    },
  });
  const { resolve, target } = resolver(document);
  const end = (to: string): string => {
    const found = resolve(to, "/here");
    return "code" in found ? `${found.code} ${String(found.at)}` : found.at;
  };

  test("follows what only refers further", () => {
    expect(end("#/components/schemas/A")).toBe("/components/schemas/C");
    expect(end("#/components/schemas/D")).toBe("/components/schemas/D");
    expect(end("#/components/parameters/P")).toBe("/components/parameters/Q");
    expect(target("#/components/schemas/A", "")).toMatchObject({ at: "/components/schemas/A" });
  });

  test("says where the way ends", () => {
    expect(end("#/components/schemas/Broken")).toBe("missing-ref /components/schemas/Broken/$ref");
    expect(end("#/components/schemas/Loop")).toBe("circular-ref /here/$ref");
    expect(end("#/components/schemas/constructor")).toBe("missing-ref /here/$ref");
    expect(end("other.yaml#/A")).toBe("external-ref /here/$ref");
  });
});

describe("checkRefs", () => {
  test("finds all of them, and none in values", () => {
    const nowhere = { $ref: "#/nowhere" };
    const document = documentOf("3.1.0", {
      paths: {
        "/a": { $ref: "./a.yaml", get: { parameters: [nowhere], responses: { 200: nowhere } } },
      },
      components: {
        schemas: {
          A: {
            properties: { $ref: ref("A"), b: nowhere },
            default: nowhere,
            enum: [nowhere],
            examples: [nowhere],
            "x-a": nowhere,
          },
          N: { $ref: 1 },
        },
        examples: { E: { value: nowhere } },
      },
    });
    expect(pointers(checkRefs(document))).toEqual([
      "missing-ref /paths/~1a/get/parameters/0/$ref",
      "missing-ref /paths/~1a/get/responses/200/$ref",
      "external-ref /paths/~1a/$ref",
      "missing-ref /components/schemas/A/properties/b/$ref",
      "wrong-type /components/schemas/N/$ref",
    ]);
  });

  test("suggests a name that is close", () => {
    const [found] = checkRefs(withSchemas({ A: ref("Mesage"), Message: {}, Massage: {} }));
    expect(found?.help).toBe("Did you mean `Message`?");
    const [other] = checkRefs(
      documentOf("3.1.0", { "x-a": 1, components: { schemas: { A: { $ref: "#/component/A" } } } }),
    );
    expect(other?.help).toBe("Did you mean `components`?");
    const swapped = checkRefs(withSchemas({ A: ref("Cta"), Cat: {} }));
    expect(swapped[0]?.help).toBe("Did you mean `Cat`?");
    const [gone] = checkRefs(
      documentOf("3.1.0", { component: {}, paths: { "/a": ref("A"), "/b": {} } }),
    );
    expect(gone?.help).toBe("Rename `component` to `components`.");
  });

  test("a target of another kind", () => {
    const document = documentOf("3.1.0", {
      paths: { "/a": { get: { responses: { 200: ref("A") } } } },
      components: { schemas: { A: {} } },
    });
    expect(checkRefs(document).map(({ message }) => message)).toEqual([
      "`#/components/schemas/A` refers to a schema, and a response belongs here.",
    ]);
  });

  test("the mapping of a discriminator", () => {
    const mapping = { a: "A", b: "Bee", c: "#/components/schemas/C", d: "d.json", e: 1 };
    const union = { discriminator: { propertyName: "t", mapping } };
    expect(check({ A: {}, Bees: {}, U: union })).toEqual([
      "missing-ref /components/schemas/U/discriminator/mapping/b",
      "missing-ref /components/schemas/U/discriminator/mapping/c",
      "external-ref /components/schemas/U/discriminator/mapping/d",
      "wrong-type /components/schemas/U/discriminator/mapping/e",
    ]);
  });

  test("loops that make no progress, once each", () => {
    expect(check({ A: ref("B"), B: ref("A") })).toEqual([
      "circular-ref /components/schemas/A/$ref",
    ]);
    expect(check({ A: ref("A") })).toEqual(["circular-ref /components/schemas/A/$ref"]);
    expect(check({ A: { allOf: [{}, { anyOf: [ref("B")] }] }, B: { not: ref("A") } })).toEqual([
      "circular-ref /components/schemas/A/allOf/1/anyOf/0/$ref",
    ]);
    const loop = documentOf("3.1.0", {
      components: { requestBodies: { R: { $ref: "#/components/requestBodies/R" } } },
    });
    expect(pointers(checkRefs(loop))).toEqual(["circular-ref /components/requestBodies/R/$ref"]);
  });

  test("recursion through properties or items is none, and so are two ways to one schema", () => {
    const tree = { properties: { child: ref("Tree") }, items: ref("Tree"), anyOf: [ref("Leaf")] };
    const both = { allOf: [ref("Leaf"), { allOf: [ref("Leaf")] }, ref("Tree")] };
    expect(check({ Again: ref("Both"), Both: both, Tree: {}, Leaf: {} })).toEqual([]);
    expect(check({ Tree: tree, Leaf: { additionalProperties: ref("Tree") } })).toEqual([]);
  });

  test("a chain of 20,000 is followed, and a loop of them is a diagnostic", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`S${index}`, ref(`S${index + 1}`)]),
    );
    const open = withSchemas({ ...chain, S20000: { type: "string" } });
    expect(checkRefs(open)).toEqual([]);
    const { resolve } = resolver(open);
    for (let index = 0; index < 20_000; index++) {
      expect(resolve(`#/components/schemas/S${index}`, "")).toHaveProperty("value.type", "string");
    }
    const [found, ...others] = checkRefs(withSchemas({ ...chain, S20000: ref("S0") }));
    expect(others).toEqual([]);
    expect(found?.message.length).toBeLessThan(400);
  });

  test("each stands at its line", () => {
    const source = {
      path: "a.yaml",
      text: 'openapi: 3.1.0\ncomponents:\n  schemas:\n    A:\n      $ref: "#/components/schemas/B"\n',
    };
    expect(places(source, checkRefs(loaded(source.path, source.text)))).toEqual([
      "5:13 missing-ref",
    ]);
  });
});
