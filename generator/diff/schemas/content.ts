// `contentEncoding`, `contentMediaType`, `contentSchema`: what a text holds. No validator looks into
// it, so a change is told and left undecided where it may break.
import { both, type Comparison, differs, type Effect, type Pair, SAME } from "./difference.ts";
import { placeOf, sayer, speaksOf } from "./facts.ts";
import { kebab } from "./bounds.ts";
import { isSchema, type Part } from "./part.ts";
import { canonical } from "../../fixtures/json.ts";
import type { Json } from "../../model/model.ts";

const KEYWORDS = ["contentEncoding", "contentMediaType", "contentSchema"] as const;

export function content(pair: Pair): Comparison {
  if (!speaksOf(pair, "string")) return SAME;
  return both(...KEYWORDS.map((keyword) => one(pair, keyword)));
}

function one(pair: Pair, keyword: (typeof KEYWORDS)[number]): Comparison {
  const [from, to] = [valueOf(pair.old, keyword), valueOf(pair.new, keyword)];
  if (isEqual(pair, from, to)) return SAME;
  const place = { old: placeOf(pair.old, keyword), new: placeOf(pair.new, keyword) };
  const [happened, effect]: readonly [string, Effect] =
    from === undefined
      ? ["added", "narrower"]
      : to === undefined
        ? ["removed", "wider"]
        : ["changed", "either"];
  return differs(pair, {
    ...place,
    code: `${kebab(keyword)}-${happened}`,
    keyword,
    effect,
    from,
    to,
  });
}

function valueOf(parts: readonly Part[], keyword: string): Json | undefined {
  return sayer(parts, keyword)?.schema[keyword];
}

function isEqual(
  { session: { ids } }: Pair,
  from: Json | undefined,
  to: Json | undefined,
): boolean {
  if (from === undefined || to === undefined) return from === to;
  if (isSchema(from) && isSchema(to))
    return ids.of("shape", "old", from) === ids.of("shape", "new", to);
  return canonical(from) === canonical(to);
}
