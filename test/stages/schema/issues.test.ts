// Issues: where, which keyword, and a message that says what was found.
import { expect, it } from "vitest";
import type { Issue } from "../../../templates/runtime/validate.ts";
import type { Json, JsonObject, NamedSchema, Schema } from "../../../generator/model/model.ts";
import { compileSchemas } from "../../../generator/schema/compile.ts";
import { runnable } from "../../../generator/schema/run.ts";

const others: Readonly<Record<string, Schema>> = {
  Cat: {
    type: "object",
    required: ["kind", "lives"],
    properties: { kind: { const: "cat" }, lives: { type: "integer" } },
  },
  Dog: {
    type: "object",
    required: ["kind"],
    properties: { kind: { const: "dog" }, bark: { type: "string" } },
  },
  Loose: {
    type: "object",
    required: ["kind", "a"],
    properties: { kind: { type: "string" }, a: { type: "string" }, b: { type: "string" } },
  },
  Other: {
    type: "object",
    required: ["kind"],
    properties: { kind: { type: "string" }, a: { type: "integer" } },
  },
};
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

function collected(schema: Schema, value: Json): readonly Issue[] {
  const docs = { summary: "", description: "", deprecated: false };
  const named = Object.entries({ ...others, T: schema }).map(([name, each]): NamedSchema => {
    return {
      name,
      schema: each,
      examples: [],
      role: "component",
      docs,
      at: `/components/schemas/${name}`,
    };
  });
  const { compiled, diagnostics } = compileSchemas(named);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const { guard, collect } = runnable(compiled).get("T")!;
  expect(guard(value)).toBe(false);
  return collect(value);
}
function issues(schema: Schema, value: Json): readonly string[] {
  return collected(schema, value).map(({ pointer, keyword, message }) => {
    return `${pointer} ${keyword}: ${message}`;
  });
}

it.each<readonly [Schema, Json, ...string[]]>([
  [{ type: ["object", "null"], properties: {} }, 5, " type: must be object or null, found 5"],
  [{ const: { a: 1 } }, [1], ' const: must be {"a":1}, found an array of 1'],
  [{ enum: ["a", 2] }, "b", ' enum: must be one of "a", 2, found "b"'],
  [
    { contains: { type: "string" } },
    [1],
    " contains: must have at least 1 matching items, found 0",
  ],
  [
    { contains: true, minContains: 2 },
    [1],
    " minContains: must have at least 2 matching items, found 1",
  ],
  [
    { contains: true, maxContains: 1 },
    [1, 2],
    " maxContains: must have at most 1 matching items, found 2",
  ],
  [
    { uniqueItems: true },
    [1, { a: 1, b: 2 }, "x", { b: 2, a: 1 }],
    " uniqueItems: must have no two equal items, found 1 and 3 equal",
  ],
  [
    { properties: { a: true }, additionalProperties: false },
    { a: 1, b: 2 },
    '/b additionalProperties: must not be there: property "b"',
  ],
  [{ prefixItems: [true], items: false }, [1, 2], "/1 false: must not be there: item 1"],
  [
    { properties: { a: true }, unevaluatedProperties: false },
    { c: 1 },
    '/c unevaluatedProperties: must not be there: property "c"',
  ],
  [
    { propertyNames: { maxLength: 2 } },
    { ab: 1, abc: 2, "d/ef": 3 },
    '/abc propertyNames: has a name that must have at most 2 characters, found "abc"',
    '/d~1ef propertyNames: has a name that must have at most 2 characters, found "d/ef"',
  ],
  [
    { propertyNames: false },
    { a: 1 },
    '/a propertyNames: has a name that must not be there: property "a"',
  ],
  [
    { dependentRequired: { a: ["b", "c", "d"] } },
    { a: 1, c: 2 },
    '/b dependentRequired: is required, because "a" is there',
    '/d dependentRequired: is required, because "a" is there',
  ],
  [{ not: { const: "x" } }, "x", ' not: must not be "x", found "x"'],
  [{ not: { enum: [1, 2] } }, 2, " not: must not be 1 or 2, found 2"],
  [
    { not: { required: ["a", "b"] } },
    { a: 1, b: 1 },
    ' not: must not have "a" and "b", found an object',
  ],
  [
    { not: { type: ["string", "null"] } },
    null,
    " not: must not be of type string or null, found null",
  ],
  [{ not: { minimum: 2 } }, 2, " not: must not match the schema that `not` excludes, found 2"],
  [{ multipleOf: 0.5 }, 0.3, " multipleOf: must be a multiple of 0.5, found 0.3"],
  [
    { oneOf: [{ type: "integer" }, { type: "string" }, { minimum: 2 }] },
    3,
    " oneOf: must match one alternative only, matches oneOf/0 and oneOf/2",
  ],
  // Tagged: the branch that is meant, and nothing of the others.
  [{ oneOf: [ref("Cat"), ref("Dog")] }, { kind: "cat" }, "/lives required: is required"],
  [
    { anyOf: [ref("Cat"), { allOf: [ref("Dog")] }] },
    { kind: "dog", bark: 1 },
    "/bark type: must be string, found 1",
  ],
  [
    { anyOf: [ref("Cat"), ref("Dog")] },
    { kind: "cow" },
    '/kind anyOf: must be one of "cat", "dog", found "cow"',
  ],
  [
    { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } },
    {},
    '/kind discriminator: must be one of "cat", "dog", found nothing',
  ],
  [
    { type: "object", required: ["kind"], oneOf: [ref("Cat"), ref("Dog")] },
    {},
    "/kind required: is required",
  ],
  [
    {
      type: "object",
      properties: { kind: { enum: ["cat", "dog"] } },
      oneOf: [ref("Cat"), ref("Dog")],
    },
    { kind: "cow" },
    '/kind enum: must be one of "cat", "dog", found "cow"',
  ],
  [
    {
      type: "object",
      properties: { kind: { enum: ["cat", "dog"] } },
      oneOf: [ref("Cat"), ref("Dog")],
    },
    {},
    '/kind oneOf: must be one of "cat", "dog", found nothing',
  ],
  // Not tagged: the nearest branch; here it is about the value itself.
  [
    { anyOf: [{ type: "string" }, { type: "string", minLength: 2 }] },
    1,
    " anyOf: must match one of 2 alternatives; nearest: must be string, found 1",
  ],
  [
    { anyOf: [{ type: "string" }, { type: "array", items: { type: "integer" } }] },
    [1, "2", "3"],
    ' anyOf: must match one of 2 alternatives; nearest: /1 must be integer, found "2"',
  ],
  [
    {
      properties: {
        p: { anyOf: [{ type: "null" }, { required: ["a", "b", "c"], type: "object" }] },
      },
    },
    { p: {} },
    "/p anyOf: must match one of 2 alternatives; nearest: /p/a is required",
  ],
  [
    {
      anyOf: [
        { properties: { v: { const: 1 } } },
        { required: ["a", "b"], properties: { v: { const: 2 } } },
      ],
    },
    { v: 2 },
    " anyOf: must match one of 2 alternatives; nearest: /a is required",
  ],
  [
    {
      anyOf: [
        { required: ["x"] },
        { properties: { a: { properties: { b: { type: "string" } } } } },
      ],
    },
    { a: { b: 1 } },
    " anyOf: must match one of 2 alternatives; nearest: /a/b must be string, found 1",
  ],
])("%j refuses %j", (schema, value, ...wanted) => {
  expect(issues(schema as Schema, value)).toEqual(wanted);
});

it.each([
  [undefined, "Loose", "/a must be string, found true"],
  [undefined, "Unknown", "/a must be integer, found true"],
  [{ z: "#/components/schemas/Loose" }, "z", "/a must be string, found true"],
  [{ z: "Loose" }, "z", "/a must be string, found true"],
  [{ z: "Loose" }, "Loose", "/a must be integer, found true"],
] as const)(
  "a discriminator that parts nothing, mapping %j, claims %j",
  (mapping, kind, nearest) => {
    const discriminator = { propertyName: "kind", ...(mapping && { mapping }) };
    const union = { oneOf: [ref("Loose"), ref("Other")], discriminator } as JsonObject;
    expect(issues(union, { kind, a: true, b: 1 })).toEqual([
      ` oneOf: must match one of 2 alternatives; nearest: ${nearest}`,
    ]);
  },
);

it("tries no branch inside of a branch that is only tried, which would explode", () => {
  const inner: JsonObject = { anyOf: [{ type: "integer" }, { type: "null" }] };
  const outer: Schema = { anyOf: [{ type: "object", properties: { a: inner } }, { type: "null" }] };
  const [issue] = collected(outer, { a: "no" });
  const [nearest] = issue!.params["nearest"] as readonly Issue[];
  expect([nearest!.pointer, nearest!.keyword, nearest!.params]).toEqual([
    "/a",
    "anyOf",
    { nearest: [] },
  ]);
});
