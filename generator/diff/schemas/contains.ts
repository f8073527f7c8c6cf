// `contains`, and how many items it asks for.
import type { Schema } from "../../model/model.ts";
import { both, type Comparison, differs, type Pair, SAME, type Turn } from "./difference.ts";
import { placeOf, speaksOf } from "./facts.ts";
import { inner, type Located, type Part } from "./part.ts";
import { sided } from "./steps.ts";

interface Wanted {
  readonly schema: Located;
  readonly least: number;
  readonly most: number;
}

export function contains(pair: Pair): Comparison {
  if (!speaksOf(pair, "array")) return SAME;
  const [old, next] = [wantedBy(pair.old), wantedBy(pair.new)];
  const count = Math.max(old.length, next.length);
  return both(...Array.from({ length: count }, (_, index) => one(pair, old[index], next[index])));
}

function wantedBy(parts: readonly Part[]): readonly Wanted[] {
  return parts.flatMap((part) => {
    const schema = inner(part, "contains");
    if (schema === undefined) return [];
    const { minContains, maxContains } = part.schema;
    return [{ schema, least: Number(minContains ?? 1), most: Number(maxContains ?? Infinity) }];
  });
}

function one(pair: Pair, old: Wanted | undefined, next: Wanted | undefined): Comparison {
  if (old === undefined || next === undefined) return appeared(pair, old, next);
  const inside = pair.compare([old.schema], [next.schema], {
    path: [...pair.walk.path, "items"],
    turn: turnOf(old, next),
  });
  return both(limit(pair, "minContains", old, next), limit(pair, "maxContains", old, next), inside);
}

/** More matching items are good for a least number, and bad for a greatest one. */
function turnOf(...both: readonly Wanted[]): Turn {
  if (both.every(({ most }) => most === Infinity)) return "same";
  return both.every(({ least }) => least === 0) ? "flip" : "both";
}

function appeared(pair: Pair, old: Wanted | undefined, next: Wanted | undefined): Comparison {
  const wanted = (old ?? next)!;
  if (wanted.least === 0 && wanted.most === Infinity) return SAME;
  const isNew = old === undefined;
  const broken = fewer(sided(isNew ? "new" : "old", wanted.schema.schema), wanted.least);
  return differs(pair, {
    ...{ code: `contains-${isNew ? "added" : "removed"}`, keyword: "contains" },
    effect: isNew ? "narrower" : "wider",
    old: old?.schema.at,
    new: next?.schema.at,
    lost: isNew ? broken : undefined,
    gained: isNew ? undefined : broken,
  });
}

function limit(
  pair: Pair,
  keyword: "minContains" | "maxContains",
  old: Wanted,
  next: Wanted,
): Comparison {
  const isLeast = keyword === "minContains";
  const [from, to] = [old, next].map(({ least, most }) => (isLeast ? least : most)) as [
    number,
    number,
  ];
  if (from === to) return SAME;
  const narrower = isLeast ? to > from : to < from;
  const schema = sided(narrower ? "new" : "old", (narrower ? next : old).schema.schema);
  const broken = isLeast
    ? fewer(schema, Math.max(from, to))
    : { type: "array", contains: schema, minContains: Math.min(from, to) + 1 };
  const finite = (value: number): number | undefined => (value === Infinity ? undefined : value);
  return differs(pair, {
    code: `${isLeast ? "min" : "max"}-contains-${to > from ? "raised" : "lowered"}`,
    ...{ keyword, effect: narrower ? "narrower" : "wider", from: finite(from), to: finite(to) },
    old: placeOf(pair.old, keyword, "contains"),
    new: placeOf(pair.new, keyword, "contains"),
    lost: narrower ? broken : undefined,
    gained: narrower ? undefined : broken,
  });
}

/** A list with too few items that match. */
function fewer(schema: Schema, least: number): Schema {
  if (least <= 1) return { type: "array", items: { not: schema } };
  const some = { contains: schema, minContains: least - 1, maxContains: least - 1 };
  return { type: "array", minItems: least - 1, ...some };
}
