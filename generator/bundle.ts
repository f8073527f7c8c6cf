// A document as others need it: in the version of OpenAPI and the language that they read. Pure, and
// never throws for a bad document; what can't be said in that version is in the diagnostics.
import { type Diagnostic, hasErrors } from "./diagnostics.ts";
import type { Language, SourceText } from "./document/document.ts";
import { downgrade } from "./document/downgrade.ts";
import { link } from "./document/link.ts";
import { load } from "./document/load.ts";
import { printBundle, printDocument } from "./document/print.ts";
import { bundleLosses } from "./document/without-ids.ts";

export interface BundleOptions {
  /** Default: the version that the document is written in. */
  readonly openapi?: "3.0" | undefined;
  /** Default: the language that the document is written in. */
  readonly language?: Language | undefined;
}

export interface Bundled {
  /** Undefined where there are errors. The document's own text, where nothing has to change. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function bundle(
  source: SourceText,
  { openapi, language }: BundleOptions,
  files?: ReadonlyMap<string, string>,
): Bundled {
  const loaded = load(source);
  if (loaded.document === undefined) return { text: undefined, diagnostics: loaded.diagnostics };
  const { document, diagnostics } = link(loaded.document, files);
  const found = [...loaded.diagnostics, ...diagnostics, ...bundleLosses(document)];
  if (hasErrors(found)) return { text: undefined, diagnostics: found };
  const wanted = language ?? document.language;
  if (openapi === undefined || document.version === "3.0")
    return { text: printBundle(document, wanted), diagnostics: found };
  const older = downgrade(document);
  const text = printDocument(older.root, wanted);
  return { text, diagnostics: [...found, ...older.diagnostics] };
}
