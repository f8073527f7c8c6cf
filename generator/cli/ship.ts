// What of the built files belongs into the package: an overlay's entries in one piece each, and the
// declarations that somebody can reach.
import { posix } from "node:path";
import ts from "typescript";
import { bundleEntries } from "./bundle-entries.ts";

/** The built files to ship. `overlay` is the folder of an overlay's modules, `dist/<name>`. */
export async function ship(
  built: ReadonlyMap<string, string>,
  packageJson: string,
  overlay: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const files = overlay === undefined ? built : await bundleEntries(built, overlay);
  const named = typeEntries(packageJson);
  // A package without entries is not closed: each of its modules may be imported.
  if (named.length === 0) return files;
  const reached = reachable(files, [...named, ...overlayEntries(files, overlay)]);
  const kept = [...files].filter(([path]) => {
    const declaration = path.replace(/\.map$/, "");
    return !declaration.endsWith(DECLARATION) || reached.has(declaration);
  });
  return new Map(kept);
}

const DECLARATION = ".d.ts";

/** The declarations that package.json names. */
function typeEntries(packageJson: string): readonly string[] {
  const named = new Set<string>();
  JSON.parse(packageJson, (_, value: unknown) => {
    if (typeof value === "string" && value.endsWith(DECLARATION)) named.add(posix.normalize(value));
    return value;
  });
  return [...named];
}

/** Also of an entry that nobody imports: beside it stands what says that it was built. */
function overlayEntries(
  files: ReadonlyMap<string, string>,
  folder: string | undefined,
): readonly string[] {
  if (folder === undefined) return [];
  return [...files.keys()].filter((path) => {
    return posix.dirname(path) === folder && path.endsWith(DECLARATION);
  });
}

function reachable(
  files: ReadonlyMap<string, string>,
  entries: readonly string[],
): ReadonlySet<string> {
  const reached = new Set(entries);
  // A set that grows while it is walked is walked to its end.
  for (const path of reached) {
    importsOf(path, files.get(path) ?? "").forEach((next) => reached.add(next));
  }
  return reached;
}

/** Declarations keep the endings of the sources: `./one.ts` is declared in `./one.d.ts`. */
function importsOf(path: string, text: string): readonly string[] {
  const named = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
  const own = named.map((name) => name.replace(/^#api\//, `./${"../".repeat(depth(path))}`));
  const relative = own.filter((name) => name.startsWith("."));
  return relative.map((name) => {
    const target = posix.join(posix.dirname(path), name);
    return `${target.replace(/\.[jt]s$/, "")}${DECLARATION}`;
  });
}

/** How far a file lies below the folder of the built files, into which `#api/` points. */
function depth(path: string): number {
  return path.split("/").length - 2;
}
