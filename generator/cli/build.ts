// Type-checks the produced files and builds them, in memory: nothing is written here. The only
// module of the command line that knows the compiler.
import { posix } from "node:path";
import ts from "typescript";
import type { Position } from "../document/position.ts";
import { createHost } from "./compiler-host.ts";
import { diagnosticsOf } from "./build-check.ts";
import { type Last, printAll, printerOf } from "./build-print.ts";

/** A complaint of the compiler about a produced file. */
export interface TypeProblem extends Position {
  /** Relative to the package; "" where it is about no file. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface Build {
  readonly problems: readonly TypeProblem[];
  /** The folder of the built files, relative to the package: `dist`. */
  readonly folder: string;
  /** The built files by their path in the package; empty where there are problems. */
  readonly files: ReadonlyMap<string, string>;
}

const TSCONFIG = "tsconfig.json";

/** Builds the files of a package, time and again. */
export type Builder = (files: ReadonlyMap<string, string>) => Promise<Build>;

/**
 * Compiles produced files as they will lie in the folder `root` (absolute; it need not exist), by
 * the tsconfig.json among them. `own` is the folder whose dependencies stand in for missing ones.
 * A further build checks what a change can have touched, and prints the files that changed.
 */
export function createBuilder(root: string, own: string): Builder {
  const base = root.replaceAll("\\", "/");
  let last: Last | undefined;
  return async (files) => {
    const config = readConfig(base, files);
    const before = isComparable(last, files, config.options) ? last : undefined;
    const { options, fileNames: rootNames } = config;
    const host = createHost(base, files, options, own, (path, text) => {
      const known = before?.program.getSourceFile(path);
      return text === undefined || text === known?.text ? known : undefined;
    });
    const program = ts.createProgram({ rootNames, options, host, oldProgram: before?.program });
    const printer = printerOf(program, host);
    const found = [...config.errors, ...diagnosticsOf(program, printer, base, before)];
    const problems = ts.sortAndDeduplicateDiagnostics(found).map((one) => problemOf(one, base));
    const folder = posix.relative(base, options.outDir ?? base);
    if (problems.length > 0) return { problems, folder, files: new Map() };
    const built = await printAll(printer, base, files, before);
    // The printer, for what it knows of types is little: that of the program takes a lot of room.
    last = { program: printer, files, built };
    const all = [...built.values()].flatMap((outputs) => [...outputs]);
    return { problems, folder, files: new Map(all.sort(([a], [b]) => (a < b ? -1 : 1))) };
  };
}

/** Only where each file is printed without a look into others can those of before stand. */
function isComparable(
  last: Last | undefined,
  files: ReadonlyMap<string, string>,
  { isolatedModules, isolatedDeclarations }: ts.CompilerOptions,
): boolean {
  const same = last?.files.get(TSCONFIG) === files.get(TSCONFIG);
  return same && isolatedModules === true && isolatedDeclarations === true;
}

/** The options of the produced tsconfig.json; its `include` is taken from the produced files. */
function readConfig(base: string, files: ReadonlyMap<string, string>): ts.ParsedCommandLine {
  const path = posix.join(base, TSCONFIG);
  const { config, error } = ts.parseConfigFileTextToJson(path, files.get(TSCONFIG) ?? "{}");
  const sources = [...files.keys()].filter((file) => /^src\/.*\.ts$/.test(file));
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    readDirectory: () => sources.map((file) => posix.join(base, file)),
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  };
  const parsed = ts.parseJsonConfigFileContent(config ?? {}, host, base, undefined, path);
  // Other people's declarations are theirs to check: an error there is no fault of this output.
  const options = { ...parsed.options, skipLibCheck: true, noEmit: false };
  return { ...parsed, options, errors: error === undefined ? parsed.errors : [error] };
}

function problemOf(diagnostic: ts.Diagnostic, base: string): TypeProblem {
  const { file, start = 0, length = 0, code, messageText } = diagnostic;
  const place = (offset: number): ts.LineAndCharacter =>
    file?.getLineAndCharacterOfPosition(offset) ?? { line: 0, character: 0 };
  const [from, to] = [place(start), place(start + length)];
  return {
    path: file === undefined ? "" : posix.relative(base, file.fileName),
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
    code: `TS${code}`,
    message: ts.flattenDiagnosticMessageText(messageText, " "),
  };
}
