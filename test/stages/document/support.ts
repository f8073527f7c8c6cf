// What the tests of the document stage share: documents from text, and diagnostics in one line each.
import type { Diagnostic } from "../../../generator/diagnostics.ts";
import type { Document } from "../../../generator/document/document.ts";
import { load } from "../../../generator/document/load.ts";
import { locate } from "../../../generator/document/position.ts";
import type { JsonObject } from "../../../generator/model/model.ts";

/** A document around some components or other fields. */
export function documentOf(version: string, fields: JsonObject): Document {
  const root = { openapi: version, info: { title: "T", version: "1" }, paths: {}, ...fields };
  return loaded("api.json", JSON.stringify(root));
}

export function loaded(path: string, text: string): Document {
  const { document, diagnostics } = load({ path, text });
  if (document === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return document;
}

/** "3:1 duplicate-key" */
export function places(
  source: { readonly path: string; readonly text: string },
  diagnostics: readonly Diagnostic[],
): readonly string[] {
  return diagnostics.map(({ code, at, key }) => {
    const { line, column } = locate(source, at, key);
    return `${line}:${column} ${code}`;
  });
}

/** "missing-ref /paths/~1a/$ref" */
export function pointers(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, at }) => `${code} ${String(at)}`);
}
