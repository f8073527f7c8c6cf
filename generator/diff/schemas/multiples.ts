// `multipleOf`, and `uniqueItems`: what numbers and lists must be beside their bounds.
import type { Schema } from "../../model/model.ts";
import { both, type Comparison, differs, effectOf, type Pair, SAME } from "./difference.ts";
import { placeOf, speaksOf } from "./facts.ts";
import type { Part } from "./part.ts";

export function multiples(pair: Pair): Comparison {
  return both(
    speaksOf(pair, "number") ? steps(pair) : SAME,
    speaksOf(pair, "array") ? unique(pair) : SAME,
  );
}

function steps(pair: Pair): Comparison {
  const stepsOf = (parts: readonly Part[]): readonly number[] =>
    parts.flatMap(({ schema: { multipleOf } }) =>
      typeof multipleOf === "number" ? multipleOf : [],
    );
  const [old, next] = [stepsOf(pair.old), stepsOf(pair.new)];
  const isKept = (steps: readonly number[], step: number): boolean =>
    steps.some((other) => Number.isInteger(other / step));
  const added = next.filter((step) => !isKept(old, step));
  const removed = old.filter((step) => !isKept(next, step));
  const effect = effectOf(added.length > 0, removed.length > 0);
  if (effect === "none") return SAME;
  return differs(pair, {
    code: `multiple-of-${old.length === 0 ? "added" : next.length === 0 ? "removed" : "changed"}`,
    ...{ keyword: "multipleOf", effect, from: old[0], to: next[0] },
    old: placeOf(pair.old, "multipleOf"),
    new: placeOf(pair.new, "multipleOf"),
    lost: added.length > 0 ? notMultiple(added[0]!) : undefined,
    gained: removed.length > 0 ? notMultiple(removed[0]!) : undefined,
  });
}

function notMultiple(step: number): Schema {
  return { type: "number", not: { multipleOf: step } };
}

const TWICE: Schema = { type: "array", minItems: 2, not: { uniqueItems: true } };

function unique(pair: Pair): Comparison {
  const [old, next] = [pair.old, pair.new].map((parts) =>
    parts.some(({ schema }) => schema["uniqueItems"] === true),
  );
  if (old === next) return SAME;
  return differs(pair, {
    code: `unique-items-${next ? "added" : "removed"}`,
    keyword: "uniqueItems",
    effect: next ? "narrower" : "wider",
    old: placeOf(pair.old, "uniqueItems"),
    new: placeOf(pair.new, "uniqueItems"),
    lost: next ? TWICE : undefined,
    gained: next ? undefined : TWICE,
  });
}
