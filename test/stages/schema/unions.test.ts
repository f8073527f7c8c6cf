// Unions: a tag only makes them faster and their issues sharper. Held against the same unions with
// branches that hide their tags, which are tried one by one.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Json, JsonObject, NamedSchema, Schema } from "../../../generator/model/model.ts";
import { compileSchemas } from "../../../generator/schema/compile.ts";
import { runnable, type Runnable } from "../../../generator/schema/run.ts";
import { tagged } from "../../../generator/schema/tags.ts";

type Schemas = Readonly<Record<string, Schema>>;

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

function named(schemas: Schemas): readonly NamedSchema[] {
  const docs = { summary: "", description: "", deprecated: false };
  return Object.entries(schemas).map(([name, schema]) => {
    return { name, schema, examples: [], role: "component", docs, at: `/${name}` };
  });
}

function run(schemas: Schemas): Runnable {
  const { compiled, diagnostics } = compileSchemas(named(schemas));
  expect(diagnostics.filter(({ code }) => code !== "loose-discriminator")).toEqual([]);
  return runnable(compiled).get("Union")!;
}

const TAGS = ["a", "b", "c", "d", 1, true, null];
const pins = fc.oneof(
  fc.constantFrom(...TAGS).map((only): JsonObject => ({ const: only })),
  fc.subarray(TAGS, { minLength: 1, maxLength: 2 }).map((some): JsonObject => ({ enum: some })),
  fc.constant<JsonObject>({ type: "string" }),
);
const OWN: readonly JsonObject[] = [
  { x: { type: "integer" } },
  { x: { type: "string" }, y: { minimum: 2 } },
  {},
];

/** A branch: its tag in place, behind a reference, or in an `allOf` beside what it inherits from. */
const branches = fc
  .record({
    pin: pins,
    own: fc.constantFrom(...OWN),
    typed: fc.boolean(),
    needsTag: fc.boolean(),
    needsX: fc.boolean(),
    shape: fc.constantFrom("inline", "ref", "inherited", "deep"),
  })
  .map(({ pin, own, typed, needsTag, needsX, shape }) => {
    const required = [...(needsTag ? ["kind"] : []), ...(needsX ? ["x"] : [])];
    const type = typed ? { type: "object" } : {};
    const whole = { ...type, required, properties: { kind: pin, ...own } } as JsonObject;
    const inherited = { allOf: [ref("Base"), { required, properties: { kind: pin, ...own } }] };
    return { whole: shape === "inherited" || shape === "deep" ? inherited : whole, shape };
  });

const unions = fc
  .record({
    keyword: fc.constantFrom("oneOf", "anyOf"),
    parts: fc.array(branches, { minLength: 2, maxLength: 4 }),
    beside: fc.constantFrom<JsonObject>(
      {},
      {},
      { type: "object" },
      { required: ["kind"] },
      { type: "object", required: ["kind"], properties: { kind: { enum: ["a", "b"] } } },
      { properties: { kind: { enum: ["a", 1] } } },
      { allOf: [{ $ref: "#/components/schemas/Base" }] },
    ),
    mapping: fc.option(fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("B0", "B1"))),
  })
  .map(({ keyword, parts, beside, mapping }) => {
    const behind = parts.map(({ whole, shape }, index) => {
      return shape === "inline"
        ? whole
        : shape === "deep"
          ? { allOf: [ref(`B${index}`)] }
          : ref(`B${index}`);
    });
    const discriminator = mapping && { discriminator: { propertyName: "kind", mapping } };
    const others: Schemas = {
      Base: {
        type: "object",
        properties: { kind: { type: ["string", "integer", "boolean", "null"] } },
      },
      ...Object.fromEntries(parts.map(({ whole }, index) => [`B${index}`, whole])),
    };
    const hidden = behind.map((branch) => ({ anyOf: [branch, false] }));
    return {
      tags: { ...others, Union: { ...beside, ...discriminator, [keyword]: behind } as JsonObject },
      plain: { ...others, Union: { ...beside, [keyword]: hidden } as JsonObject },
      keyword,
    };
  });

const values: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      {
        kind: fc.constantFrom<Json>(...TAGS, "e", 2, {}),
        x: fc.constantFrom<Json>(1, "one"),
        y: fc.constantFrom<Json>(1, 2),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<Json>(null, 1, "a", [], true) },
);

it("has the verdict of the same union without tags", () => {
  let [parted, all] = [0, 0];
  const property = fc.property(
    unions,
    fc.array(values, { minLength: 20, maxLength: 20 }),
    (union, some) => {
      const [tags, plain] = [run(union.tags), run(union.plain)];
      const schema = union.tags.Union;
      const resolve = (to: string): NamedSchema =>
        named(union.tags).find(({ name }) => to.endsWith(`/${name}`))!;
      const site = { schema, value: schema[union.keyword]!, at: "", scope: { resolve } };
      if (tagged(site) !== undefined) parted++;
      all++;
      for (const value of some) {
        const wanted = plain.guard(value);
        const verdicts = [
          tags.guard(value),
          tags.collect(value).length === 0,
          plain.collect(value).length === 0,
        ];
        expect(verdicts).toEqual([wanted, wanted, wanted]);
      }
    },
  );
  fc.assert(property, { numRuns: 400, seed: 20261120 });
  expect(parted).toBeGreaterThan(all / 20);
});
