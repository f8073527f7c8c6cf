// Prints checked sources: declarations by the compiler, modules by esbuild, which is far faster and drops
// the types alone. What an earlier build printed of the same text is not printed again.
import { posix } from "node:path";
import ts from "typescript";
import { toJavaScript } from "./bundle-entries.ts";

/** What the last build without problems left. */
export interface Last {
  readonly program: ts.Program;
  readonly files: ReadonlyMap<string, string>;
  /** The built files by the path of their source. */
  readonly built: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The program again, as checked: printing a single file would otherwise check all of that file. */
export function printerOf(program: ts.Program, host: ts.CompilerHost): ts.Program {
  // Not the program itself, which would be kept for as long as the printer is.
  const sources = new Map(program.getSourceFiles().map((source) => [source.fileName, source]));
  return ts.createProgram({
    rootNames: program.getRootFileNames(),
    options: { ...program.getCompilerOptions(), noCheck: true },
    host: { ...host, getSourceFile: (path) => sources.get(path) },
    oldProgram: program,
  });
}

/** The produced sources, without those of dependencies. */
export function ownSources(program: ts.Program, base: string): readonly ts.SourceFile[] {
  const within = (path: string): boolean =>
    path.startsWith(`${base}/`) && !path.startsWith(`${base}/node_modules/`);
  return program.getSourceFiles().filter(({ fileName }) => within(fileName));
}

/** The built files by the path of their source. */
export async function printAll(
  printer: ts.Program,
  base: string,
  files: ReadonlyMap<string, string>,
  before: Last | undefined,
): Promise<Last["built"]> {
  const printed = ownSources(printer, base).map(async (source) => {
    const path = posix.relative(base, source.fileName);
    const same = before?.files.get(path) === files.get(path);
    const known = same ? before?.built.get(path) : undefined;
    return [path, known ?? (await print(printer, source, base))] as const;
  });
  return new Map(await Promise.all(printed));
}

async function print(
  printer: ts.Program,
  source: ts.SourceFile,
  base: string,
): Promise<ReadonlyMap<string, string>> {
  const outputs = new Map<string, string>();
  const { sourceMap = false, inlineSourceMap = false, declaration } = printer.getCompilerOptions();
  // A map leads from what the compiler prints to the source: then it prints all.
  const typesOnly = declaration === true && !sourceMap && !inlineSourceMap;
  const write = (to: string, text: string): void =>
    void outputs.set(posix.relative(base, to), text);
  printer.emit(source, write, undefined, typesOnly);
  const types = [...outputs.keys()].find((path) => path.endsWith(DECLARATION));
  if (typesOnly && types !== undefined) {
    const path = `${types.slice(0, -DECLARATION.length)}.js`;
    outputs.set(path, await toJavaScript(withOutputNames(source.text)));
  }
  return outputs;
}

const DECLARATION = ".d.ts";

/** Relative imports name the source, `./one.ts`; the module is to name what is built of it. */
function withOutputNames(text: string): string {
  const imports = ts.preProcessFile(text, true, true).importedFiles;
  let [result, end] = ["", 0];
  for (const { fileName, pos } of [...imports].sort((a, b) => a.pos - b.pos)) {
    if (!/^\.\.?\/.*\.ts$/.test(fileName)) continue;
    // `pos` is that of the opening quote.
    const start = text.indexOf(fileName, pos);
    result += `${text.slice(end, start)}${fileName.slice(0, -"ts".length)}js`;
    end = start + fileName.length;
  }
  return result + text.slice(end);
}
