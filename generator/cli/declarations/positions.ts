// Where callers meet a type: in what they give, in what they get, or in both. A wider type breaks those
// who get it, a narrower one those who give it.
import ts from "typescript";
import { fileOf, idOf, resolved } from "./exports.ts";

export interface Position {
  readonly given: boolean;
  readonly got: boolean;
}

/** Whether a place is one where callers give (`true`), or get. */
type Given = boolean;

/** What type parameters stand for, inside of a declaration that has some. */
interface Scope {
  readonly types: ReadonlyMap<ts.Symbol, readonly ts.Node[]>;
  readonly outer: Scope | undefined;
}

/** The positions of every symbol that these exports lead to, by where they are declared. */
export function positionsOf(
  program: ts.Program,
  exported: Iterable<ts.Symbol>,
): (symbol: ts.Symbol) => Position {
  const walk = walker(program.getTypeChecker());
  for (const symbol of exported) {
    for (const declaration of symbol.declarations ?? []) {
      if (ts.isClassDeclaration(declaration)) walk.meet(symbol, false);
      if (isValue(declaration)) walk.visit(declaration, false, undefined);
    }
  }
  return (symbol) => {
    const key = idOf(symbol);
    const [given, got] = [walk.seen.has(`${key} true`), walk.seen.has(`${key} false`)];
    // What nothing leads to may be used for anything.
    return given || got ? { given, got } : { given: true, got: true };
  };
}

function isValue(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) || ts.isClassDeclaration(node)
  );
}

interface Walker {
  readonly visit: (node: ts.Node, given: Given, scope: Scope | undefined) => void;
  /** Notes that callers meet a symbol; an instance of a class is something that they get. */
  readonly meet: (symbol: ts.Symbol, given: Given) => void;
  readonly seen: ReadonlySet<string>;
}

function walker(checker: ts.TypeChecker): Walker {
  const seen = new Set<string>();
  const entered = new Set<string>();
  const ids = new Map<ts.Node, number>();
  const numberOf = (node: ts.Node): number =>
    ids.get(node) ?? (ids.set(node, ids.size), ids.size - 1);

  function visit(node: ts.Node, given: Given, scope: Scope | undefined): void {
    if (ts.isTypeParameterDeclaration(node)) return;
    if (isSignature(node)) return signature(node, given, scope);
    const name = referred(node);
    if (name !== undefined) follow(name, argumentsOf(node), given, scope);
    else ts.forEachChild(node, (inner) => visit(inner, given, scope));
  }

  function signature(node: ts.SignatureDeclaration, given: Given, scope: Scope | undefined): void {
    for (const { type } of node.parameters) if (type !== undefined) visit(type, !given, scope);
    if (node.type !== undefined) visit(node.type, given, scope);
  }

  function follow(
    name: ts.Node,
    types: readonly ts.Node[],
    given: Given,
    scope: Scope | undefined,
  ): void {
    const named = checker.getSymbolAtLocation(name);
    if (named === undefined) return;
    const symbol = resolved(checker, named);
    for (let around = scope; around !== undefined; around = around.outer) {
      const bound = around.types.get(symbol);
      if (bound !== undefined) return bound.forEach((node) => visit(node, given, around.outer));
    }
    // Of another package only what it is made of counts.
    if (fileOf(symbol) === undefined) return types.forEach((node) => visit(node, given, scope));
    meet(symbol, given);
    enter(symbol, types, given, scope);
  }

  function enter(
    symbol: ts.Symbol,
    types: readonly ts.Node[],
    given: Given,
    scope: Scope | undefined,
  ): void {
    const key = [idOf(symbol), given, ...types.map(numberOf)].join(" ");
    if (entered.has(key)) return;
    entered.add(key);
    for (const declaration of symbol.declarations ?? []) {
      const parameters = typeParametersOf(declaration);
      const bound = parameters.flatMap((parameter, index) => {
        const own = checker.getSymbolAtLocation(parameter.name);
        const type = types[index] ?? parameter.default;
        return own === undefined || type === undefined ? [] : [[own, [type]] as const];
      });
      visit(declaration, given, { types: new Map(bound), outer: scope });
    }
  }

  function meet(symbol: ts.Symbol, given: Given): void {
    seen.add(`${idOf(symbol)} ${given}`);
  }

  return { visit, meet, seen };
}

function isSignature(node: ts.Node): node is ts.SignatureDeclaration {
  return ts.isFunctionLike(node);
}

/** The name by which a node refers to a declaration. */
function referred(node: ts.Node): ts.Node | undefined {
  if (ts.isTypeReferenceNode(node)) return node.typeName;
  if (ts.isExpressionWithTypeArguments(node)) return node.expression;
  if (ts.isTypeQueryNode(node)) return node.exprName;
  return undefined;
}

function argumentsOf(node: ts.Node): readonly ts.Node[] {
  const holder = node as Partial<ts.NodeWithTypeArguments>;
  return holder.typeArguments ?? [];
}

function typeParametersOf(declaration: ts.Node): readonly ts.TypeParameterDeclaration[] {
  const holder = declaration as {
    readonly typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration>;
  };
  return holder.typeParameters ?? [];
}
