// Turns what the pure function and the compiler complain about into findings: a file, a line and a
// column that a person can open.
import { join, posix } from "node:path";
import type { Diagnostic } from "../diagnostics.ts";
import type { SourceText } from "../document/document.ts";
import { authoredIn } from "../document/files.ts";
import { locate, type Position } from "../document/position.ts";
import type { TypeProblem } from "./build.ts";

/** A diagnostic at its place in a file. */
export interface Finding extends Position {
  /** A code of the catalogue, or the compiler's own: `TS2322`. */
  readonly code: string;
  readonly severity: Diagnostic["severity"];
  readonly message: string;
  readonly help: string;
  readonly file: string;
}

/** The findings of a document, in the order of their places. */
export function diagnosticFindings(
  source: SourceText,
  diagnostics: readonly Diagnostic[],
): readonly Finding[] {
  const findings = diagnostics.map(({ code, severity, message, help, at, key }) => {
    const place = authoredIn(source, at);
    const file = place.source.path;
    return { code, severity, message, help, file, ...locate(place.source, place.at, key) };
  });
  const order = [source, ...(source.files?.values() ?? [])].map(({ path }) => path);
  return findings.sort(
    (a, b) =>
      order.indexOf(a.file) - order.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}

const OWN_FAULT =
  "The generated code does not compile: a fault in onespec, or an overlay that does not fit. Nothing was written.";
const OVERLAY_FAULT =
  "This file of the overlay does not fit what is generated; mend it here. Nothing was written.";

/** The findings of the compiler, with the texts they point into; `out` is the output folder. */
export function typeFindings(
  problems: readonly TypeProblem[],
  files: ReadonlyMap<string, string>,
  overlay: { readonly folder: string | undefined; readonly files: ReadonlyMap<string, string> },
  out: string,
): { readonly findings: readonly Finding[]; readonly texts: ReadonlyMap<string, string> } {
  const texts = new Map<string, string>();
  const findings = problems.map(({ path, code, message, ...position }) => {
    const text = files.get(path) ?? "";
    const origin = originOf(path, text, overlay.files);
    const file = origin === undefined ? join(out, path) : join(overlay.folder ?? "", origin);
    const help = origin === undefined ? OWN_FAULT : OVERLAY_FAULT;
    texts.set(file, text);
    return { code, severity: "error" as const, message, help, file, ...position };
  });
  return { findings, texts };
}

/** The overlay's file that was copied to a path, if it was. */
function originOf(
  path: string,
  text: string,
  overlay: ReadonlyMap<string, string>,
): string | undefined {
  for (const [origin, own] of overlay) {
    if (own === text && posix.basename(origin) === posix.basename(path)) return origin;
  }
  return undefined;
}
