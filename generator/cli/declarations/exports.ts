// What a side exports, and a text for each export that tells whether it may have changed: its own
// declaration, and what it is made of that has no public name. What has one is compared by itself.
import ts from "typescript";
import type { Declarations } from "./read.ts";
import { ownTypesOf, pathOf, type Side, sidePath, TYPES } from "./program.ts";

export interface Export {
  readonly name: string;
  /** The entry by which it can be imported; the first, where there are several. */
  readonly entry: string;
  /** The declarations of that entry. */
  readonly path: string;
  /** The file that declares it, in the package. */
  readonly file: string;
  /** Whether it is there when the code runs; else it is exported as a type alone. */
  readonly isValue: boolean;
  readonly symbol: ts.Symbol;
}

/** The exports of one side by entry and name; types of schemas as that side has them. */
export function exportsOf(
  program: ts.Program,
  side: Side,
  { entries }: Declarations,
): ReadonlyMap<string, Export> {
  const checker = program.getTypeChecker();
  const found = new Map<string, Export>();
  const schemaTypes = new Map(namesIn(program, ownTypesOf(side)).map((own) => [own.name, own]));
  for (const [entry, path] of entries) {
    if (path === "") continue;
    const values = valuesIn(program, pathOf(side, path));
    for (const exported of namesIn(program, pathOf(side, path))) {
      const symbol = resolved(checker, exported);
      const { name } = exported;
      const isSchema = fileOf(symbol) === TYPES;
      const own = schemaTypes.get(symbol.name);
      // Here the types of both sides are in one file: some of them are the other side's alone.
      if (isSchema && own === undefined) continue;
      const file = fileOf(symbol) ?? path;
      const isValue = values.has(name);
      const it = { name, entry, path, file, isValue, symbol: isSchema ? own! : symbol };
      found.set(`${entry} ${name}`, it);
    }
  }
  return found;
}

function moduleIn(program: ts.Program, path: string): ts.Symbol | undefined {
  const source = program.getSourceFile(path);
  return source && program.getTypeChecker().getSymbolAtLocation(source);
}

function namesIn(program: ts.Program, path: string): readonly ts.Symbol[] {
  const module = moduleIn(program, path);
  return module === undefined ? [] : program.getTypeChecker().getExportsOfModule(module);
}

/** What an import of a module gives when the code runs: `export type` gives nothing. */
function valuesIn(program: ts.Program, path: string): ReadonlySet<string> {
  const module = moduleIn(program, path);
  if (module === undefined) return new Set();
  const given = program.getTypeChecker().getTypeOfSymbol(module).getProperties();
  return new Set(given.map(({ name }) => name));
}

/** One name for what is the same on both sides, whatever entries it has. */
export function idOf(symbol: ts.Symbol): string {
  return `${fileOf(symbol) ?? ""}#${symbol.name}`;
}

/** The symbol itself, where it is only a name for another. */
export function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

/** The file of the package that declares a symbol; undefined: another package, or the language. */
export function fileOf(symbol: ts.Symbol): string | undefined {
  const source = symbol.declarations?.[0]?.getSourceFile();
  return source === undefined ? undefined : sidePath(source.fileName);
}

/** The names in a declaration that lead to other declarations, each with its symbol. */
export function references(
  checker: ts.TypeChecker,
  node: ts.Node,
): readonly { readonly symbol: ts.Symbol; readonly node: ts.Node }[] {
  const found: { readonly symbol: ts.Symbol; readonly node: ts.Node }[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) {
      const symbol = checker.getSymbolAtLocation(inner);
      const target = symbol && resolved(checker, symbol);
      if (target !== undefined && isTopLevel(target)) found.push({ symbol: target, node: inner });
    }
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

function isTopLevel({ declarations }: ts.Symbol): boolean {
  const parent = declarations?.[0]?.parent;
  if (parent === undefined) return false;
  return ts.isSourceFile(parent) || ts.isVariableDeclarationList(parent);
}

/** Gives the text of an export that stays the same as long as nothing about it changes. */
export function fingerprints(
  program: ts.Program,
  exported: ReadonlyMap<string, Export>,
): (symbol: ts.Symbol) => string {
  const checker = program.getTypeChecker();
  const isPublic = new Set([...exported.values()].map(({ symbol }) => symbol));
  return (start) => {
    const reached = new Set([start]);
    const texts: string[] = [];
    // A set that grows while it is walked is walked to its end.
    for (const symbol of reached) {
      const file = fileOf(symbol);
      if (file === undefined) continue;
      const own = (symbol.declarations ?? []).map((declaration) => {
        const links = references(checker, declaration).map((link) => {
          const at = fileOf(link.symbol);
          const inner = at !== TYPES && !isPublic.has(link.symbol);
          if (at !== undefined && inner) reached.add(link.symbol);
          return `${at ?? ""}#${link.symbol.name}`;
        });
        return [declaration.getText(), ...new Set(links)].join("\n");
      });
      texts.push(`${symbol === start ? "" : symbol.name}\n${own.join("\n")}`);
    }
    return texts.join("\n\n");
  };
}
