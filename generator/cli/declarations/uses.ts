// What could be written with an export and no longer can, or can from now on, in sentences: names, arguments
// and assignments. The compiler finds two types to fit one another that differ in these.
import ts from "typescript";
import type { Pair } from "./checks.ts";
import type { Export } from "./exports.ts";
import { type Member, type Members, membersOf } from "./members.ts";

export interface Uses {
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

type HasOwnName = (symbol: ts.Symbol) => boolean;

export function usesThatDiffer(
  checker: ts.TypeChecker,
  { old, new: next }: Pair,
  hasOwnName: HasOwnName,
): Uses {
  const [before, after] = [old, next].map((it) => facesOf(checker, it, hasOwnName));
  const lost: string[] = [];
  const gained: string[] = [];
  for (const [index, own] of before!.entries()) {
    const other = after![index];
    if (own === undefined || other === undefined) continue;
    lost.push(...missing(own, other, "no more"));
    gained.push(...missing(other, own, ""));
  }
  return { lost: [...new Set(lost)], gained: [...new Set(gained)] };
}

/** The members as a type, and as a value: an instance of a class and the class itself. */
function facesOf(
  checker: ts.TypeChecker,
  { symbol, isValue }: Export,
  hasOwnName: HasOwnName,
): readonly (Members | undefined)[] {
  const isType = (symbol.flags & ts.SymbolFlags.Type) !== 0;
  return [
    isType ? membersOf(checker, checker.getDeclaredTypeOfSymbol(symbol), hasOwnName) : undefined,
    isValue ? membersOf(checker, checker.getTypeOfSymbol(symbol), hasOwnName) : undefined,
  ];
}

/** What one side has and the other lacks. */
function missing(some: Members, others: Members, more: string): readonly string[] {
  const named = new Map([...some].filter(([key]) => !others.has(key) && !key.endsWith(")")));
  const names = [...named].filter(([key]) => ![...named.keys()].some((one) => isIn(key, one)));
  const shared = [...some].flatMap(([key, own]) => {
    const other = others.get(key);
    return other === undefined ? [] : [[own, other] as const];
  });
  return [
    ...(names.length === 0 ? [] : [`It has ${listed(names.map(([, it]) => it.shown))} ${more}`]),
    ...shared.flatMap(([own, other]) => differences(own, other, more !== "")),
  ].map((sentence) => `${sentence.trimEnd()}${sentence.endsWith(".") ? "" : "."}`);
}

function isIn(key: string, outer: string): boolean {
  return key.length > outer.length && key.startsWith(outer) && /[.[<(]/.test(key[outer.length]!);
}

function differences(own: Member, other: Member, isLost: boolean): readonly string[] {
  const it = own.shown === "" ? "It" : `\`${own.shown}\``;
  const isWritten = own.writable && !other.writable;
  return [
    ...(isWritten ? [`${it} ${isLost ? "is read-only now" : "may be assigned now"}.`] : []),
    ...(own.takes > other.takes ? [`${it} takes ${isLost ? "fewer" : "more"} arguments.`] : []),
  ];
}

const MOST = 5;

function listed(names: readonly string[]): string {
  const all = [...new Set(names)];
  const shown = all
    .slice(0, MOST)
    .map((name) => `\`${name}\``)
    .join(", ");
  return all.length > MOST ? `${shown} and ${all.length - MOST} more` : shown;
}
