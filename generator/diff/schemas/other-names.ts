// Properties that are not declared: `additionalProperties`, `patternProperties`, `propertyNames`.
import { both, type Comparison, differs, effectOf, type Pair, SAME } from "./difference.ts";
import { placeOf, speaksOf } from "./facts.ts";
import type { Side } from "../change.ts";
import { accepting } from "./accepting.ts";
import { kebab } from "./bounds.ts";
import { closesAlike } from "./closing.ts";
import { declaredNames, freeName, inPlace, isFree, remaining } from "./names.ts";
import { keysOf, member, type Located } from "./part.ts";
import { take } from "../../fixtures/lazy.ts";
import { matching } from "../../fixtures/matching.ts";
import type { Schema } from "../../model/model.ts";
import { sided, type Steps } from "./steps.ts";

export function otherNames(pair: Pair): Comparison {
  if (!speaksOf(pair, "object")) return SAME;
  return both(additional(pair), patterns(pair), propertyNames(pair));
}

function additional(pair: Pair): Comparison {
  return leftOver(pair, "additionalProperties", [...pair.walk.path, "others"], (schema) => {
    const name = freeName(pair);
    return { type: "object", required: [name], properties: { [name]: schema } };
  });
}

/** A keyword for what is left over: allowed, refused, or held by a schema. */
export function leftOver(
  pair: Pair,
  keyword: string,
  path: Steps,
  having: (schema: Schema) => Schema,
): Comparison {
  const [old, next] = [remaining(pair.old, keyword), remaining(pair.new, keyword)];
  if (old.length + next.length === 0) return SAME;
  if (keyword !== "unevaluatedItems" && closesAlike(pair)) return SAME;
  const [oldRefuses, newRefuses] = [old, next].map((rest) =>
    rest.some(({ schema }) => schema === false),
  );
  if (oldRefuses && newRefuses) return SAME;
  const place = { keyword, path, old: placeOf(pair.old, keyword), new: placeOf(pair.new, keyword) };
  if (newRefuses)
    return differs(pair, {
      ...place,
      ...{ code: `${kebab(keyword)}-refused`, effect: "narrower", to: false },
      lost: old.length === 0 ? having(true) : having(together("old", old)),
    });
  if (oldRefuses)
    return differs(pair, {
      ...place,
      ...{ code: `${kebab(keyword)}-allowed`, effect: "wider", from: false },
      gained: next.length === 0 ? having(true) : having(together("new", next)),
    });
  if (old.length > 0 && next.length > 0) return pair.compare(old, next, { path });
  const effect = pair.effect(old, next);
  return differs(pair, {
    ...place,
    code: `${kebab(keyword)}-${old.length === 0 ? "added" : "removed"}`,
    effect,
    lost: old.length === 0 ? having({ not: together("new", next) }) : undefined,
    gained: old.length === 0 ? undefined : having({ not: together("old", old) }),
  });
}

/** Schemas of one side as one schema, with the names of that side. */
export function together(side: Side, schemas: readonly Located[]): Schema {
  const all = schemas.map(({ schema }) => sided(side, schema));
  return all.length === 1 ? all[0]! : { allOf: all };
}

function patterns(pair: Pair): Comparison {
  const sources = [pair.old, pair.new].flatMap((parts) =>
    parts.flatMap((part) => keysOf(part, "patternProperties")),
  );
  return both(...[...new Set(sources)].map((source) => pattern(pair, source)));
}

function pattern(pair: Pair, source: string): Comparison {
  const [old, next] = [pair.old, pair.new].map((parts) =>
    parts.flatMap((part) => member(part, "patternProperties", source) ?? []),
  );
  const path: Steps = [...pair.walk.path, "others"];
  if (old!.length > 0 && next!.length > 0) return pair.compare(old!, next!, { path });
  const isNew = old!.length === 0;
  const closed = isNew ? "old" : "new";
  const isClosed =
    inPlace(pair).closed[closed] ||
    pair[closed].some(({ schema }) => schema["additionalProperties"] === false);
  const said = isNew ? together("new", next!) : together("old", old!);
  const says = !isFree(said);
  const name = nameFor(pair, source);
  const named = (schema: Schema): Schema => ({
    type: "object",
    required: [name],
    properties: { [name]: schema },
  });
  const broken = named({ not: said });
  const kept = named(said);
  return differs(pair, {
    ...{
      keyword: "patternProperties",
      path,
      code: `pattern-property-${isNew ? "added" : "removed"}`,
    },
    effect: effectOf(isNew ? says && !isClosed : isClosed, isNew ? isClosed : says && !isClosed),
    [isNew ? "to" : "from"]: source,
    old: old![0]?.at ?? placeOf(pair.old, "additionalProperties"),
    new: next![0]?.at ?? placeOf(pair.new, "additionalProperties"),
    lost: isNew ? broken : kept,
    gained: isNew ? kept : broken,
  });
}

/** A name that a pattern matches; if possible one that nothing else speaks of. */
function nameFor(pair: Pair, source: string): string {
  const known = [...declaredNames(pair.old), ...declaredNames(pair.new)];
  const names = [...take(matching(source, { min: 0, max: 64 }), 8)];
  return names.find((name) => !known.includes(name)) ?? names[0] ?? source;
}

function propertyNames(pair: Pair): Comparison {
  const keyword = "propertyNames";
  const [old, next] = [remaining(pair.old, keyword), remaining(pair.new, keyword)];
  const path: Steps = [...pair.walk.path, "names"];
  if (old.length > 0 && next.length > 0) return pair.compare(old, next, { path });
  if (old.length + next.length === 0) return SAME;
  const isNew = old.length === 0;
  const text: Located = { schema: { type: "string" }, at: "" };
  const name = refusedName(pair, isNew ? "new" : "old", isNew ? next : old);
  const broken: Schema = { type: "object", required: [name] };
  return differs(pair, {
    ...{ keyword, code: `property-names-${isNew ? "added" : "removed"}` },
    effect: pair.effect([text, ...old], [text, ...next]),
    old: placeOf(pair.old, keyword),
    new: placeOf(pair.new, keyword),
    lost: isNew ? broken : undefined,
    gained: isNew ? undefined : broken,
  });
}

/** Names that rules for names are likely to refuse. */
const NAMES = ["a", "1", "a b", "A", "-", "x_y", "\u00e9", "", "a".repeat(40), "a".repeat(300)];

function refusedName({ session }: Pair, side: Side, rules: readonly Located[]): string {
  const accepts = accepting(session.schemas[side]);
  const refused = NAMES.find((name) => !rules.every(({ schema }) => accepts(schema, name)));
  return refused ?? NAMES[0]!;
}
