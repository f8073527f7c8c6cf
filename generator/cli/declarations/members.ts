// The names that a type has, with those of the types inside of it that have no name of their own: what
// can be written after a dot. Two types may fit one another and still differ in them.
import ts from "typescript";
import { resolved } from "./exports.ts";

/** So deep does one look into a type; what is deeper has a name of its own in what is generated. */
const DEEPEST = 6;

/** Every path of names: `retry`, `retry.retries`. */
export function membersOf(checker: ts.TypeChecker, type: ts.Type): ReadonlySet<string> {
  const found = new Set<string>();
  collect(checker, type, "", 0, found);
  return found;
}

function collect(
  checker: ts.TypeChecker,
  type: ts.Type,
  path: string,
  depth: number,
  found: Set<string>,
): void {
  if (depth > DEEPEST || (depth > 0 && hasName(type))) return;
  if (type.isUnionOrIntersection()) {
    for (const part of type.types) collect(checker, part, path, depth + 1, found);
    return;
  }
  if ((type.flags & ts.TypeFlags.Object) === 0) return;
  for (const inner of elementsOf(checker, type))
    collect(checker, inner, `${path}[]`, depth + 1, found);
  if (elementsOf(checker, type).length > 0) return;
  for (const property of checker.getPropertiesOfType(type)) {
    if (!isOwn(checker, property)) continue;
    const inner = path === "" ? property.name : `${path}.${property.name}`;
    found.add(inner);
    collect(checker, checker.getTypeOfSymbol(property), inner, depth + 1, found);
  }
}

/** A type that is compared under its own name. */
function hasName({ aliasSymbol, symbol }: ts.Type): boolean {
  if (aliasSymbol !== undefined) return true;
  const flags = ts.SymbolFlags.Class | ts.SymbolFlags.Interface;
  return (symbol as ts.Symbol | undefined) !== undefined && (symbol.flags & flags) !== 0;
}

function elementsOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  if (!checker.isArrayType(type) && !checker.isTupleType(type)) return [];
  return checker.getTypeArguments(type as ts.TypeReference);
}

/** Not what the language gives to everything: the members of a function or an error. */
function isOwn(checker: ts.TypeChecker, property: ts.Symbol): boolean {
  const source = resolved(checker, property).declarations?.[0]?.getSourceFile();
  return source === undefined || source.fileName.startsWith("/onespec-declarations/");
}
