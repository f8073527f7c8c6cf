// What became of one export: by what the compiler said of it, and by the names that it has.
import ts from "typescript";
import type { Weight } from "../../diff/change.ts";
import { type CodeChange, ofExport } from "./change.ts";
import type { Kind, Pair, Said } from "./checks.ts";
import type { Export } from "./exports.ts";
import { membersOf } from "./members.ts";

/** Whether a symbol can be met as this kind. */
export function isOf(kind: Kind, { symbol }: Export): boolean {
  const isType = kind === "given" || kind === "got";
  return (symbol.flags & (isType ? ts.SymbolFlags.Type : ts.SymbolFlags.Value)) !== 0;
}

export const KINDS: readonly Kind[] = ["used", "replaced", "given", "got"];

const CHANGED = "Its type has changed.";
const STOPS = "Code that was written for it does not compile";

/** The change of a pair; `needed` are the kinds that callers depend on. None: it says the same. */
export function judge(
  checker: ts.TypeChecker,
  pair: Pair,
  said: ReadonlyMap<Kind, Said>,
  needed: readonly Kind[],
): CodeChange | undefined {
  const { old, new: next } = pair;
  const change = (weight: Weight, message: string, caller = ""): CodeChange =>
    ofExport(old, "export-changed", weight, message, caller);
  if (KINDS.some((kind) => isOf(kind, old) && !isOf(kind, next))) {
    return change("major", "It is another kind of thing.", `${STOPS}.`);
  }
  const { lost, gained } = namesThatDiffer(checker, pair);
  if (lost.length > 0) return change("major", `It has ${listed(lost)} no more.`, `${STOPS}.`);
  const failed = needed.map((kind) => said.get(kind)).filter((one) => one?.problem !== undefined);
  if (failed.some((one) => one?.decided === false) || anys(next.symbol) > anys(old.symbol)) {
    return { ...change("major", CHANGED), verdict: "undecided" };
  }
  if (failed[0] !== undefined) return change("major", CHANGED, `${STOPS}: ${failed[0].problem}`);
  if (gained.length > 0) return change("minor", `It has ${listed(gained)}.`);
  const same = [...said.values()].every(({ problem }) => problem === undefined);
  return same ? undefined : change("minor", `${CHANGED} What was written for it still compiles.`);
}

function namesThatDiffer(
  checker: ts.TypeChecker,
  { old, new: next }: Pair,
): { readonly lost: readonly string[]; readonly gained: readonly string[] } {
  const [before, after] = [namesOf(checker, old.symbol), namesOf(checker, next.symbol)];
  return {
    lost: [...before].filter((name) => !after.has(name)),
    gained: [...after].filter((name) => !before.has(name)),
  };
}

function namesOf(checker: ts.TypeChecker, symbol: ts.Symbol): ReadonlySet<string> {
  const types = [
    ...((symbol.flags & ts.SymbolFlags.Type) === 0
      ? []
      : [checker.getDeclaredTypeOfSymbol(symbol)]),
    ...((symbol.flags & ts.SymbolFlags.Value) === 0 ? [] : [checker.getTypeOfSymbol(symbol)]),
  ];
  return new Set(types.flatMap((type) => [...membersOf(checker, type)]));
}

/** How often a declaration says `any`, which fits everything and so tells nothing. */
function anys({ declarations = [] }: ts.Symbol): number {
  const count = (node: ts.Node): number => {
    let found = node.kind === ts.SyntaxKind.AnyKeyword ? 1 : 0;
    ts.forEachChild(node, (inner) => void (found += count(inner)));
    return found;
  };
  return declarations.reduce((sum, declaration) => sum + count(declaration), 0);
}

const MOST = 5;

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, MOST)
    .map((name) => `\`${name}\``)
    .join(", ");
  return names.length > MOST ? `${shown} and ${names.length - MOST} more` : shown;
}
