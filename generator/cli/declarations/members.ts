// What can be written with a type, by name: its members and those of the types inside of it that are not
// compared under a name of their own, whether they may be assigned, and how many arguments calls may have.
// Two types may fit one another and still differ in these.
import ts from "typescript";
import { BASE } from "./program.ts";

/** So deep does one look into a type; what is deeper has a name of its own in what is generated. */
const DEEPEST = 6;
/** So many members are looked at; a type that has more is left to the compiler alone. */
const MOST = 10_000;

/** What a member can be used for. */
export interface Member {
  /** `retry.retries`; of an argument `add(pet).name`, of a result `add().id`. */
  readonly shown: string;
  readonly writable: boolean;
  /** How many arguments a call may have; 0 where it is no function. */
  readonly takes: number;
}

/** Every member by a path that the names of parameters are no part of; "" is the type itself. */
export type Members = ReadonlyMap<string, Member>;

/** The members of a type; `hasOwnName` says of a symbol that it is compared by itself. */
export function membersOf(
  checker: ts.TypeChecker,
  type: ts.Type,
  hasOwnName: (symbol: ts.Symbol) => boolean,
): Members {
  const found = new Map<string, Member>();
  const walk = { checker, hasOwnName, found, on: new Set<ts.Type>() };
  visit(walk, type, { key: "", shown: "", depth: 0 }, true);
  return found;
}

interface Walk {
  readonly checker: ts.TypeChecker;
  readonly hasOwnName: (symbol: ts.Symbol) => boolean;
  readonly found: Map<string, Member>;
  /** The types that one is inside of. */
  readonly on: Set<ts.Type>;
}

interface At {
  readonly key: string;
  readonly shown: string;
  readonly depth: number;
}

function visit(walk: Walk, type: ts.Type, at: At, isStart = false): void {
  const { checker, found, on } = walk;
  if (at.depth > DEEPEST || found.size > MOST || on.has(type)) return;
  on.add(type);
  argumentsOf(checker, type).forEach((inner, index) => {
    visit(walk, inner, { ...at, key: `${at.key}<${index}>` });
  });
  if (type.isUnionOrIntersection()) for (const part of type.types) visit(walk, part, at, isStart);
  else if ((type.flags & ts.TypeFlags.Object) !== 0 && (isStart || !isKnown(walk, type))) {
    signatures(walk, type, at);
    properties(walk, type, at);
  }
  on.delete(type);
}

/** Whether a type is compared by itself. */
function isKnown({ hasOwnName }: Walk, { aliasSymbol, symbol }: ts.Type): boolean {
  const named = aliasSymbol ?? (symbol as ts.Symbol | undefined);
  return named !== undefined && hasOwnName(named);
}

/** What a type is made of, by position: the elements of an array, the result of a promise. */
function argumentsOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  if (type.aliasTypeArguments !== undefined) return type.aliasTypeArguments;
  const isReference =
    ((type as Partial<ts.ObjectType>).objectFlags ?? 0) & ts.ObjectFlags.Reference;
  return isReference === 0 ? [] : checker.getTypeArguments(type as ts.TypeReference);
}

function properties(walk: Walk, type: ts.Type, at: At): void {
  const { checker, found } = walk;
  for (const property of checker.getPropertiesOfType(type)) {
    if (!isOwn(property)) continue;
    const name = property.name.replace(/^__@(.*)@\d+$/, "[$1]");
    const step = (before: string): string => (before === "" ? name : `${before}.${name}`);
    const inner = { key: step(at.key), shown: step(at.shown), depth: at.depth + 1 };
    const known = found.get(inner.key);
    const writable = isWritable(property) || known?.writable === true;
    found.set(inner.key, { shown: inner.shown, writable, takes: known?.takes ?? 0 });
    visit(walk, checker.getTypeOfSymbol(property), inner);
  }
}

/** Declared here, and not by the language: not the members of a function or an error. */
function isOwn({ declarations = [] }: ts.Symbol): boolean {
  return declarations[0]?.getSourceFile().fileName.startsWith(BASE) === true;
}

function isWritable({ flags, declarations = [] }: ts.Symbol): boolean {
  if ((flags & ts.SymbolFlags.GetAccessor) !== 0) return (flags & ts.SymbolFlags.SetAccessor) !== 0;
  const readonly = ts.ModifierFlags.Readonly;
  return !declarations.some((one) => (ts.getCombinedModifierFlags(one) & readonly) !== 0);
}

function signatures(walk: Walk, type: ts.Type, at: At): void {
  const { checker, found } = walk;
  const all = [...type.getCallSignatures(), ...type.getConstructSignatures()];
  for (const signature of all) {
    const { shown = at.shown, writable = true, takes = 0 } = found.get(at.key) ?? {};
    const most = Math.max(takes, ...parametersOf(walk, signature, at));
    found.set(at.key, { shown, writable, takes: most });
    const result = { key: `${at.key}()`, shown: `${at.shown}()`, depth: at.depth };
    visit(walk, checker.getReturnTypeOfSignature(signature), result);
  }
}

/** Looks at the parameters, and gives how many arguments they take. */
function parametersOf(walk: Walk, signature: ts.Signature, at: At): readonly number[] {
  const { checker } = walk;
  return signature.getParameters().map((parameter, index) => {
    const type = checker.getTypeOfSymbol(parameter);
    const key = `${at.key}(${index})`;
    visit(walk, type, { key, shown: `${at.shown}(${parameter.name})`, depth: at.depth });
    const declaration = parameter.valueDeclaration;
    const isRest = declaration !== undefined && ts.isParameter(declaration);
    if (!isRest || declaration.dotDotDotToken === undefined) return index + 1;
    return index + elementsOf(checker, type);
  });
}

/** How many arguments a rest parameter takes. */
function elementsOf(checker: ts.TypeChecker, type: ts.Type): number {
  if (!checker.isTupleType(type)) return Infinity;
  const tuple = type as ts.TupleTypeReference;
  const elements = checker.getTypeArguments(tuple);
  if (!tuple.target.hasRestElement) return elements.length;
  const isNothing = elements.some(({ flags }) => (flags & ts.TypeFlags.Never) !== 0);
  return isNothing ? elements.length - 1 : Infinity;
}
