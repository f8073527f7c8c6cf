// `pattern`: expressions that are compared as texts. Which of two matches more is left to a value that
// only one of them takes.
import { type Comparison, differs, effectOf, type Pair, SAME } from "./difference.ts";
import { placeOf, speaksOf } from "./facts.ts";
import type { Part } from "./part.ts";

/** Expressions that every text matches. */
const ANYTHING = /^\^?(?:\.\*)?\$?$/;

export function patterns(pair: Pair): Comparison {
  if (!speaksOf(pair, "string")) return SAME;
  const [old, next] = [patternsOf(pair.old), patternsOf(pair.new)];
  const removed = old.filter((source) => !next.includes(source));
  const added = next.filter((source) => !old.includes(source));
  const effect = effectOf(added.length > 0, removed.length > 0);
  if (effect === "none") return SAME;
  return differs(pair, {
    code: `pattern-${effect === "either" ? "changed" : added.length > 0 ? "added" : "removed"}`,
    ...{ keyword: "pattern", effect, from: removed[0], to: added[0] },
    old: placeOf(pair.old, "pattern"),
    new: placeOf(pair.new, "pattern"),
    lost: added.length > 0 ? { type: "string", not: { pattern: added[0]! } } : undefined,
    gained: removed.length > 0 ? { type: "string", not: { pattern: removed[0]! } } : undefined,
  });
}

function patternsOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ schema: { pattern } }) =>
    typeof pattern === "string" && !isAnything(pattern) ? [pattern] : [],
  );
}

function isAnything(source: string): boolean {
  // With both ends fixed, `.` stops at line breaks, and nothing at all between them is the empty text.
  return ANYTHING.test(source) && !(source.startsWith("^") && source.endsWith("$"));
}
