// `onespec bundle`: reads a document, and gives it in the version and language that was asked for.
import { basename, dirname, resolve } from "node:path";
import { bundle } from "../bundle.ts";
import { hasErrors } from "../diagnostics.ts";
import type { Language } from "../document/document.ts";
import { diagnosticFindings, type Finding } from "./findings.ts";
import { readDocument, sourceOf, textsOf } from "./read.ts";
import { applyChanges } from "./write.ts";

/** The arguments of `onespec bundle`. */
export interface BundleRequest {
  readonly document: string;
  /** The version of OpenAPI; undefined: that of the document. */
  readonly openapi: "3.0" | undefined;
  /** The file to write; its ending decides the language. Undefined: standard output. */
  readonly out: string | undefined;
  /** Whether a warning fails the run. */
  readonly strict: boolean;
  /** Whether the network may be asked. */
  readonly allowRemote: boolean;
}

/** What came of it; `--json` prints it as it is. */
export interface BundleOutcome {
  readonly command: "bundle";
  readonly ok: boolean;
  readonly document: string;
  readonly out: string | undefined;
  readonly diagnostics: readonly Finding[];
  /** The bundled document, where it was not written to a file. */
  readonly text: string | undefined;
}

/** Runs the command. Gives the texts that diagnostics point into beside the outcome. */
export async function bundleCommand(
  { document, openapi, out, strict, allowRemote }: BundleRequest,
  stdin: () => Promise<Uint8Array>,
): Promise<{ readonly outcome: BundleOutcome; readonly texts: ReadonlyMap<string, string> }> {
  const file = await readDocument(document, dirname(out ?? "."), stdin, allowRemote);
  const { shown, diagnostics } = file;
  const source = sourceOf(file);
  const bundled = hasErrors(diagnostics)
    ? { text: undefined, diagnostics }
    : bundle(source, { openapi, language: languageOf(out) }, file.files);
  const findings = once(diagnosticFindings(source, bundled.diagnostics));
  const ok = bundled.text !== undefined && !(strict && findings.length > 0);
  if (ok && out !== undefined) write(out, bundled.text);
  const printed = ok && out === undefined ? bundled.text : undefined;
  const outcome = { command: "bundle", ok, document: shown, out, diagnostics: findings } as const;
  return { outcome: { ...outcome, text: printed }, texts: textsOf(source) };
}

/** What stands behind several aliases is found several times, at one place. */
function once(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()];
}

function languageOf(out: string | undefined): Language | undefined {
  if (out === undefined) return undefined;
  return /\.json$/i.test(out) ? "json" : /\.ya?ml$/i.test(out) ? "yaml" : undefined;
}

function write(out: string, content: string): void {
  const target = resolve(out);
  applyChanges(dirname(target), [{ path: basename(target), content }]);
}
