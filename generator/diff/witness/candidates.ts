// Values that may show a difference, the likeliest first. Whether one does is not decided here.
import { type Json, REF_PREFIX, type Schema } from "../../model/model.ts";
import type { Side } from "../change.ts";
import type { Case } from "../schemas/decide.ts";
import { turnInside } from "../schemas/difference.ts";
import { forced, sidedName, type Steps } from "../schemas/steps.ts";
import { lifted } from "./lift.ts";
import type { Makers } from "./makers.ts";

export interface Search {
  readonly makers: Makers;
  /** The side that accepts the value, and the one that refuses it. */
  readonly sender: Side;
  readonly receiver: Side;
}

/** The pairs of names from the root to where the difference is, and the way from each to the next. */
export interface Level {
  readonly old: string;
  readonly new: string;
  /** The way to the next level. */
  readonly path: Steps;
}

/** The last resort: the plainest values there are. */
const PLAIN: readonly Json[] = [null, false, true, 0, 1, 0.5, -1, "", "a", [], [null], {}];

/** Schemas up to which the receiving side's own values are tried: making them is most of the work. */
const FEW = 200;

/** Values of the root that may show the difference, the likeliest first. */
export function* candidates(search: Search, each: Case, levels: readonly Level[]): Iterable<Json> {
  const { makers, sender, receiver } = search;
  const root = levels[0]!;
  for (const more of wishes(search, each, levels)) {
    for (const value of makers.values(sender, levels[more.level]![sender], more.schema))
      yield* upwards(search, levels, more.level, value);
  }
  yield* makers.known(sender, root[sender]);
  if (makers.size < FEW) yield* makers.known(receiver, root[receiver]);
  yield* PLAIN;
}

interface Wish {
  /** The level at which values are made. */
  readonly level: number;
  /** What they must satisfy beside the sender's schema. */
  readonly schema: Schema;
}

/** What to ask of values: that they lie in what was lost, or that the other side refuses them. */
function* wishes(
  { sender, receiver }: Search,
  each: Case,
  levels: readonly Level[],
): Iterable<Wish> {
  const { difference } = each;
  const last = levels.length - 1;
  // In place, the schema around may ask for more: the value is made where it has a place of its own.
  let level = last;
  while (level > 0 && levels[level - 1]!.path.length === 0) level--;
  const steps = levels.flatMap(({ path }) => path);
  for (const probe of probes(sender, each)) {
    yield { level, schema: forced(difference.focus, probe) };
    if (level > 0) yield { level: 0, schema: forced([...steps, ...difference.focus], probe) };
  }
  const refused = (level: number): Schema => {
    return { not: { $ref: REF_PREFIX + sidedName(receiver, levels[level]![receiver]) } };
  };
  yield { level: last, schema: refused(last) };
  if (last > 0) yield { level: 0, schema: refused(0) };
}

/** What the part has that shows it; inside of a `not` it is what the other side lets pass. */
function probes(sender: Side, { node, difference }: Case): readonly Schema[] {
  const { lost, gained } = difference;
  const turn = turnInside(node.turn, difference.turn);
  const [own, other] = sender === "old" ? [lost, gained] : [gained, lost];
  const wanted = turn === "both" ? [own, other] : turn === "flip" ? [other] : [own];
  return wanted.filter((probe) => probe !== undefined);
}

/** A value of a level, as values of the root; those that a level between refuses are left out. */
function* upwards(
  search: Search,
  levels: readonly Level[],
  level: number,
  value: Json,
): Iterable<Json> {
  if (level === 0) return yield value;
  const { old, new: next, path } = levels[level - 1]!;
  const { makers, sender } = search;
  const name = sender === "old" ? old : next;
  for (const around of lifted(makers, sender, name, path, value)) {
    if (makers.accepts(sender, name, around)) {
      yield* upwards(search, levels, level - 1, around);
      return;
    }
  }
}
