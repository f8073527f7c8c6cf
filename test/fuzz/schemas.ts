// Arbitrary worlds: every keyword that the compiler knows, nested, with names that refer to each other.
// What speaks of the same value mostly speaks of the same type, or nearly nothing would be valid.
import fc from "fast-check";
import type { Json, JsonObject, Schema } from "../../generator/model/model.ts";
import { divisors, hostileNames, numbers, patterns, plainNames } from "./pools.ts";
import { plainValues } from "./values.ts";
import { NAMES, progressing, reachable, refTo, type World } from "./world.ts";

type Arb<T> = fc.Arbitrary<T>;
type Keywords = Readonly<Record<string, Arb<Json>>>;

const names: Arb<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...plainNames) },
  { weight: 1, arbitrary: fc.constantFrom(...hostileNames) },
);
const pattern = fc.constantFrom(...patterns.keys());
const count = fc.integer({ min: 0, max: 3 });
const bound = fc.oneof(fc.integer({ min: -4, max: 6 }), fc.constantFrom(...numbers));
const someNames = fc.uniqueArray(names, { maxLength: 3 });
const type = fc.constantFrom("null", "boolean", "object", "array", "number", "integer", "string");
const types = fc.uniqueArray(type, { minLength: 1, maxLength: 3 });
const ref: Arb<Schema> = fc.constantFrom(...NAMES).map(refTo);

function mapOf<T>(keys: Arb<string>, values: Arb<T>): Arb<Readonly<Record<string, T>>> {
  const entry = fc.tuple(keys, values);
  return fc
    .uniqueArray(entry, { maxLength: 3, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries));
}

/** A schema that takes a few of these keywords. */
function some(keywords: Keywords): Arb<JsonObject> {
  const all = Object.keys(keywords);
  const maxLength = Math.min(4, all.length);
  return fc.subarray(all, { minLength: 1, maxLength }).chain((chosen) => {
    const record = Object.fromEntries(chosen.map((key) => [key, keywords[key]!]));
    return fc.record<JsonObject>(record, { noNullPrototype: true });
  });
}

const number: Keywords = {
  type: fc.constantFrom("number", "integer"),
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: fc.constantFrom(...divisors),
};

const string: Keywords = {
  type: fc.constant("string"),
  minLength: count,
  maxLength: count,
  pattern,
};

function array(inner: Arb<Schema>): Keywords {
  return {
    type: fc.constant("array"),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    prefixItems: fc.array(inner, { minLength: 1, maxLength: 3 }),
    items: inner,
    contains: inner,
    minContains: count,
    maxContains: count,
    unevaluatedItems: inner,
  };
}

function object(inner: Arb<Schema>, key: Arb<Schema>, self: Arb<Schema>): Keywords {
  return {
    type: fc.constant("object"),
    required: someNames,
    minProperties: count,
    maxProperties: count,
    properties: mapOf(names, inner),
    patternProperties: mapOf(pattern, inner),
    additionalProperties: inner,
    propertyNames: key,
    dependentRequired: mapOf(names, someNames),
    dependentSchemas: mapOf(names, self),
    unevaluatedProperties: inner,
  };
}

/** Keywords whose subschemas speak of the same value. */
function logic(self: Arb<Schema>): Keywords {
  const list = fc.array(self, { minLength: 1, maxLength: 3 });
  return {
    not: self,
    if: self,
    then: self,
    else: self,
    allOf: list,
    anyOf: list,
    oneOf: list,
    $ref: fc.constantFrom(...NAMES).map((name) => refTo(name)["$ref"]!),
  };
}

const distinct = {
  minLength: 1,
  maxLength: 4,
  selector: (value: Json): string => JSON.stringify(value),
};
const plain = { noNullPrototype: true } as const;
const pinned: Arb<Schema> = fc.oneof(
  fc.record<JsonObject>({ enum: fc.uniqueArray(plainValues, distinct) }, plain),
  fc.record<JsonObject>({ const: plainValues }, plain),
  fc.record<JsonObject>({ type: fc.oneof(type, types) }, plain),
  fc.record<JsonObject>({ type, enum: fc.uniqueArray(plainValues, distinct) }, plain),
);

type Kind = "any" | "number" | "string" | "array" | "object";

const { any } = fc.letrec<Readonly<Record<Kind, Schema>>>((untied) => {
  const tie = (kind: Kind): Arb<Schema> => untied(kind) as Arb<Schema>;
  const nested = { maxDepth: 4, depthSize: "medium", depthIdentifier: "schema" } as const;
  const leaf: Arb<Schema> = fc.oneof(some(string), some(number), ref, pinned, fc.boolean());
  /** Keywords of a kind, logic, or both; what the logic is made of is mostly of the same kind. */
  const kind = (self: Arb<Schema>, keywords: Keywords): Arb<Schema> => {
    const other = fc.oneof(fc.boolean(), tie("any"));
    const branch = fc.oneof({ weight: 4, arbitrary: self }, { weight: 1, arbitrary: other });
    const both = fc.tuple(some(keywords), some(logic(branch)));
    return fc.oneof(
      nested,
      leaf,
      { weight: 4, arbitrary: some(keywords) },
      { weight: 2, arbitrary: both.map(([own, more]) => ({ ...own, ...more })) },
      { weight: 1, arbitrary: some(logic(branch)) },
    );
  };
  const inner = tie("any");
  return {
    any: fc.oneof(
      nested,
      leaf,
      { weight: 3, arbitrary: tie("object") },
      { weight: 2, arbitrary: tie("array") },
      tie("string"),
      tie("number"),
    ),
    number: kind(tie("number"), number),
    string: kind(tie("string"), string),
    array: kind(tie("array"), array(inner)),
    object: kind(tie("object"), object(inner, tie("string"), tie("object"))),
  };
});

/** Worlds in which every reference gets on: no schema asks itself about the same value. */
export const worlds: Arb<World> = fc
  .tuple(...NAMES.map(() => any))
  .map((all) => progressing(Object.fromEntries(NAMES.map((name, index) => [name, all[index]!]))))
  .map(reachable);
