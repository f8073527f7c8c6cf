// What became of one export: by what the compiler said of it, and by what can be written with it.
import ts from "typescript";
import type { Weight } from "../../diff/change.ts";
import { type CodeChange, ofExport } from "./change.ts";
import type { Kind, Pair, Said } from "./checks.ts";
import type { Export } from "./exports.ts";
import { usesThatDiffer } from "./uses.ts";
import { isReordered } from "./overloads.ts";

/** Whether an export can be met as this kind. */
export function isOf(kind: Kind, { symbol, isValue }: Export): boolean {
  return kind === "given" || kind === "got" ? (symbol.flags & ts.SymbolFlags.Type) !== 0 : isValue;
}

export const KINDS: readonly Kind[] = ["used", "replaced", "given", "got"];

const CHANGED = "Its type has changed.";
const STOPS = "Code that was written for it does not compile";

/**
 * The change of a pair; `needed` are the kinds that callers depend on, `hasOwnName` says what is compared
 * by itself. None: it says the same.
 */
export function judge(
  checker: ts.TypeChecker,
  pair: Pair,
  said: ReadonlyMap<Kind, Said>,
  needed: readonly Kind[],
  hasOwnName: (symbol: ts.Symbol) => boolean,
): CodeChange | undefined {
  const { old, new: next } = pair;
  const change = (weight: Weight, message: string, caller = ""): CodeChange =>
    ofExport(old, "export-changed", weight, message, caller);
  if (KINDS.some((kind) => isOf(kind, old) && !isOf(kind, next))) {
    return change("major", "It is another kind of thing.", `${STOPS}.`);
  }
  const { lost, gained } = usesThatDiffer(checker, pair, hasOwnName);
  if (lost.length > 0) return change("major", lost.join(" "), `${STOPS}.`);
  const failed = needed.map((kind) => said.get(kind)).filter((one) => one?.problem !== undefined);
  const isBlind = failed.some((one) => one?.decided === false) || cantBeCompared(pair);
  if (isBlind) return { ...change("major", CHANGED), verdict: "undecided" };
  if (failed[0] !== undefined) return change("major", CHANGED, `${STOPS}: ${failed[0].problem}`);
  if (isReordered(old.symbol, next.symbol)) {
    const message = "Its overloads stand in another order: calls may be answered by another one.";
    return { ...change("major", message), verdict: "undecided" };
  }
  if (gained.length > 0) return change("minor", gained.join(" "));
  if (KINDS.some((kind) => isOf(kind, next) && !isOf(kind, old))) {
    return change("minor", "It can be used as another kind of thing, too.");
  }
  const same = [...said.values()].every(({ problem }) => problem === undefined);
  return same ? undefined : change("minor", `${CHANGED} What was written for it still compiles.`);
}

/** What the compiler takes for the same whatever it says: `any`, and a namespace. */
function cantBeCompared({ old, new: next }: Pair): boolean {
  const isSpace = ({ symbol }: Export): boolean => (symbol.flags & ts.SymbolFlags.Namespace) !== 0;
  return anys(next.symbol) !== anys(old.symbol) || (isSpace(old) && isSpace(next));
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
