// The compiler on a program that lies in memory alone, in the folder of these tests.
import { join, resolve } from "node:path";
import ts from "typescript";

export const root: string = resolve(import.meta.dirname, "../..");

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: false,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  rootDirs: [join(root, "templates"), join(root, "generated/src")],
};

/** What the compiler says of each error in a program, with these types and libraries at hand. */
export function check(program: string, types: readonly string[], lib: readonly string[]): string[] {
  const options = { ...OPTIONS, types: [...types], lib: lib.map((name) => `lib.${name}.d.ts`) };
  const file = join(root, "test/queues/in-memory.ts");
  const host = ts.createCompilerHost(options, true);
  const { readFile, getSourceFile, fileExists } = host;

  host.readFile = (name) => (name === file ? program : readFile(name));
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, program, rest[0]) : getSourceFile(name, ...rest);
  const made = ts.createProgram([file], options, host);
  const source = made.getSourceFile(file)!;
  return [...made.getSyntacticDiagnostics(source), ...made.getSemanticDiagnostics(source)].map(
    ({ messageText }) => last(messageText),
  );
}

/** Of a chain of reasons, the last one: it names what is really different. */
function last(message: string | ts.DiagnosticMessageChain): string {
  if (typeof message === "string") return message;
  const next = message.next?.at(-1);
  return next ? last(next) : message.messageText;
}
