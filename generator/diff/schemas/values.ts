// `enum` and `const`: values that are listed.
import { canonical } from "../../fixtures/json.ts";
import type { Json } from "../../model/model.ts";
import { both, type Comparison, differs, type Pair, SAME } from "./difference.ts";
import { placeOf, valuesOf } from "./facts.ts";

export function values(pair: Pair): Comparison {
  const [old, next] = [valuesOf(pair.old), valuesOf(pair.new)];
  const isConstant = [pair.old, pair.new].some((side) =>
    side.some(({ schema }) => schema["const"] !== undefined),
  );
  const keyword = isConstant ? "const" : "enum";
  const place = {
    keyword,
    old: placeOf(pair.old, "enum", "const"),
    new: placeOf(pair.new, "enum", "const"),
  };
  if (old === undefined && next === undefined) return SAME;
  // A list of nothing leaves no type, which is told there.
  if (old === undefined ? next!.length === 0 : next === undefined && old.length === 0) return SAME;
  if (old === undefined) {
    const lost = { not: { enum: next! } };
    return differs(pair, {
      ...place,
      code: `${keyword}-added`,
      effect: "narrower",
      to: next!,
      lost,
    });
  }
  if (next === undefined) {
    const gained = { not: { enum: old } };
    return differs(pair, {
      ...place,
      code: `${keyword}-removed`,
      effect: "wider",
      from: old,
      gained,
    });
  }
  const lost = missing(old, next);
  const gained = missing(next, old);
  if (isConstant && old.length === 1 && next.length === 1 && lost.length === 1) {
    const [from, to] = [old[0]!, next[0]!];
    const said = { code: "const-changed", effect: "either", from, to } as const;
    return differs(pair, { ...place, ...said, lost: { const: from }, gained: { const: to } });
  }
  return both(
    lost.length === 0
      ? SAME
      : differs(pair, {
          ...place,
          ...{ code: "enum-value-removed", effect: "narrower", from: lost, lost: { enum: lost } },
        }),
    gained.length === 0
      ? SAME
      : differs(pair, {
          ...place,
          ...{ code: "enum-value-added", effect: "wider", to: gained, gained: { enum: gained } },
        }),
  );
}

function missing(some: readonly Json[], others: readonly Json[]): readonly Json[] {
  const known = new Set(others.map(canonical));
  return some.filter((value) => !known.has(canonical(value)));
}
