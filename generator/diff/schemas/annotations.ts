// What schemas say beside what is valid: words, defaults, flags, and extensions that steer the generator.
import { canonical } from "../../fixtures/json.ts";
import type { Json } from "../../model/model.ts";
import { kebab } from "./bounds.ts";
import { both, type Comparison, differs, type Pair, SAME } from "./difference.ts";
import { listed, type Located, type Together } from "./part.ts";

/** Words for people; they count as one. */
const WORDS = ["title", "description", "examples", "example", "externalDocs", "xml", "$comment"];

const SAID = ["default", "deprecated", "readOnly", "writeOnly"];

export function annotations(pair: Pick<Pair, "walk">, old: Together, next: Together): Comparison {
  const steering = [...sayers(old), ...sayers(next)].flatMap(({ schema }) =>
    typeof schema === "object"
      ? Object.keys(schema).filter((key) => key.startsWith("x-onespec-"))
      : [],
  );
  return both(
    docs(pair, old, next),
    ...[...SAID, ...new Set(steering)].map((keyword) => one(pair, keyword, old, next)),
  );
}

function docs(pair: Pick<Pair, "walk">, old: Together, next: Together): Comparison {
  const changed = WORDS.find((keyword) => !isEqual(saying(keyword, old), saying(keyword, next)));
  if (changed === undefined) return SAME;
  const place = { old: old[0]?.at, new: next[0]?.at };
  return differs(pair, { ...place, code: "docs-changed", keyword: changed, effect: "none" });
}

function one(pair: Pick<Pair, "walk">, keyword: string, old: Together, next: Together): Comparison {
  const [from, to] = [said(keyword, old), said(keyword, next)];
  if (isEqual(from, to)) return SAME;
  const happened = from === undefined ? "added" : to === undefined ? "removed" : "changed";
  return differs(pair, {
    ...{ code: `${kebab(keyword)}-${happened}`, keyword, effect: "none", from, to },
    old: placeOf(keyword, old),
    new: placeOf(keyword, next),
  });
}

/** The schemas and the branches of their `allOf`, for what they say themselves. */
function sayers(schemas: Together): readonly Located[] {
  return schemas.flatMap((each) => {
    const { schema, at } = each;
    if (typeof schema === "boolean") return [];
    return [each, ...sayers(listed({ schema, at }, "allOf"))];
  });
}

function saying(keyword: string, schemas: Together): Json | undefined {
  const all = sayers(schemas).filter((each) => has(each, keyword));
  const values = all.map(({ schema }) => (schema as Readonly<Record<string, Json>>)[keyword]!);
  return values.length > 1 && WORDS.includes(keyword) ? values : values[0];
}

/** `false` is what flags are without being said. */
function said(keyword: string, schemas: Together): Json | undefined {
  const value = saying(keyword, schemas);
  return value === false && keyword !== "default" ? undefined : value;
}

function has({ schema }: Located, keyword: string): boolean {
  return typeof schema === "object" && Object.hasOwn(schema, keyword);
}

function placeOf(keyword: string, schemas: Together): string | undefined {
  const sayer = sayers(schemas).find((each) => has(each, keyword)) ?? schemas[0];
  return sayer === undefined || !has(sayer, keyword) ? sayer?.at : `${sayer.at}/${keyword}`;
}

function isEqual(one: Json | undefined, other: Json | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonical(one) === canonical(other);
}
