// Reads the files that a document refers to, and those that they refer to. What can't be read is left
// out: the reference to it is then reported at its place. Nothing is fetched from the network.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceText } from "../document/document.ts";
import { hasScheme } from "../document/uri.ts";

/** The texts by their paths from the document's folder. */
export async function readReferenced(
  source: SourceText,
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  if (!REFERS_OUT.test(source.text)) return texts;
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
      const text = hasScheme(name) ? undefined : read(join(folder, name));
      if (text !== undefined) texts.set(name, text);
    }
  }
}

/** Most documents refer to themselves alone, and need not be read twice to know it. */
const REFERS_OUT = /\$(?:ref|dynamicRef)["']?\s*:\s*(?:$|["']?[^#"'\s])|\bmapping\b|\\u|[&*]\w/m;

function read(path: string): string | undefined {
  try {
    // As for the document itself: line endings are not part of what it says.
    return readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  } catch {
    return undefined;
  }
}
