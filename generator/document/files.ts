// Other files that a document refers to. They become part of its tree, under a member of their own, so
// that every later stage knows one tree and one kind of pointer; here is what a pointer names by file.
import type { At } from "../diagnostics.ts";
import type { Pointer } from "../model/model.ts";
import type { SourceText } from "./document.ts";
import { escapeStep, split } from "./pointer.ts";
import { hasScheme } from "./uri.ts";

/** The member of the root that other files stand under, by their paths from the document's folder. */
export const FILES = "x-onespec-files";

/** Where a file stands in the tree. */
export function fileRoot(name: string): Pointer {
  return `/${FILES}/${escapeStep(name)}`;
}

/** The file that a pointer leads into; undefined: the document itself. */
export function fileOf(pointer: Pointer): string | undefined {
  return pointer.startsWith(`/${FILES}/`) ? split(pointer)[1] : undefined;
}

/** A text together with those of other files; they are called by their way from its folder. */
export function withFiles(
  source: SourceText,
  texts: ReadonlyMap<string, string> | undefined,
): SourceText {
  if (texts === undefined || texts.size === 0) return source;
  const folder = source.path.slice(0, source.path.lastIndexOf("/") + 1);
  const files = [...texts].map(([name, text]) => {
    return [name, { path: hasScheme(name) ? name : folder + name, text }] as const;
  });
  return { ...source, files: new Map(files) };
}

/** What a diagnostic points at, in the text that its author wrote. */
export function authoredIn(
  source: SourceText,
  at: At,
): { readonly source: SourceText; readonly at: At } {
  const name = typeof at === "string" ? fileOf(at) : at.file;
  const file = name === undefined ? undefined : source.files?.get(name);
  if (file === undefined) return { source, at };
  if (typeof at !== "string") return { source: file, at };
  return { source: file, at: at.slice(fileRoot(name!).length) };
}
