// A union on one side alone: the schema beside it on the other side is a union of one, and its words are
// held against each branch. So `anyOf` with null is what a nullable type is.
import type { Side } from "../change.ts";
import { match } from "./branches.ts";
import { both, type Comparison, differs, type Pair, SAME } from "./difference.ts";
import { areParted, isDisjoint } from "./disjoint.ts";
import { type Atom, atomsOf, ownAtoms } from "./facts.ts";
import { inPlace } from "./names.ts";
import { allParts, type Located, type Together } from "./part.ts";
import { typed } from "./types.ts";
import { alone, type Told, type Union, unionsOf } from "./unions.ts";

/** One side says by a union what the other says without: the same words, held against each branch. */
export function distributed(pair: Pair): Comparison | undefined {
  const [old, next] = [unionsOf(pair.old), unionsOf(pair.new)];
  if (old.length + next.length !== 1) return undefined;
  const side: Side = old.length === 1 ? "old" : "new";
  const [union] = [...old, ...next] as const;
  if (pair[side === "old" ? "new" : "old"].length === 0) return undefined;
  const rest: readonly Located[] = pair[side].flatMap(({ schema, at }) => {
    const { [union!.kind]: _union, ...others } = schema;
    return `${at}/${union!.kind}` === union!.at ? [{ schema: others, at }] : [{ schema, at }];
  });
  const all = union!.branches.map((branch) => [...rest, ...branch]);
  return against(pair, side, { ...union!, branches: all });
}

/** A schema without a union, parted by type where the branches are, held against those branches. */
function against(pair: Pair, side: Side, union: Union): Comparison {
  const plain = side === "old" ? "new" : "old";
  const schemas = pair.session.schemas;
  const whole = pair.said[plain];
  const own = ownAtoms(pair[plain]);
  const meeting = union.branches.map((branch) => {
    const atoms = atomsOf(schemas[side], allParts(schemas[side], branch));
    return { branch, atoms: [...atoms].filter((atom) => own.has(atom)), all: atoms };
  });
  const oneEach = areApart(meeting.map(({ atoms }) => atoms));
  const parted = oneEach || union.kind === "anyOf" || areParted(schemas[side], union.branches);
  const told: Told = {
    pair,
    old: undefined,
    next: undefined,
    [side === "old" ? "old" : "next"]: union,
  };
  const chosen = oneEach
    ? undefined
    : closest(
        pair,
        side,
        whole,
        meeting.map(({ branch }) => branch),
      );
  const covered = new Set(meeting.flatMap(({ atoms }) => atoms));
  const uncovered = [...own].filter((atom) => !covered.has(atom));
  const compared = meeting.map(({ branch, atoms }) => {
    const isMet = oneEach ? atoms.length > 0 : branch === chosen;
    if (!isMet) return branchAlone(told, side, branch, whole, parted);
    const isPart = oneEach && atoms.length < own.size;
    const part = isPart ? [...whole, { schema: typed(atoms), at: whole[0]?.at ?? "" }] : whole;
    const step = { ...inPlace(pair), turn: parted ? "same" : "both" } as const;
    return side === "old" ? pair.compare(branch, part, step) : pair.compare(part, branch, step);
  });
  return both(uncoveredTypes(pair, side, uncovered, union), ...compared);
}

function areApart(sets: readonly (readonly Atom[])[]): boolean {
  const all = sets.flat();
  return new Set(all).size === all.length;
}

/** The branch that the schema became: one that says the same, or nearly. */
function closest(
  pair: Pair,
  side: Side,
  whole: Together,
  all: readonly Together[],
): Together | undefined {
  const { pairs } = side === "old" ? match(pair, all, [whole]) : match(pair, [whole], all);
  const found = pairs[0]?.[side === "old" ? 0 : 1];
  const { schemas } = pair.session;
  return found ?? all.find((branch) => !isDisjoint(schemas[side], branch, whole)) ?? all[0];
}

function branchAlone(
  told: Told,
  side: Side,
  branch: Together,
  whole: Together,
  parted: boolean,
): Comparison {
  const union: Union = {
    kind: (told.old ?? told.next)!.kind,
    at: whole[0]?.at ?? "",
    branches: [whole],
  };
  const [key, effect] =
    side === "old" ? (["next", "narrower"] as const) : (["old", "wider"] as const);
  return alone({ ...told, [key]: union }, side, branch, parted ? effect : "either");
}

function uncoveredTypes(pair: Pair, side: Side, atoms: readonly Atom[], { at }: Union): Comparison {
  if (atoms.length === 0) return SAME;
  const isLost = side === "new";
  return differs(pair, {
    ...{ code: isLost ? "type-narrowed" : "type-widened", keyword: "type" },
    effect: isLost ? "narrower" : "wider",
    [isLost ? "from" : "to"]: [...atoms],
    old: isLost ? pair.old[0]?.at : at,
    new: isLost ? at : pair.new[0]?.at,
    lost: isLost ? typed(atoms) : undefined,
    gained: isLost ? undefined : typed(atoms),
  });
}
