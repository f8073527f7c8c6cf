// `anyOf` and `oneOf`: branches are matched, compared, and told where they come or go.
import type { Side } from "../change.ts";
import { isSpoken, match, nameOf } from "./branches.ts";
import {
  both,
  type Comparison,
  differs,
  type Effect,
  effectOf,
  type Pair,
  SAME,
} from "./difference.ts";
import { areParted } from "./disjoint.ts";
import { atomsOf } from "./facts.ts";
import { inPlace } from "./names.ts";
import { together } from "./other-names.ts";
import { allParts, listed, type Part, type Together } from "./part.ts";

export type Kind = "anyOf" | "oneOf";

export interface Union {
  readonly kind: Kind;
  readonly at: string;
  readonly branches: readonly Together[];
}

export function unionsOf(parts: readonly Part[]): readonly Union[] {
  return parts.flatMap((part) =>
    (["anyOf", "oneOf"] as const).flatMap((kind): readonly Union[] => {
      const branches = listed(part, kind).map((branch) => [branch]);
      return branches.length === 0 ? [] : [{ kind, branches, at: `${part.at}/${kind}` }];
    }),
  );
}

export function unions(pair: Pair): Comparison {
  const [old, next] = [[...unionsOf(pair.old)], [...unionsOf(pair.new)]];
  if (old.length + next.length === 0) return SAME;
  if (old.length === 1 && next.length === 1) return one(pair, old[0], next[0]);
  const same = old.flatMap((union) => {
    const index = next.findIndex((other) => isSame(pair, union, other));
    return index === -1 ? [] : [[union, next.splice(index, 1)[0]!] as const];
  });
  const left = old.filter((union) => !same.some(([known]) => known === union));
  const count = Math.max(left.length, next.length);
  const others = Array.from({ length: count }, (_, index) => one(pair, left[index], next[index]));
  return both(...same.map(([was, is]) => one(pair, was, is)), ...others);
}

function isSame({ session: { ids } }: Pair, old: Union, next: Union): boolean {
  const shape = (side: Side, { kind, branches }: Union): string =>
    [kind, ...branches.map(([branch]) => ids.of("shape", side, branch!.schema)).sort()].join();
  return shape("old", old) === shape("new", next);
}

function one(pair: Pair, old: Union | undefined, next: Union | undefined): Comparison {
  if (old !== undefined && next !== undefined) return branches(pair, old, next);
  const { kind, at, branches: all } = (old ?? next)!;
  const isNew = old === undefined;
  const broken = { not: { [kind]: all.map((branch) => together(isNew ? "new" : "old", branch)) } };
  return differs(pair, {
    ...{ code: `${kebab(kind)}-${isNew ? "added" : "removed"}`, keyword: kind },
    effect: isNew ? "narrower" : "wider",
    old: isNew ? undefined : at,
    new: isNew ? at : undefined,
    lost: isNew ? broken : undefined,
    gained: isNew ? undefined : broken,
  });
}

function kebab(kind: Kind): string {
  return kind === "anyOf" ? "any-of" : "one-of";
}

/** Unions with the branches that they have on both sides, on one, and what the change of kind does. */
function branches(pair: Pair, old: Union, next: Union): Comparison {
  const { pairs, removed, added } = match(pair, old.branches, next.branches);
  const [oldParted, newParted] = (["old", "new"] as const).map((side) => {
    const { kind, branches: all } = side === "old" ? old : next;
    return kind === "anyOf" || areParted(pair.session.schemas[side], all);
  });
  const turn = oldParted && newParted ? "same" : "both";
  const told = { pair, old, next };
  return both(
    kindOf(told, oldParted!, newParted!),
    ...pairs.map(([was, is]) => pair.compare(was, is, { ...inPlace(pair), turn })),
    ...removed.map((branch) => alone(told, "old", branch, oldParted! ? "narrower" : "either")),
    ...added.map((branch) => alone(told, "new", branch, newParted! ? "wider" : "either")),
  );
}

export interface Told {
  readonly pair: Pair;
  readonly old: Union | undefined;
  readonly next: Union | undefined;
}

function kindOf({ pair, old, next }: Told, oldParted: boolean, newParted: boolean): Comparison {
  if (old!.kind === next!.kind) return SAME;
  const effect = effectOf(
    next!.kind === "oneOf" && !newParted,
    old!.kind === "oneOf" && !oldParted,
  );
  return differs(pair, {
    ...{ code: "union-changed", keyword: next!.kind, effect, from: old!.kind, to: next!.kind },
    old: old!.at,
    new: next!.at,
  });
}

/** Branches of a union that a branch of the other side is held against. */
const MOST = 12;

/** A branch that some branch of the other side covers takes nothing with it, and brings nothing. */
function isCovered(pair: Pair, side: Side, branch: Together, by: readonly Together[]): boolean {
  return by.slice(0, MOST).some((other) => {
    const schemas = pair.session.schemas;
    const [own, others] = side === "old" ? [schemas.old, schemas.new] : [schemas.new, schemas.old];
    const atoms = atomsOf(others, allParts(others, other));
    if (![...atomsOf(own, allParts(own, branch))].some((atom) => atoms.has(atom))) return false;
    return pair.isCovered(side, branch, other);
  });
}

/** A branch that is on one side only. */
export function alone(told: Told, side: Side, branch: Together, effect: Effect): Comparison {
  const { pair, old, next } = told;
  const [own, other] = side === "old" ? [old, next] : [next, old];
  const covered = effect !== "either" && isCovered(pair, side, branch, other?.branches ?? []);
  if (covered && !isSpoken(pair, side, branch)) return SAME;
  const kind = (own ?? other)!.kind;
  const name = nameOf(branch);
  const happened = side === "old" ? "removed" : "added";
  const nullable = side === "old" ? "not-nullable" : "nullable";
  const values = together(side, branch);
  const isBoth = effect === "either";
  return differs(pair, {
    code: name === "null" && !isBoth ? nullable : `${kebab(kind)}-branch-${happened}`,
    ...{ keyword: kind, effect: covered ? "none" : effect },
    [side === "old" ? "from" : "to"]: name,
    old: side === "old" ? branch[0]?.at : old?.at,
    new: side === "new" ? branch[0]?.at : next?.at,
    lost: side === "old" || isBoth ? values : undefined,
    gained: side === "new" || isBoth ? values : undefined,
  });
}
