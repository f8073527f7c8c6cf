// `discriminator`: how a branch is chosen by name. It makes no value valid or invalid: the branches do.
import { canonical } from "../../fixtures/json.ts";
import type { Json } from "../../model/model.ts";
import { type Comparison, differs, type Pair, SAME } from "./difference.ts";
import { placeOf, sayer } from "./facts.ts";
import { isObject } from "../../document/pointer.ts";

export function discriminator(pair: Pair): Comparison {
  const keyword = "discriminator";
  const [from, to] = [pair.old, pair.new].map((parts) => sayer(parts, keyword)?.schema[keyword]);
  if (canonical(from ?? null) === canonical(to ?? null)) return SAME;
  const place = { old: placeOf(pair.old, keyword), new: placeOf(pair.new, keyword) };
  const happened = from === undefined ? "added" : to === undefined ? "removed" : whatOf(from, to);
  return differs(pair, {
    ...place,
    code: `${keyword}-${happened}`,
    keyword,
    effect: "none",
    from,
    to,
  });
}

function whatOf(from: Json, to: Json): string {
  const nameOf = (value: Json): Json | undefined =>
    isObject(value) ? value["propertyName"] : undefined;
  return nameOf(from) === nameOf(to) ? "mapping-changed" : "property-changed";
}
