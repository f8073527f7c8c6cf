// Pairs of schemas for families of oasdiff's ids: what comes after the place in an id, and the change
// that it speaks of. Each stands in every place that has an id for it.
import type { JsonObject } from "../../generator/model/model.ts";
import { ANIMALS, type Schema } from "./pairs.ts";

type Schemas = readonly [old: Schema, next: Schema];

const strings = { type: "string" };
const starting = { type: "string", pattern: "^a" };
const number = (bounds: object): Schema => ({ type: "number", ...bounds });
const text = (bounds: object): Schema => ({ type: "string", ...bounds });
const list = (bounds: object): Schema => ({ type: "array", items: { type: "string" }, ...bounds });
const containing = (limits: object): Schema => list({ contains: starting, ...limits });
const open = (bounds: object): Schema => ({ type: "object", ...bounds });
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

/** A bound that comes, goes, rises and falls. */
function bound(
  name: string,
  make: (bounds: object) => Schema,
  keyword: string,
): readonly (readonly [string, Schemas])[] {
  const [low, high, none] = [make({ [keyword]: 5 }), make({ [keyword]: 10 }), make({})];
  return [
    ...turning(`${name}-increased`, `${name}-decreased`, low, high),
    ...turning(`${name}-set`, `${name}-unset`, none, low),
  ];
}

const { Cat: cat, Dog: dog } = ANIMALS;

/** Animals told apart by their kind, and by the names that a discriminator has for them. */
const union = (discriminator?: JsonObject): Schema => {
  const oneOf = Object.keys(ANIMALS).map((name) => ({ $ref: refTo(name) }));
  return discriminator === undefined ? { oneOf } : { oneOf, discriminator };
};
const refTo = (name: string): string => `#/components/schemas/${name}`;
const kinds = { propertyName: "kind", mapping: { cat: refTo("Cat") } };

const pet: Schema = {
  type: "object",
  properties: { kind: { enum: ["cat", "bird"] }, catName: strings },
};

const test = { properties: { kind: { const: "box" } }, required: ["kind"] };
const sized = { required: ["size"] };

export const SCHEMAS: ReadonlyMap<string, Schemas> = new Map([
  ...bound("max", number, "maximum"),
  ...bound("min", number, "minimum"),
  ...bound("exclusive-max", number, "exclusiveMaximum"),
  ...bound("exclusive-min", number, "exclusiveMinimum"),
  ...bound("max-length", text, "maxLength"),
  ...bound("min-length", text, "minLength"),
  ...bound("max-items", list, "maxItems"),
  ...bound("min-items", list, "minItems"),
  ...bound("max-properties", open, "maxProperties"),
  ...bound("min-properties", open, "minProperties"),
  ...bound("max-contains", containing, "maxContains"),
  ...bound("min-contains", containing, "minContains"),
  ...turning("multiple-of-set", "multiple-of-unset", number({}), number({ multipleOf: 2 })),
  ...turning(
    "multiple-of-specialized",
    "multiple-of-generalized",
    number({ multipleOf: 2 }),
    number({ multipleOf: 4 }),
  ),
  ["multiple-of-changed", [number({ multipleOf: 4 }), number({ multipleOf: 6 })]],
  ...turning("unique-items-set", "unique-items-unset", list({}), list({ uniqueItems: true })),
  ...turning("schema-became-false", "schema-became-not-false", text({}), false),
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
    oneOf: [strings, { type: "integer" }],
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
  ["wrapped-in-one-of", [pet, { oneOf: [cat, dog] }]],
  [
    "wrapped-in-one-of-original-preserved",
    [object({}), { oneOf: [object({}), { type: "object" }] }],
  ],
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
    [union(kinds), union({ ...kinds, mapping: { cat: refTo("Dog") } })],
  ],
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
    { type: "array", prefixItems: [strings], unevaluatedItems: { type: "integer" } },
  ),
  ...turning(
    "unevaluated-properties-added",
    "unevaluated-properties-removed",
    object({}),
    object({ unevaluatedProperties: { type: "integer" } }),
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

const tuple = (length: number, more: object): Schema => {
  return { type: "array", prefixItems: Array.from({ length }, () => strings), ...more };
};
/** A place that is described narrows an open list, and widens one that ends there. */
const tuples = (more: object): Schemas => [tuple(1, more), tuple(2, more)];
const [[one, two], [single, double]] = [tuples({}), tuples({ items: false })];

/** Families that mean one thing or the other, by the whole id: those that break in its direction. */
export const SCHEMAS_OF_IDS: ReadonlyMap<string, Schemas> = new Map(
  ["body", "property"].flatMap((place): readonly (readonly [string, Schemas])[] => [
    [`request-${place}-prefix-items-added`, [one, two]],
    [`request-${place}-prefix-items-removed`, [double, single]],
    [`response-${place}-prefix-items-added`, [single, double]],
    [`response-${place}-prefix-items-removed`, [two, one]],
  ]),
);
