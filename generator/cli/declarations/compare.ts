// What a new version of the declarations means for code that was written for the old ones. The compiler
// decides; what it can't decide is said to be undecided, and weighs as the worse.
import type ts from "typescript";
import { demandChanges, entryChanges } from "./around.ts";
import { type CodeChange, ofExport } from "./change.ts";
import { type Kind, type Pair, printChecks, readChecks } from "./checks.ts";
import { type Export, exportsOf, fingerprints, idOf } from "./exports.ts";
import { isOf, judge, KINDS } from "./judge.ts";
import { positionsOf } from "./positions.ts";
import { programs } from "./program.ts";
import type { Declarations } from "./read.ts";

/**
 * The entries that calls are made with. Elsewhere types stand on both sides, because a mock server gives
 * what a caller gets; who is broken by a change of them is told by these.
 */
const MAIN = new Set([".", "./operations"]);

/** Every change for callers; packages that the declarations import are looked for from `folders`. */
export function compareDeclarations(
  old: Declarations,
  next: Declarations,
  folders: readonly string[],
): readonly CodeChange[] {
  const around = [...entryChanges(old, next), ...demandChanges(old, next)];
  if (isSame(old.files, next.files)) return around;
  const make = programs(old, next, folders);
  const first = make("");
  const sides = [exportsOf(first, "old", old), exportsOf(first, "new", next)] as const;
  const pairs = changedPairs(first, sides);
  return [...around, ...nameChanges(old, next, sides), ...comparePairs(first, make, pairs, sides)];
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, text]) => b.get(key) === text);
}

type Sides = readonly [ReadonlyMap<string, Export>, ReadonlyMap<string, Export>];

/** Names that are gone or new, but for those of entries that are themselves. */
function nameChanges(
  old: Declarations,
  next: Declarations,
  [before, after]: Sides,
): readonly CodeChange[] {
  const lacking = (some: Sides[0], others: Sides[0], known: Declarations): readonly Export[] =>
    [...some]
      .filter(([key, { entry }]) => !others.has(key) && known.entries.get(entry))
      .map(([, it]) => it);
  return [
    ...lacking(before, after, next).map((it) =>
      ofExport(
        it,
        "export-removed",
        "major",
        "It is no longer exported.",
        "Code that imports it does not compile.",
      ),
    ),
    ...lacking(after, before, old).map((it) =>
      ofExport(it, "export-added", "minor", "It is new.", ""),
    ),
  ];
}

/** The exports that both sides have and that may differ, each once, whatever entries it has. */
function changedPairs(program: ts.Program, [before, after]: Sides): readonly Pair[] {
  const [oldText, newText] = [fingerprints(program, before), fingerprints(program, after)];
  const pairs = new Map<string, Pair>();
  for (const [key, old] of before) {
    const next = after.get(key);
    if (next === undefined) continue;
    // By one entry it may be a type alone, and a value by another.
    const id = `${idOf(old.symbol)} ${old.isValue === next.isValue}`;
    if (pairs.has(id)) continue;
    const isOther = old.isValue !== next.isValue || oldText(old.symbol) !== newText(next.symbol);
    if (isOther) pairs.set(id, { old, new: next });
  }
  return [...pairs.values()];
}

function mainOf(exported: Sides[0]): readonly ts.Symbol[] {
  const main = [...exported.values()].filter(({ entry }) => MAIN.has(entry));
  return main.map(({ symbol }) => symbol);
}

/** What became of the exports that may differ; `first` is a program that knows their symbols. */
function comparePairs(
  first: ts.Program,
  make: (checks: string) => ts.Program,
  pairs: readonly Pair[],
  sides: Sides,
): readonly CodeChange[] {
  const checks = pairs.flatMap((pair) =>
    KINDS.filter((kind) => isOf(kind, pair.old) && isOf(kind, pair.new)).map((kind) => ({
      ...pair,
      kind,
    })),
  );
  if (checks.length === 0 && pairs.length === 0) return [];
  const said = readChecks(make(printChecks(checks)), checks);
  const positions = positionsOf(first, mainOf(sides[0]));
  const hasOwnName = knownToBoth(sides);
  return pairs.flatMap((pair) => {
    const own = checks.flatMap(({ kind, old }, index) =>
      old === pair.old ? [[kind, said[index]!] as const] : [],
    );
    const { given, got } = positions(pair.old.symbol);
    const needed: readonly Kind[] = [
      "used",
      ...(given ? (["given"] as const) : []),
      ...(got ? (["got"] as const) : []),
    ];
    return judge(first.getTypeChecker(), pair, new Map(own), needed, hasOwnName) ?? [];
  });
}

/** Whether a symbol is compared by itself: what only one side exports is part of what it stands in. */
function knownToBoth([before, after]: Sides): (symbol: ts.Symbol) => boolean {
  const ids = (some: Sides[0]): readonly string[] =>
    [...some.values()].map((it) => idOf(it.symbol));
  const known = new Set(ids(after));
  const both = new Set(ids(before).filter((id) => known.has(id)));
  return (symbol) => both.has(idOf(symbol));
}
