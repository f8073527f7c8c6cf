// The version of the package that the command belongs to: it is in the nearest package.json above.
import { readFile } from "node:fs/promises";

/** The version, read from where `from`, the URL of a module, lies. */
export async function versionOf(from: string): Promise<string> {
  for (let folder = new URL(".", from); ; folder = new URL("..", folder)) {
    const text = await readFile(new URL("package.json", folder), "utf8").catch(() => undefined);
    if (text !== undefined) return String((JSON.parse(text) as { version?: unknown }).version);
    if (folder.pathname === new URL("..", folder).pathname) return "unknown";
  }
}
