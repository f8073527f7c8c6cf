// What comparing two schemas comes to, wherever they stand, with all that they lead to: asked for
// branches, and for what comes or goes as a whole.
import type { Side } from "../change.ts";
import {
  type Comparison,
  type Difference,
  type Effect,
  sum,
  turned,
  turnInside,
} from "./difference.ts";

/** Both sides of a question, compared; and the pairs of names that lie behind. */
export interface Asked {
  readonly first: Comparison;
  readonly names: (old: string, next: string) => Comparison;
}

export function effectBetween(asked: Asked): Effect {
  return sum(allBetween(asked).map(({ effect }) => effect));
}

/**
 * Whether a branch of a side brings nothing beside another one of the other side: its values pass there,
 * and it declares no property that only it has.
 */
export function isCoveredBy(asked: Asked, side: Side): boolean {
  const [harmful, own] = side === "old" ? ["narrower", "removed"] : ["wider", "added"];
  return allBetween(asked).every(
    ({ effect, code }) => effect !== harmful && effect !== "either" && !code.startsWith(own!),
  );
}

type Found = Pick<Difference, "effect" | "code">;

function allBetween({ first, names }: Asked): readonly Found[] {
  const found: Found[] = [];
  const seen = new Set<string>();
  const pending = [{ comparison: first, turn: "same" as Difference["turn"] }];
  // The list grows while it is walked.
  for (const { comparison, turn } of pending) {
    for (const { effect, code } of comparison.differences)
      found.push({ code, effect: turned(effect, turn) });
    for (const link of comparison.links) {
      const inside = turnInside(turn, link.turn);
      const key = JSON.stringify([link.old, link.new, inside]);
      if (seen.has(key)) continue;
      seen.add(key);
      pending.push({ comparison: names(link.old, link.new), turn: inside });
    }
  }
  return found;
}
