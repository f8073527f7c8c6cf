// Bounds: of numbers, lengths, items and properties.
import type { Json, JsonObject, Schema } from "../../model/model.ts";
import { both, type Comparison, differs, type Pair, SAME } from "./difference.ts";
import { type Group, ownAtoms, placeOf, speaksOf } from "./facts.ts";
import type { Part } from "./part.ts";

export function bounds(pair: Pair): Comparison {
  const speaking = FAMILIES.filter(({ group }) => speaksOf(pair, group));
  return both(...speaking.map((family) => bound(pair, family)));
}

interface Family {
  readonly group: Group;
  /** 1: a higher bound is narrower. */
  readonly sign: 1 | -1;
  readonly inclusive: string;
  readonly exclusive: string | undefined;
  /** What the bound's opposite is called. */
  readonly opposite: string;
  readonly oppositeExclusive: string | undefined;
}

const counted = (group: Group, noun: string): readonly Family[] => [
  {
    ...{ group, sign: 1, inclusive: `min${noun}`, exclusive: undefined },
    ...{ opposite: `max${noun}`, oppositeExclusive: undefined },
  },
  {
    ...{ group, sign: -1, inclusive: `max${noun}`, exclusive: undefined },
    ...{ opposite: `min${noun}`, oppositeExclusive: undefined },
  },
];

const FAMILIES: readonly Family[] = [
  {
    ...{ group: "number", sign: 1, inclusive: "minimum", exclusive: "exclusiveMinimum" },
    ...{ opposite: "maximum", oppositeExclusive: "exclusiveMaximum" },
  },
  {
    ...{ group: "number", sign: -1, inclusive: "maximum", exclusive: "exclusiveMaximum" },
    ...{ opposite: "minimum", oppositeExclusive: "exclusiveMinimum" },
  },
  ...counted("string", "Length"),
  ...counted("array", "Items"),
  ...counted("object", "Properties"),
];

interface Bound {
  readonly keyword: string;
  /** As the document writes it; `value` is the same bound of whole numbers. */
  readonly written: number;
  readonly value: number;
  readonly exclusive: boolean;
}

/** The tightest bound; of integers, one that is not exclusive. A length of at least 0 is none. */
function boundOf(
  parts: readonly Part[],
  { sign, inclusive, exclusive }: Family,
): Bound | undefined {
  const whole = !ownAtoms(parts).has("fraction");
  const found = parts.flatMap(({ schema }) => [
    ...read(schema, inclusive, false, whole, sign),
    ...(exclusive === undefined ? [] : read(schema, exclusive, true, whole, sign)),
  ]);
  const bounds = found.filter(({ value }) => exclusive !== undefined || sign === -1 || value > 0);
  return bounds.reduce<Bound | undefined>(
    (tight, each) => (tight === undefined || isTighter(each, tight, sign) ? each : tight),
    undefined,
  );
}

function read(
  schema: JsonObject,
  keyword: string,
  exclusive: boolean,
  whole: boolean,
  sign: 1 | -1,
): readonly Bound[] {
  const value = schema[keyword];
  if (typeof value !== "number") return [];
  if (!whole || !exclusive) return [{ keyword, written: value, value, exclusive }];
  const next = sign === 1 ? Math.floor(value) + 1 : Math.ceil(value) - 1;
  return [{ keyword, written: value, value: next, exclusive: false }];
}

function isTighter(one: Bound, other: Bound, sign: 1 | -1): boolean {
  const gap = (one.value - other.value) * sign;
  return gap > 0 || (gap === 0 && one.exclusive && !other.exclusive);
}

function bound(pair: Pair, family: Family): Comparison {
  const [old, next] = [boundOf(pair.old, family), boundOf(pair.new, family)];
  if (old?.value === next?.value && old?.exclusive === next?.exclusive) return SAME;
  const narrower = old === undefined || (next !== undefined && isTighter(next, old, family.sign));
  const said = { keyword: (next ?? old)!.keyword, from: shown(old, next), to: shown(next, old) };
  const names = [family.inclusive, ...(family.exclusive === undefined ? [] : [family.exclusive])];
  return differs(pair, {
    ...said,
    code: `${kebab(said.keyword)}-${happened(old?.value, next?.value)}`,
    effect: narrower ? "narrower" : "wider",
    old: placeOf(pair.old, ...names),
    new: placeOf(pair.new, ...names),
    lost: narrower && next !== undefined ? beyond(next, family) : undefined,
    gained: !narrower && old !== undefined ? beyond(old, family) : undefined,
  });
}

/** The bound, with its keyword where the other side has another one. */
function shown(found: Bound | undefined, other: Bound | undefined): Json | undefined {
  if (found === undefined) return undefined;
  const isSame = other === undefined || other.keyword === found.keyword;
  return isSame ? found.written : { [found.keyword]: found.written };
}

function happened(old: number | undefined, next: number | undefined): string {
  if (old === undefined) return "added";
  if (next === undefined) return "removed";
  if (old === next) return "changed";
  return next > old ? "raised" : "lowered";
}

/** What lies on the wrong side of a bound. */
function beyond({ value, exclusive }: Bound, family: Family): Schema {
  const { oppositeExclusive, opposite, sign, group } = family;
  if (oppositeExclusive === undefined) return { type: group, [opposite]: value - sign };
  return { type: "number", [exclusive ? opposite : oppositeExclusive]: value };
}

export function kebab(keyword: string): string {
  return keyword.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace("$", "");
}
