// The constraints that schemas state themselves, and what became of each: broken by a value, or the
// reason why nothing breaks it alone. Counted here apart from the walk that makes the values.
import { isObject } from "../../generator/document/pointer.ts";
import { mapSubschemas } from "../../generator/document/walk.ts";
import type { SchemaFixtures } from "../../generator/fixtures/make.ts";
import type { NamedSchema, Pointer, Schema } from "../../generator/model/model.ts";
import { KEYWORDS } from "../../generator/schema/keywords.ts";

/** How many constraints of a keyword came to which end. */
export type Ends = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Subschemas that only ask: what breaks them is reported by the keyword that asks. */
const ASKING = /^\/(?:not|if|contains|propertyNames|contentSchema|\$defs|definitions)(?:\/|$)/;

/** Keywords that hand over to subschemas and refuse nothing themselves, but for `false`. */
const HANDING_OVER = new Set([
  ...["$ref", "allOf", "properties", "patternProperties", "dependentSchemas", "prefixItems"],
  ...["items", "additionalProperties", "unevaluatedProperties", "unevaluatedItems"],
  ...["if", "then", "else"],
]);
const STATING = new Set(["type", ...KEYWORDS.map(({ name }) => name)].filter(isStating));

function isStating(keyword: string): boolean {
  return !HANDING_OVER.has(keyword);
}

interface Constraint {
  readonly keyword: string;
  readonly at: Pointer;
}

function constraintsOf(schema: Schema, at: Pointer): readonly Constraint[] {
  if (!isObject(schema)) return [];
  const own = Object.keys(schema)
    .filter((keyword) => STATING.has(keyword))
    .map((keyword) => ({ keyword, at: `${at}/${keyword}` }));
  const inner: Constraint[] = [];
  mapSubschemas(schema, (subschema, path) => {
    if (subschema === false && !ASKING.test(path)) inner.push({ keyword: "false", at: at + path });
    if (!ASKING.test(path)) inner.push(...constraintsOf(subschema, at + path));
    return subschema;
  });
  return [...own, ...inner];
}

/** What became of the constraints of a document's schemas, by keyword. */
export function endsOf(schemas: readonly NamedSchema[], fixtures: readonly SchemaFixtures[]): Ends {
  const made = new Map(fixtures.map((each) => [each.name, each]));
  const ends = new Map<string, Map<string, number>>();
  for (const { name, schema } of schemas) {
    const found = made.get(name);
    if (found === undefined) continue;
    const endOf = ending(found);
    for (const { keyword, at } of constraintsOf(schema, "")) {
      const counts = ends.get(keyword) ?? new Map<string, number>();
      const end = endOf(at);
      ends.set(keyword, counts.set(end, (counts.get(end) ?? 0) + 1));
    }
  }
  return ends;
}

/** The value that breaks a constraint, else the reason given for it or for all around it. */
function ending({ invalid, unbroken }: SchemaFixtures): (at: Pointer) => string {
  const broken = new Set(invalid.map(({ at }) => at));
  const reasons = new Map(unbroken.map(({ at, why }) => [at, why] as const).reverse());
  return (at) => {
    if (broken.has(at)) return "broken";
    for (let place = at; ; place = place.slice(0, place.lastIndexOf("/"))) {
      const why = reasons.get(place);
      if (why !== undefined) return why;
      if (place === "") return "unreached";
    }
  };
}

export function sumOf(all: readonly Ends[]): Ends {
  const sum = new Map<string, Map<string, number>>();
  for (const [keyword, ends] of all.flatMap((each) => [...each])) {
    const counts = sum.get(keyword) ?? new Map<string, number>();
    for (const [end, count] of ends) counts.set(end, (counts.get(end) ?? 0) + count);
    sum.set(keyword, counts);
  }
  return sum;
}
