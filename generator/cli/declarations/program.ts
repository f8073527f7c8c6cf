// The compiler over two packages' declarations side by side, in memory and at a place that is the same
// on every machine: what it says names no folder of this one.
import { posix } from "node:path";
import ts from "typescript";
import type { Declarations } from "./read.ts";

export type Side = "old" | "new";

/** Where the two stand; nothing lies there on any disk. */
export const BASE = "/onespec-declarations";

/** The types of the document's schemas: those of both sides, where anything else is compared. */
export const TYPES = "dist/types.d.ts";

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.esnext.disposable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: true,
  noErrorTruncation: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** The absolute path of a file of one side; "types" has that side's own types of schemas alone. */
export function pathOf(side: Side, path: string): string {
  return posix.join(BASE, side, path);
}

export function ownTypesOf(side: Side): string {
  return posix.join(BASE, `${side}-types`, TYPES);
}

/** The path on its side of a file of either; undefined: it is another's. */
export function sidePath(fileName: string): string | undefined {
  return /^\/onespec-declarations\/(?:old|new)(?:-types)?\/(.*)$/.exec(fileName)?.[1];
}

export const CHECKS: string = posix.join(BASE, "checks.ts");

/**
 * Makes programs over both, with `checks` beside them; packages are looked for from the folders `from`.
 * Whatever one of them has read, the next one need not read again.
 */
export function programs(
  old: Declarations,
  next: Declarations,
  from: readonly string[],
): (checks: string) => ts.Program {
  const texts = new Map([...sideTexts("old", old, next), ...sideTexts("new", next, next)]);
  const host = hostOf(texts, from);
  let before: ts.Program | undefined;
  return (checks) => {
    texts.set(CHECKS, checks);
    const rootNames = [...texts.keys()].filter((path) => path.endsWith(".ts"));
    const oldProgram = before === undefined ? {} : { oldProgram: before };
    before = ts.createProgram({ rootNames, options: OPTIONS, host, ...oldProgram });
    return before;
  };
}

const PACKAGE = JSON.stringify({ type: "module", imports: { "#api/*": "./dist/*.js" } });

function sideTexts(
  side: Side,
  declarations: Declarations,
  next: Declarations,
): readonly (readonly [string, string])[] {
  const own = declarations.files.get(TYPES);
  const files = [...declarations.files].map(([path, text]) => {
    const shown = path === TYPES ? union(next.files.get(TYPES) ?? "", text) : text;
    return [pathOf(side, path), shown] as const;
  });
  const types = own === undefined ? [] : ([[ownTypesOf(side), own]] as const);
  return [[pathOf(side, "package.json"), PACKAGE], ...files, ...types];
}

/** One text, and the declarations of another whose names it lacks. */
function union(text: string, other: string): string {
  if (text === other) return text;
  const known = new Set(named(text).map(([name]) => name));
  const missing = named(other).filter(([name]) => !known.has(name));
  return [text, ...missing.map(([, declaration]) => declaration)].join("\n");
}

function named(text: string): readonly (readonly [string, string])[] {
  const source = ts.createSourceFile(TYPES, text, ts.ScriptTarget.ES2022, false);
  return source.statements.flatMap((statement) =>
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)
      ? [[statement.name.text, statement.getText(source)] as const]
      : [],
  );
}

function hostOf(texts: ReadonlyMap<string, string>, from: readonly string[]): ts.CompilerHost {
  const disk = ts.createCompilerHost(OPTIONS);
  const parsed = new Map<string, { readonly text: string; readonly source: ts.SourceFile }>();
  const host: ts.CompilerHost = {
    ...disk,
    getCurrentDirectory: () => BASE,
    fileExists: (path) => texts.has(path) || disk.fileExists(path),
    readFile: (path) => texts.get(path) ?? disk.readFile(path),
    directoryExists: (path) => path.startsWith(BASE) || disk.directoryExists?.(path) === true,
    getSourceFile: (path, language) => {
      const text = texts.get(path) ?? disk.readFile(path);
      if (text === undefined) return undefined;
      const known = parsed.get(path);
      if (known?.text === text) return known.source;
      const source = ts.createSourceFile(path, text, language, true);
      parsed.set(path, { text, source });
      return source;
    },
  };
  return { ...host, resolveModuleNameLiterals: resolver(host, from) };
}

function resolver(
  host: ts.CompilerHost,
  from: readonly string[],
): NonNullable<ts.CompilerHost["resolveModuleNameLiterals"]> {
  return (literals, file, _redirected, options, source) =>
    literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(source, literal, options);
      const places = [file, ...from.map((folder) => posix.join(folder, "package.json"))];
      const found = places.map((place) =>
        ts.resolveModuleName(literal.text, place, OPTIONS, host, undefined, undefined, mode),
      );
      return found.find(({ resolvedModule }) => resolvedModule !== undefined) ?? found[0]!;
    });
}
