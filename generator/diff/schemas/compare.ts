// Two schemas, walked at once. Reads as a list of what schemas say; each keyword group has its file.
// Named schemas are compared once for each pair of names, so recursion ends.
import { annotations } from "./annotations.ts";
import { type Asked, effectBetween, isCoveredBy } from "./between.ts";
import { bounds } from "./bounds.ts";
import { conditionals } from "./conditionals.ts";
import { contains } from "./contains.ts";
import { content } from "./content.ts";
import { dependents } from "./dependents.ts";
import {
  both,
  type Comparison,
  differs,
  type Pair,
  SAME,
  type Session,
  turnInside,
  type Walk,
} from "./difference.ts";
import { discriminator } from "./discriminator.ts";
import { finite } from "./finite.ts";
import { formats } from "./formats.ts";
import { items } from "./items.ts";
import { isSame, link } from "./links.ts";
import { multiples } from "./multiples.ts";
import { negated } from "./negated.ts";
import { otherNames } from "./other-names.ts";
import { allParts, named, partsOf, type Together } from "./part.ts";
import { patterns } from "./patterns.ts";
import { properties } from "./properties.ts";
import { types } from "./types.ts";
import { unevaluated } from "./unevaluated.ts";
import { distributed } from "./distributed.ts";
import { unions } from "./unions.ts";
import { values } from "./values.ts";

/** Schemas inside each other; deeper ones are not looked into. */
const DEPTH = 80;

const START: Walk = {
  path: [],
  depth: 0,
  turn: "same",
  flag: undefined,
  closed: { old: false, new: false },
  around: { old: [], new: [] },
  places: { old: undefined, new: undefined },
};

export interface Comparer {
  readonly names: (old: string, next: string) => Comparison;
}

export function createComparer(session: Session): Comparer {
  const known = new Map<string, Comparison>();
  const names: Comparer["names"] = (old, next) => {
    const key = JSON.stringify([old, next]);
    const found = known.get(key);
    if (found !== undefined) return found;
    // Whoever asks again on the way is told that nothing differs: what does is found where it stands.
    known.set(key, SAME);
    const compared = compareNames(session, names, old, next);
    known.set(key, compared);
    return compared;
  };
  return { names };
}

function compareNames(
  session: Session,
  names: Comparer["names"],
  old: string,
  next: string,
): Comparison {
  const { ids, schemas } = session;
  if (ids.ofName("text", "old", old) === ids.ofName("text", "new", next)) return SAME;
  const task: Task = { session, names, seen: new Set() };
  return at(task, [named(schemas.old, old)], [named(schemas.new, next)], START);
}

interface Task {
  readonly session: Session;
  readonly names: Comparer["names"];
  /** Places that were compared in this run already. */
  readonly seen: Set<string>;
}

function at(task: Task, old: Together, next: Together, outer: Walk): Comparison {
  const { session, seen } = task;
  if (isSame(session, old, next)) return SAME;
  const walk = { ...outer, places: placesOf(old, next, outer) };
  const places = [old, next].map((side) => side.map((each) => each.at));
  const key = JSON.stringify([places, walk.turn, walk.closed, walk.around]);
  if (seen.has(key)) return SAME;
  seen.add(key);
  const said = annotations({ walk }, old, next);
  const [oldParts, newParts] = [old.flatMap(partsOf), next.flatMap(partsOf)];
  const linked = link(session, oldParts, newParts, walk, (one, other) =>
    opened(task, [one], [other], walk),
  );
  if (linked !== undefined) return both(said, linked);
  if (walk.depth > DEPTH || session.budget.steps-- <= 0)
    return both(said, tooDeep(walk, old, next));
  return both(said, opened(task, old, next, walk));
}

/** Where both stand; where a side says nothing, what is around it. */
function placesOf([old]: Together, [next]: Together, { places }: Walk): Walk["places"] {
  return { old: old?.at || places.old, new: next?.at || places.new };
}

function tooDeep(walk: Walk, old: Together, next: Together): Comparison {
  const place = { old: old[0]?.at, new: next[0]?.at };
  return differs({ walk }, { code: "depth", keyword: "$ref", effect: "either", ...place });
}

const GROUPS: readonly ((pair: Pair) => Comparison)[] = [
  types,
  values,
  bounds,
  multiples,
  patterns,
  formats,
  content,
  properties,
  otherNames,
  dependents,
  items,
  contains,
  unions,
  negated,
  conditionals,
  unevaluated,
  discriminator,
];

/** What both sides say here, keyword by keyword. */
function opened(task: Task, old: Together, next: Together, walk: Walk): Comparison {
  const { schemas } = task.session;
  const pair: Pair = {
    old: allParts(schemas.old, old),
    new: allParts(schemas.new, next),
    said: { old, new: next },
    walk,
    session: task.session,
    compare: (oldInner, newInner, step) => {
      const { turn = "same", ...further } = step ?? {};
      const { closed, around } = START;
      const inside = { ...walk, depth: walk.depth + 1, closed, around, ...further };
      return at(task, oldInner, newInner, { ...inside, turn: turnInside(walk.turn, turn) });
    },
    effect: (oldInner, newInner, step) => effectBetween(ask(task, oldInner, newInner, step)),
    isCovered: (side, branch, other) =>
      isCoveredBy(side === "old" ? ask(task, branch, other) : ask(task, other, branch), side),
  };
  const apart = distributed(pair);
  if (apart !== undefined) return finite(pair, apart);
  return finite(pair, both(...GROUPS.map((group) => group(pair))));
}

/** A question beside the comparison: what it finds is not told, and takes nothing from it. */
function ask(task: Task, old: Together, next: Together, step: Partial<Walk> = {}): Asked {
  const { session, names } = task;
  const first = at({ session, names, seen: new Set() }, old, next, { ...START, ...step });
  return { first, names };
}
