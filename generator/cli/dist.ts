// Which built files change, and which are left over from an earlier build. A file counts as left over
// only where a map beside it names a source of the package; everything else is left alone.
import { type Dirent, readdirSync } from "node:fs";
import { posix } from "node:path";
import { hashIn, readIn } from "./folder.ts";
import { sha256 } from "./manifest.ts";
import type { Change } from "./write.ts";

/** The changes to the built files in the folder `dist` of `root`. */
export function planDist(
  root: string,
  dist: string,
  built: ReadonlyMap<string, string>,
): readonly Change[] {
  const changed = [...built].filter(([path, text]) => hashIn(root, path) !== sha256(text));
  const stale = list(root, dist).filter((path) => !built.has(path) && isStale(root, path));
  return [
    ...stale.map((path) => ({ path, content: undefined })),
    ...changed.map(([path, content]) => ({ path, content })),
  ];
}

function list(root: string, dist: string): readonly string[] {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(posix.join(root, dist), { withFileTypes: true, recursive: true });
  } catch {
    return [];
  }
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map((entry) => posix.join(entry.parentPath, entry.name));
  return paths.map((path) => posix.relative(root, path.replaceAll("\\", "/"))).sort();
}

/** Whether a file is a built one that is built no more: a map beside it names a source of the package. */
function isStale(root: string, path: string): boolean {
  const stem = /^(.*)\.(?:js|d\.ts)(?:\.map)?$/.exec(path)?.[1];
  if (stem === undefined) return false;
  const source = sourceOf(root, `${stem}.d.ts.map`) ?? sourceOf(root, `${stem}.js.map`);
  return source !== undefined && /^src\/.*\.ts$/.test(source);
}

function sourceOf(root: string, map: string): string | undefined {
  const content = readIn(root, map);
  if (content === undefined) return undefined;
  try {
    const { sources } = JSON.parse(new TextDecoder().decode(content)) as { sources?: unknown };
    if (!Array.isArray(sources) || typeof sources[0] !== "string") return undefined;
    return posix.join(posix.dirname(map), sources[0]);
  } catch {
    return undefined;
  }
}
