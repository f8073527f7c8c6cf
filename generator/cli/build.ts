// Type-checks the produced files and builds them, in memory: nothing is written here. The only
// module of the command line that knows the compiler.
import { posix } from "node:path";
import ts from "typescript";
import type { Position } from "../document/position.ts";
import { createHost } from "./compiler-host.ts";

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

/**
 * Compiles produced files as they will lie in the folder `root` (absolute; it need not exist), by
 * the tsconfig.json among them. `own` is the folder whose dependencies stand in for missing ones.
 */
export function build(root: string, files: ReadonlyMap<string, string>, own: string): Build {
  const base = root.replaceAll("\\", "/");
  const config = readConfig(base, files);
  const host = createHost(base, files, config.options, own);
  const program = ts.createProgram({ rootNames: config.fileNames, options: config.options, host });
  const found = [
    ...config.errors,
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...sourcesOf(program, base, files).flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
      ...(config.options.declaration === true ? program.getDeclarationDiagnostics(source) : []),
    ]),
  ];
  const problems = ts.sortAndDeduplicateDiagnostics(found).map((one) => problemOf(one, base));
  const folder = posix.relative(base, config.options.outDir ?? base);
  return { problems, folder, files: problems.length > 0 ? new Map() : emit(program, base) };
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

function sourcesOf(
  program: ts.Program,
  base: string,
  files: ReadonlyMap<string, string>,
): readonly ts.SourceFile[] {
  const paths = [...files.keys()].map((path) => program.getSourceFile(posix.join(base, path)));
  return paths.filter((source) => source !== undefined);
}

function emit(program: ts.Program, base: string): ReadonlyMap<string, string> {
  const built = new Map<string, string>();
  program.emit(undefined, (path, text) => built.set(posix.relative(base, path), text));
  return new Map([...built].sort(([a], [b]) => (a < b ? -1 : 1)));
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
