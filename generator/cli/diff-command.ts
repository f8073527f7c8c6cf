// `onespec diff`: reads two documents, from files or out of git, and says what changed between them for
// callers. It writes nothing.
import { hasErrors, type Diagnostic } from "../diagnostics.ts";
import { heaviest, type Weight } from "../diff/change.ts";
import { printHtml } from "../diff/print/html.ts";
import { printMarkdown } from "../diff/print/markdown.ts";
import { type Place, type Report, reportOf, weigh, WEIGHTS } from "../diff/print/report.ts";
import { type Paint, printText } from "../diff/print/text.ts";
import type { Document } from "../document/document.ts";
import { diagnosticFindings, type Finding } from "./findings.ts";
import { readRevision, revisionIn } from "./git.ts";
import { type DocumentFile, readDocument, sourceOf, STDIN, textsOf } from "./read.ts";
import { Refusal } from "./refusal.ts";

/** The arguments of `onespec diff`. */
export interface DiffRequest {
  readonly old: string;
  readonly new: string;
  readonly format: "text" | "markdown" | "html";
  /** Changes of this weight, and heavier ones, fail the run. */
  readonly failOn: "major" | "minor" | undefined;
  /** What a change weighs that could not be decided. */
  readonly undecided: "major" | "minor";
  readonly allowRemote: boolean;
}

/** What came of it; `--json` prints `shown` of it. */
export interface DiffOutcome {
  readonly command: "diff";
  readonly ok: boolean;
  readonly old: string;
  readonly new: string;
  readonly weight: Weight | undefined;
  readonly diagnostics: readonly Finding[];
  /** Undefined where a document can't be read. */
  readonly report: Report | undefined;
  readonly texts: ReadonlyMap<string, string>;
}

export async function diffCommand(
  request: DiffRequest,
  stdin: () => Promise<Uint8Array>,
  progress: (text: string) => void,
): Promise<DiffOutcome> {
  if (request.old === STDIN && request.new === STDIN) {
    throw new Refusal(2, "Both documents can't come from standard input.", "Give one as a file.");
  }
  progress("reading");
  const [old, next] = [
    await read(request.old, request, stdin),
    await read(request.new, request, stdin),
  ];
  const diagnostics = [...old.findings, ...next.findings];
  const base = { command: "diff", old: old.shown, new: next.shown } as const;
  const texts = new Map([...old.texts, ...next.texts]);
  if (old.document === undefined || next.document === undefined) {
    return { ...base, ok: false, weight: undefined, diagnostics, report: undefined, texts };
  }
  progress("comparing");
  const { diff } = await import("../diff/diff.ts");
  const changes = weigh(diff(old.document, next.document).changes, request.undecided);
  const report = reportOf(old.source, next.source, changes);
  const weight = heaviest(changes);
  return { ...base, ok: !fails(weight, request.failOn), weight, diagnostics, report, texts };
}

function fails(weight: Weight | undefined, failOn: DiffRequest["failOn"]): boolean {
  if (weight === undefined || failOn === undefined) return false;
  return WEIGHTS.indexOf(weight) <= WEIGHTS.indexOf(failOn);
}

interface Read {
  readonly shown: string;
  readonly source: ReturnType<typeof sourceOf>;
  /** Undefined where it has errors. */
  readonly document: Document | undefined;
  readonly findings: readonly Finding[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads one side as far as a comparison needs it: what only a generator minds is no error here. */
async function read(
  argument: string,
  { allowRemote }: DiffRequest,
  stdin: () => Promise<Uint8Array>,
): Promise<Read> {
  const revision = revisionIn(argument);
  const file =
    revision === undefined
      ? await readDocument(argument, ".", stdin, allowRemote)
      : await readRevision(revision);
  const source = sourceOf(file);
  const { document, diagnostics } = await linked(file, source);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const findings = diagnosticFindings(source, errors);
  return { shown: file.shown, source, document, findings, texts: textsOf(source) };
}

async function linked(
  file: DocumentFile,
  { path, text }: ReturnType<typeof sourceOf>,
): Promise<{
  readonly document: Document | undefined;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const [{ load }, { link }] = await Promise.all([
    import("../document/load.ts"),
    import("../document/link.ts"),
  ]);
  if (hasErrors(file.diagnostics)) return { document: undefined, diagnostics: file.diagnostics };
  const loaded = load({ path, text });
  if (loaded.document === undefined || hasErrors(loaded.diagnostics)) {
    return { document: undefined, diagnostics: loaded.diagnostics };
  }
  const { document, diagnostics } = link(loaded.document, file.files);
  const broken = hasErrors(diagnostics);
  return { document: broken ? undefined : document, diagnostics };
}

/** The report in the format that was asked for. */
export function printDiff(report: Report, format: DiffRequest["format"], paint: Paint): string {
  if (format === "markdown") return printMarkdown(report);
  return format === "html" ? printHtml(report) : printText(report, paint);
}

/** What `--json` prints: places as files, lines and columns. */
export function diffJson({ report, texts: _, ...outcome }: DiffOutcome): object {
  const changes = report?.changes.map(({ places, old, new: next, ...change }) => ({
    ...change,
    old: placeJson(places.old, old),
    new: placeJson(places.new, next),
  }));
  return { ...outcome, changes };
}

function placeJson(place: Place | undefined, pointer: string | undefined): object | undefined {
  if (place === undefined) return undefined;
  const { text: _, ...shown } = place;
  return { ...shown, pointer };
}
