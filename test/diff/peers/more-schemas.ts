// Pairs of schemas beside those of the yardstick: what its ids do not speak of and a peer may know more
// about. Each stands in each place of a document.
import type { JsonObject } from "../../../generator/model/model.ts";
import { type Pair, PLACES, type Schema } from "../pairs.ts";

type Schemas = readonly [old: Schema, next: Schema];

const text = { type: "string" };
const number = { type: "number" };
const list = { type: "array", items: text };
const starting = { type: "string", pattern: "^a" };
const FAMILIES: readonly (readonly [family: string, Schemas])[] = [
  ["multiple-of-set", [number, { ...number, multipleOf: 2 }]],
  [
    "multiple-of-specialized",
    [
      { ...number, multipleOf: 2 },
      { ...number, multipleOf: 4 },
    ],
  ],
  [
    "multiple-of-changed",
    [
      { ...number, multipleOf: 4 },
      { ...number, multipleOf: 6 },
    ],
  ],
  ["unique-items-set", [list, { ...list, uniqueItems: true }]],
  ["max-properties-set", [{ type: "object" }, { type: "object", maxProperties: 2 }]],
  ["min-properties-set", [{ type: "object" }, { type: "object", minProperties: 2 }]],
  [
    "max-contains-set",
    [
      { ...list, contains: starting },
      { ...list, contains: starting, maxContains: 2 },
    ],
  ],
  [
    "min-contains-set",
    [
      { ...list, contains: starting },
      { ...list, contains: starting, minContains: 2 },
    ],
  ],
  ["schema-became-false", [text, false]],
  ["schema-became-true", [text, true]],
  ["format-set", [text, { ...text, format: "uuid" }]],
  [
    "format-changed",
    [
      { ...text, format: "date" },
      { ...text, format: "date-time" },
    ],
  ],
  ["items-changed", [list, { type: "array", items: { type: "integer" } }]],
  ["closed", [{ type: "object" }, { type: "object", additionalProperties: false }]],
  ["values-typed", [{ type: "object" }, { type: "object", additionalProperties: text }]],
  ["not-added", [text, { ...text, not: { const: "a" } }]],
  [
    "bound-became-exclusive",
    [
      { ...number, minimum: 3 },
      { ...number, exclusiveMinimum: 3 },
    ],
  ],
  [
    "integer-bound-same",
    [
      { type: "integer", minimum: 3 },
      { type: "integer", exclusiveMinimum: 2 },
    ],
  ],
  ["enum-became-const", [{ enum: ["a"] }, { const: "a" }]],
  ["any-of-became-type-list", [{ anyOf: [text, number] }, { type: ["string", "number"] }]],
  ["one-of-became-any-of", [{ oneOf: [text, number] }, { anyOf: [text, number] }]],
  ["all-of-merged", [{ allOf: [text, { minLength: 2 }] }, { ...text, minLength: 2 }]],
  ["deep-required", [deep([]), deep(["it"])]],
];

function deep(required: readonly string[]): JsonObject {
  const inner = { type: "object", properties: { it: text }, required };
  return { type: "object", properties: { outer: { type: "array", items: inner } } };
}

const IN = ["request-body", "request-property", "request-parameter", "response-body"] as const;

/** By place and family. */
export const MORE_SCHEMAS: readonly (readonly [id: string, Pair])[] = [
  ...IN,
  "response-property",
  "response-header",
].flatMap((place) =>
  FAMILIES.map(([family, schemas]): readonly [string, Pair] => {
    const [old, next] = schemas.map(PLACES.get(place)!);
    return [`${place}-${family}`, [old!, next!]];
  }),
);
