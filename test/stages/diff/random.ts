// Random schemas, pairs of them that differ in one place, and values that may pass one and not the other.
import fc from "fast-check";
import { withKnownNames } from "../../../generator/diff/witness/known-names.ts";
import type { Json, JsonObject, NamedSchema } from "../../../generator/model/model.ts";
import { compileSchemas } from "../../../generator/schema/compile.ts";
import { runnable } from "../../../generator/schema/run.ts";

const NAMES = ["a", "b", "kind"];
const few = fc.integer({ min: 0, max: 3 });

function record(members: Readonly<Record<string, fc.Arbitrary<Json>>>, always: readonly string[]) {
  const requiredKeys = Object.keys(members).filter((key) => always.includes(key));
  return fc.record(members, { requiredKeys, noNullPrototype: true }) as fc.Arbitrary<JsonObject>;
}

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    true,
    { type: "string" },
    { type: "null" },
    { type: "number", multipleOf: 2 },
  ),
  record({ type: fc.constant("string"), minLength: few, maxLength: few }, ["type"]),
  record({ type: fc.constantFrom("integer", "number"), minimum: few, exclusiveMaximum: few }, [
    "type",
  ]),
  record({ enum: fc.uniqueArray(fc.constantFrom<Json>("x", "y", 1, null), { minLength: 1 }) }, [
    "enum",
  ]),
  record({ const: fc.constantFrom<Json>("x", "y", 1) }, ["const"]),
  record({ type: fc.constant("string"), pattern: fc.constantFrom("^x", "^y", "x$") }, [
    "type",
    "pattern",
  ]),
  record(
    {
      type: fc.uniqueArray(fc.constantFrom("string", "null", "integer", "boolean"), {
        minLength: 1,
        maxLength: 3,
      }),
    },
    ["type"],
  ),
);

const { schema: anySchema } = fc.letrec<{ schema: Json; object: Json; list: Json; other: Json }>(
  (tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      scalar,
      tie("object"),
      tie("list"),
      tie("other"),
    ),
    object: record(
      {
        type: fc.constant("object"),
        properties: fc.dictionary(fc.constantFrom(...NAMES), tie("schema"), {
          maxKeys: 2,
          noNullPrototype: true,
        }),
        required: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
        additionalProperties: fc.oneof(fc.constant(false), fc.constant(true), scalar),
        patternProperties: fc.dictionary(fc.constantFrom("^x", "a$"), scalar, {
          maxKeys: 1,
          noNullPrototype: true,
        }),
        minProperties: few,
        dependentRequired: fc.constant({ a: ["b"] }),
        dependentSchemas: fc.constant({ a: { required: ["kind"] } }),
        unevaluatedProperties: fc.constant(false),
        propertyNames: fc.constantFrom<Json>({ maxLength: 2 }, { pattern: "^[a-k]" }),
      },
      ["type"],
    ),
    list: record(
      {
        type: fc.constant("array"),
        items: tie("schema"),
        prefixItems: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
        minItems: few,
        maxItems: few,
        contains: scalar,
        maxContains: few,
        uniqueItems: fc.boolean(),
      },
      ["type"],
    ),
    other: fc.oneof(
      record({ anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }, ["anyOf"]),
      record({ allOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }, ["allOf"]),
      record({ not: tie("schema") }, ["not"]),
      record({ if: tie("schema"), then: tie("schema"), else: tie("schema") }, ["if", "then"]),
      // Branches that never meet: where they do, one more name in one of them may move values around.
      tie("object").map((object) => ({ oneOf: [{ type: "string" }, object] })),
    ),
  }),
);

/** A copy with one place changed: gone, a little different, or something else altogether. */
export function changed(whole: Json, other: Json, place: number, way: number): Json {
  const top = { whole: structuredClone(whole) as unknown };
  const spots: (readonly [Record<string, unknown>, string])[] = [];
  const visit = (holder: Record<string, unknown>, key: string): void => {
    spots.push([holder, key]);
    const value = holder[key];
    if (typeof value === "object" && value !== null)
      for (const inner of Object.keys(value)) visit(value as Record<string, unknown>, inner);
  };
  visit(top, "whole");
  const [holder, key] = spots[place % spots.length]!;
  const value = holder[key];
  if (way % 4 === 0 && key !== "whole" && !Array.isArray(holder))
    Reflect.deleteProperty(holder, key);
  else if (typeof value === "number") holder[key] = Math.max(0, value + (way % 2 === 0 ? 1 : -1));
  else if (typeof value === "boolean" && key !== "whole") holder[key] = !value;
  else if (Array.isArray(value)) value.splice(way % 2, value.length > 1 ? 1 : 0);
  else if (key === "properties") Object.assign(value as object, { b: other });
  else if (typeof value === "object" && value !== null && !MAPS.has(key)) holder[key] = other;
  return top.whole as Json;
}

const MAPS = new Set(["patternProperties", "dependentRequired", "dependentSchemas"]);

export const VALUES: readonly Json[] = [
  ...[null, true, 0, 1, 2, 1.5, 4, "", "x", "y", "xx", "xyz", "abcd", []],
  ...[["x"], ["x", "x"], [1, 2], ["y", 1, null], [{}], [{ a: 1 }], {}, { a: "x" }, { a: 1 }],
  ...[{ b: "x" }, { a: "x", b: 1 }, { kind: "x" }, { kind: 1 }, { a: null }, { a: {} }],
  ...[{ a: { a: "x" } }, { a: [1] }, { xa: "x" }, { zz: 1 }, { a: "xx", kind: "y" }],
  ...[{ b: null, zz: "x" }, { a: "y", b: "y", kind: "y" }, { a: 2, b: 2, kind: 2 }, { x1: 1 }],
];

type Accepts = (value: Json) => boolean;

export function validator(of: Json): Accepts | undefined {
  const docs = { summary: "", description: "", deprecated: false };
  const named = { name: "It", schema: of as NamedSchema["schema"], at: "", docs, examples: [] };
  const { compiled } = compileSchemas([{ ...named, role: "component" }]);
  const found = compiled.length === 0 ? undefined : runnable(compiled).get("It");
  return found && ((value) => found.guard(value));
}

/** A value as who sends it would write it. */
export function written(from: Json, to: Json, value: Json): Json {
  const none = new Map<string, NamedSchema>();
  const located = (each: Json) => [{ schema: each as NamedSchema["schema"], at: "" }];
  return withKnownNames({ sender: none, receiver: none }, located(from), located(to), value);
}

export const schema: fc.Arbitrary<Json> = anySchema;

export const pairs: fc.Arbitrary<readonly [Json, Json]> = fc
  .tuple(anySchema, anySchema, fc.nat(), fc.nat())
  .map(([old, other, place, way]) => [old, changed(old, other, place, way)] as const);
