// Type-checks produced sources: all of them, or after a change what it can have touched.
import type ts from "typescript";
import { type Last, ownSources } from "./build-print.ts";
import { touchedIn } from "./touched.ts";

/** `nodes` is not in the declarations of the pinned compiler, whose language service uses it. */
type Checking = (
  source: ts.SourceFile,
  token?: undefined,
  nodes?: readonly ts.Node[],
) => readonly ts.Diagnostic[];

/** What the compiler says; `printer` is the same program for printing. */
export function diagnosticsOf(
  program: ts.Program,
  printer: ts.Program,
  base: string,
  before: Last | undefined,
): readonly ts.Diagnostic[] {
  const sources = ownSources(program, base);
  const changed = sources.filter((each) => before?.program.getSourceFile(each.fileName) !== each);
  const touched = before === undefined ? undefined : touchedSince(before.program, sources, base);
  const check: Checking = program.getSemanticDiagnostics.bind(program);
  const declared = program.getCompilerOptions().declaration === true ? changed : [];
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...changed.flatMap((source) => program.getSyntacticDiagnostics(source)),
    ...sources.flatMap((source) => check(source, undefined, touched?.get(source))),
    ...declared.flatMap((source) => printer.getDeclarationDiagnostics(source)),
  ];
}

function touchedSince(
  before: ts.Program,
  sources: readonly ts.SourceFile[],
  base: string,
): ReturnType<typeof touchedIn> {
  const kept = new Set(sources.map(({ fileName }) => fileName));
  // Whatever imports a file that is gone fails, wherever it stands.
  const isGone = ownSources(before, base).some(({ fileName }) => !kept.has(fileName));
  return isGone ? undefined : touchedIn(sources, (path) => before.getSourceFile(path));
}
