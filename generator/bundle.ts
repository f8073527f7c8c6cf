// A document as others need it: in the version of OpenAPI and the language that they read. Pure, and
// never throws for a bad document; what can't be said in that version is in the diagnostics.
import { type Diagnostic, hasErrors } from "./diagnostics.ts";
import type { Language, SourceText } from "./document/document.ts";
import { downgrade } from "./document/downgrade.ts";
import { load } from "./document/load.ts";
import { printDocument } from "./document/print.ts";
import { checkRefs } from "./document/resolve.ts";

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

export function bundle(source: SourceText, { openapi, language }: BundleOptions): Bundled {
  const { document, diagnostics } = load(source);
  if (document === undefined) return { text: undefined, diagnostics };
  const found = [...diagnostics, ...checkRefs(document)];
  if (hasErrors(found)) return { text: undefined, diagnostics: found };
  const wanted = language ?? document.language;
  if (openapi === undefined || document.version === "3.0") {
    const same = wanted === document.language;
    return { text: same ? source.text : printDocument(document.root, wanted), diagnostics: found };
  }
  const older = downgrade(document);
  const text = printDocument(older.root, wanted);
  return { text, diagnostics: [...found, ...older.diagnostics] };
}
