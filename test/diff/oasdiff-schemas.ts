// Pairs of schemas for families of oasdiff's ids: what comes after the place in an id, and the change
// that it speaks of. Each stands in every place that has an id for it.
import type { JsonObject } from "../../generator/model/model.ts";
import type { Schema } from "./pairs.ts";

type Schemas = readonly [old: Schema, next: Schema];

const number = (bounds: object): Schema => ({ type: "number", ...bounds });
const text = (bounds: object): Schema => ({ type: "string", ...bounds });
const list = (bounds: object): Schema => ({ type: "array", items: { type: "string" }, ...bounds });
const object = (more: object): Schema => ({
  type: "object",
  properties: { kind: { type: "string" }, size: { type: "integer" } },
  ...more,
});

/** A family with what it is called in one direction, and in the other. */
function turning(
  forth: string,
  back: string,
  old: Schema,
  next: Schema,
): readonly (readonly [string, Schemas])[] {
  return [
    [forth, [old, next]],
    [back, [next, old]],
  ];
}

function bound(
  name: string,
  make: (bounds: object) => Schema,
  keyword: string,
  ...ends: readonly ("set" | "unset")[]
): readonly (readonly [string, Schemas])[] {
  const [low, high, none] = [make({ [keyword]: 5 }), make({ [keyword]: 10 }), make({})];
  return [
    ...turning(`${name}-increased`, `${name}-decreased`, low, high),
    ...ends.map((end): readonly [string, Schemas] => {
      return [`${name}-${end}`, end === "set" ? [none, low] : [low, none]];
    }),
  ];
}

const animal = (kind: string): Schema => ({
  type: "object",
  required: ["kind"],
  properties: { kind: { const: kind }, [`${kind}Name`]: { type: "string" } },
});
const [cat, dog] = [animal("cat"), animal("dog")];

const kinds = { mapping: { cat: "#/components/schemas/Cat" }, propertyName: "kind" };
const union = (discriminator?: JsonObject): Schema =>
  discriminator === undefined ? { oneOf: [cat, dog] } : { oneOf: [cat, dog], discriminator };

const test = { properties: { kind: { const: "box" } }, required: ["kind"] };
const sized = { required: ["size"] };
const strings = { type: "string" };
const starting = { type: "string", pattern: "^a" };

export const SCHEMAS: ReadonlyMap<string, Schemas> = new Map([
  ...bound("max", number, "maximum", "set"),
  ...bound("min", number, "minimum", "set"),
  ...bound("exclusive-max", number, "exclusiveMaximum", "set"),
  ...bound("exclusive-min", number, "exclusiveMinimum", "set"),
  ...bound("max-length", text, "maxLength", "set", "unset"),
  ...bound("min-length", text, "minLength"),
  ...bound("max-items", list, "maxItems"),
  ...bound("min-items", list, "minItems", "set", "unset"),
  ...turning("pattern-added", "pattern-removed", text({}), text({ pattern: "^[a-z]+$" })),
  ["pattern-changed", [text({ pattern: "^[a-z]+$" }), text({ pattern: "^[b-z]+[0-9]$" })]],
  ["pattern-generalized", [text({ pattern: "^[a-z]+$" }), text({ pattern: ".*" })]],
  ["became-enum", [text({}), text({ enum: ["a", "b"] })]],
  ...turning(
    "enum-value-added",
    "enum-value-removed",
    text({ enum: ["a"] }),
    text({ enum: ["a", "b"] }),
  ),
  ...turning("became-nullable", "became-not-nullable", text({}), { type: ["string", "null"] }),
  ...turning("const-added", "const-removed", text({}), text({ const: "a" })),
  ["const-changed", [text({ const: "a" }), text({ const: "b" })]],
  ...turning("type-generalized", "type-specialized", { type: "integer" }, { type: "number" }),
  ["type-changed", [text({}), { type: "integer" }]],
  ...turning("list-of-types-widened", "list-of-types-narrowed", text({}), {
    type: ["string", "integer"],
  }),
  ...turning("default-value-added", "default-value-removed", text({}), text({ default: "a" })),
  ["default-value-changed", [text({ default: "a" }), text({ default: "b" })]],
  ...turning(
    "all-of-added",
    "all-of-removed",
    { allOf: [object({})] },
    { allOf: [object({}), { required: ["color"], properties: { color: strings } }] },
  ),
  ...turning(
    "all-of-added-annotation-only",
    "all-of-removed-annotation-only",
    { allOf: [object({})] },
    { allOf: [object({}), { description: "A thing." }] },
  ),
  ...turning("any-of-added", "any-of-removed", { anyOf: [cat] }, { anyOf: [cat, dog] }),
  ...turning("one-of-added", "one-of-removed", { oneOf: [cat] }, { oneOf: [cat, dog] }),
  ["wrapped-in-one-of", [object({}), { oneOf: [object({}), { type: "object" }] }]],
  ...turning("discriminator-added", "discriminator-removed", union(), union(kinds)),
  [
    "discriminator-property-name-changed",
    [union({ propertyName: "kind" }), union({ propertyName: "sort" })],
  ],
  ...turning(
    "discriminator-mapping-added",
    "discriminator-mapping-deleted",
    union({ propertyName: "kind" }),
    union(kinds),
  ),
  [
    "discriminator-mapping-changed",
    [union(kinds), union({ ...kinds, mapping: { cat: "#/components/schemas/Kitten" } })],
  ],
  ...turning(
    "prefix-items-added",
    "prefix-items-removed",
    { type: "array", prefixItems: [strings], items: false },
    { type: "array", prefixItems: [strings, strings], items: false },
  ),
  ...turning("if-added", "if-removed", object({}), object({ if: test, then: sized })),
  ...turning(
    "then-added",
    "then-removed",
    object({ if: test, else: sized }),
    object({ if: test, then: { properties: { size: { minimum: 3 } } }, else: sized }),
  ),
  ...turning(
    "else-added",
    "else-removed",
    object({ if: test, then: sized }),
    object({ if: test, then: sized, else: { properties: { size: { minimum: 3 } } } }),
  ),
  ...turning("contains-added", "contains-removed", list({}), list({ contains: starting })),
  ...turning(
    "min-contains-increased",
    "min-contains-decreased",
    list({ contains: starting, minContains: 1 }),
    list({ contains: starting, minContains: 3 }),
  ),
  ...turning(
    "max-contains-increased",
    "max-contains-decreased",
    list({ contains: starting, maxContains: 2 }),
    list({ contains: starting, maxContains: 4 }),
  ),
  ...turning(
    "dependent-required-added",
    "dependent-required-removed",
    object({}),
    object({ dependentRequired: { kind: ["size"] } }),
  ),
  [
    "dependent-required-changed",
    [
      object({ dependentRequired: { kind: ["size"] } }),
      object({ dependentRequired: { kind: ["color"] } }),
    ],
  ],
  ...turning(
    "dependent-schema-added",
    "dependent-schema-removed",
    object({}),
    object({ dependentSchemas: { kind: sized } }),
  ),
  ...turning(
    "pattern-property-added",
    "pattern-property-removed",
    object({}),
    object({ patternProperties: { "^x-": { type: "integer" } } }),
  ),
  ...turning(
    "property-names-added",
    "property-names-removed",
    { type: "object" },
    { type: "object", propertyNames: { pattern: "^[a-z]+$" } },
  ),
  ...turning(
    "unevaluated-items-added",
    "unevaluated-items-removed",
    { type: "array", prefixItems: [strings] },
    { type: "array", prefixItems: [strings], unevaluatedItems: false },
  ),
  ...turning(
    "unevaluated-properties-added",
    "unevaluated-properties-removed",
    object({}),
    object({ unevaluatedProperties: false }),
  ),
  ...turning(
    "content-schema-added",
    "content-schema-removed",
    text({ contentMediaType: "application/json" }),
    text({ contentMediaType: "application/json", contentSchema: { type: "object" } }),
  ),
  [
    "content-media-type-changed",
    [text({ contentMediaType: "image/png" }), text({ contentMediaType: "image/webp" })],
  ],
  [
    "content-encoding-changed",
    [text({ contentEncoding: "base64" }), text({ contentEncoding: "base16" })],
  ],
  ["deprecated", [text({}), text({ deprecated: true })]],
  ["deprecated-with-sunset", [text({}), text({ deprecated: true, "x-sunset": "2099-01-01" })]],
  ["reactivated", [text({ deprecated: true }), text({})]],
]);
