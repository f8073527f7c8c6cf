// `if`, `then` and `else`. Where the condition stays, its sides are compared; where it changes, values
// may move from one side to the other, and only a value tells.
import type { Schema } from "../../model/model.ts";
import type { Side } from "../change.ts";
import { both, type Comparison, differs, effectOf, type Pair, SAME } from "./difference.ts";
import { inPlace } from "./names.ts";
import { inner, type Located, type Part } from "./part.ts";
import { sided } from "./steps.ts";

interface Condition {
  readonly test: Located;
  readonly then: Located | undefined;
  readonly else: Located | undefined;
}

export function conditionals(pair: Pair): Comparison {
  const [old, next] = [conditionsOf(pair.old), conditionsOf(pair.new)];
  const left = [...next];
  const kept: Comparison[] = [];
  const changed = old.filter((condition) => {
    const index = left.findIndex(({ test }) => isSameTest(pair, condition.test, test));
    if (index !== -1) kept.push(sides(pair, condition, left.splice(index, 1)[0]!));
    return index === -1;
  });
  const count = Math.max(changed.length, left.length);
  const others = Array.from({ length: count }, (_, index) =>
    one(pair, changed[index], left[index]),
  );
  return both(...kept, ...others);
}

/** Whether the same values pass, also those that nobody is said to send: a condition asks all. */
function isSameTest(pair: Pair, old: Located, next: Located): boolean {
  const { ids } = pair.session;
  if (ids.of("shape", "old", old.schema) === ids.of("shape", "new", next.schema)) return true;
  return pair.effect([old], [next], { turn: "flip" }) === "none";
}

/** A condition with nothing to follow asks for nothing. */
function conditionsOf(parts: readonly Part[]): readonly Condition[] {
  return parts.flatMap((part) => {
    const test = inner(part, "if");
    const [then, otherwise] = [inner(part, "then"), inner(part, "else")];
    if (test === undefined || (then === undefined && otherwise === undefined)) return [];
    return [{ test, then, else: otherwise }];
  });
}

function sides(pair: Pair, old: Condition, next: Condition): Comparison {
  return both(side(pair, "then", old, next), side(pair, "else", old, next));
}

function side(pair: Pair, keyword: "then" | "else", old: Condition, next: Condition): Comparison {
  const [from, to] = [old[keyword], next[keyword]];
  if (from !== undefined && to !== undefined) return pair.compare([from], [to], inPlace(pair));
  if (from === to) return SAME;
  const isNew = from === undefined;
  const by = isNew ? "new" : "old";
  const schema = sided(by, old.test.schema);
  const test: Schema = keyword === "then" ? schema : { not: schema };
  const broken = { allOf: [test, { not: sided(by, (from ?? to)!.schema) }] };
  return differs(pair, {
    ...{ code: `${keyword}-${isNew ? "added" : "removed"}`, keyword },
    effect: pair.effect(
      from === undefined ? [] : [from],
      to === undefined ? [] : [to],
      inPlace(pair),
    ),
    old: from?.at,
    new: to?.at,
    lost: isNew ? broken : undefined,
    gained: isNew ? undefined : broken,
  });
}

function one(pair: Pair, old: Condition | undefined, next: Condition | undefined): Comparison {
  const happened = old === undefined ? "added" : next === undefined ? "removed" : "changed";
  return differs(pair, {
    ...{ code: `if-${happened}`, keyword: "if" },
    effect: effectOf(next !== undefined, old !== undefined),
    old: old?.test.at,
    new: next?.test.at,
    lost: next === undefined ? undefined : breaking("new", next),
    gained: old === undefined ? undefined : breaking("old", old),
  });
}

function breaking(side: Side, { test: { schema }, then, else: otherwise }: Condition): Schema {
  const test = sided(side, schema);
  const ways: readonly Schema[] = [
    ...(then === undefined ? [] : [{ allOf: [test, { not: sided(side, then.schema) }] }]),
    ...(otherwise === undefined
      ? []
      : [{ allOf: [{ not: test }, { not: sided(side, otherwise.schema) }] }]),
  ];
  return ways.length === 1 ? ways[0]! : { anyOf: ways };
}
