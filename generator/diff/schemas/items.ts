// Items of lists: `prefixItems` by their places, `items` for all others.
import type { Schema } from "../../model/model.ts";
import { both, type Comparison, differs, type Pair, SAME } from "./difference.ts";
import { placeOf, speaksOf } from "./facts.ts";
import { isFree } from "./names.ts";
import { together } from "./other-names.ts";
import { inner, listed, type Located, type Part } from "./part.ts";
import type { Steps } from "./steps.ts";

export function items(pair: Pair): Comparison {
  if (!speaksOf(pair, "array")) return SAME;
  const lengths = [pair.old, pair.new].map(longestPrefix);
  const most = Math.max(...lengths);
  const places = Array.from({ length: most }, (_, index) => item(pair, index, lengths));
  return both(...places, rest(pair, most));
}

function longestPrefix(parts: readonly Part[]): number {
  return Math.max(0, ...parts.map((part) => listed(part, "prefixItems").length));
}

/** What holds the item at an index. */
function holding(parts: readonly Part[], index: number): readonly Located[] {
  return parts.flatMap((part) => {
    const own = listed(part, "prefixItems")[index] ?? inner(part, "items");
    return own === undefined || isFree(own.schema) ? [] : [own];
  });
}

function refuses(held: readonly Located[]): boolean {
  return held.some(({ schema }) => schema === false);
}

function at(index: number, schema: Schema): Schema {
  const before = Array.from({ length: index }, () => true);
  return { type: "array", minItems: index + 1, prefixItems: [...before, schema] };
}

function item(pair: Pair, index: number, lengths: readonly number[]): Comparison {
  const [old, next] = [holding(pair.old, index), holding(pair.new, index)];
  const path: Steps = [...pair.walk.path, { item: index }];
  const isNew = index >= lengths[0]!;
  if (!isNew && index < lengths[1]!) return pair.compare(old, next, { path });
  const keyword = "prefixItems";
  const effect = refuses(old) ? "wider" : refuses(next) ? "narrower" : pair.effect(old, next);
  return differs(pair, {
    ...{ code: `prefix-items-${isNew ? "added" : "removed"}`, keyword, path, effect },
    old: old[0]?.at ?? placeOf(pair.old, keyword, "items"),
    new: next[0]?.at ?? placeOf(pair.new, keyword, "items"),
    lost: at(index, refuses(next) ? true : { not: together("new", next) }),
    gained: at(index, refuses(old) ? true : { not: together("old", old) }),
  });
}

function rest(pair: Pair, from: number): Comparison {
  const [old, next] = [holding(pair.old, from), holding(pair.new, from)];
  const path: Steps = [...pair.walk.path, "items"];
  if (old.length + next.length === 0) return SAME;
  if (!refuses(old) && !refuses(next) && old.length > 0 && next.length > 0)
    return pair.compare(old, next, { path });
  if (refuses(old) && refuses(next)) return SAME;
  const keyword = "items";
  const happened = refuses(next) ? "refused" : refuses(old) ? "allowed" : undefined;
  return differs(pair, {
    ...{ code: `items-${happened ?? (old.length === 0 ? "added" : "removed")}`, keyword, path },
    effect: refuses(next) ? "narrower" : refuses(old) ? "wider" : pair.effect(old, next),
    old: placeOf(pair.old, keyword),
    new: placeOf(pair.new, keyword),
    lost:
      next.length === 0
        ? undefined
        : at(from, refuses(next) ? true : { not: together("new", next) }),
    gained:
      old.length === 0 ? undefined : at(from, refuses(old) ? true : { not: together("old", old) }),
  });
}
