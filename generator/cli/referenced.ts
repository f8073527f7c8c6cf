// Reads the files that a document refers to, and those that they refer to. What can't be read is left
// out: the reference to it is then reported at its place.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceText } from "../document/document.ts";
import { hasScheme } from "../document/uri.ts";

/** Gives another file by its path from the document's folder, or by its URI; undefined: there is none. */
export type ReadFile = (name: string) => string | undefined | Promise<string | undefined>;

/** The texts by their paths from the document's folder. */
export async function readReferenced(
  source: SourceText,
  read: ReadFile,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  if (!refersOut(source)) return texts;
  const [{ load }, { link }] = await Promise.all([
    import("../document/load.ts"),
    import("../document/link.ts"),
  ]);
  const { document } = load(source);
  if (document === undefined) return texts;
  const tried = new Set<string>();
  for (;;) {
    const fresh = link(document, texts).missing.filter((name) => !tried.has(name));
    if (fresh.length === 0) return texts;
    for (const name of fresh) {
      tried.add(name);
      const text = await read(name);
      // As for the document itself: line endings are not part of what it says.
      if (text !== undefined) texts.set(name, text.replaceAll("\r\n", "\n"));
    }
  }
}

/** Most documents refer to themselves alone, and need not be read twice to know it. */
function refersOut({ path, text }: SourceText): boolean {
  return (/\.json$/i.test(path) ? JSON_REFERS_OUT : REFERS_OUT).test(text);
}

const REFERS_OUT =
  /\$(?:ref|dynamicRef)["']?\s*:\s*(?:$|["']?[^#"'\s])|\b(?:mapping|defaultMapping)\b|\\u|[&*]\w/m;

/** Only ASCII that is escaped could hide a key; a mapping may well stay inside of the document. */
const JSON_REFERS_OUT =
  /"\$(?:ref|dynamicRef)"\s*:\s*"[^#"]|"mapping"\s*:\s*\{(?!(?:\s*"(?:[^"\\]|\\.)*"\s*:\s*"#[^"]*"\s*,?)*\s*\})|"defaultMapping"\s*:\s*"[^#"]|\\u00[2-7]/;

/** Reads from a folder of the disk. */
export function readFrom(folder: string): ReadFile {
  return (name) => {
    if (hasScheme(name)) return undefined;
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch {
      return undefined;
    }
  };
}
