// Decides what a run changes in its folder, and changes nothing itself.
// Only what differs is written; only what an earlier run wrote, and nobody touched since, is removed.
import { type Folder, hashIn } from "./folder.ts";
import { MANIFEST, sha256 } from "./manifest.ts";
import { Refusal } from "./refusal.ts";
import type { Change } from "./write.ts";

export interface Plan {
  readonly changes: readonly Change[];
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** No longer produced, but edited by hand since: left where they are. */
  readonly kept: readonly string[];
  /** Edited by hand since the last run, and written anew. */
  readonly overwritten: readonly string[];
}

/** The plan for these files; refuses to write over a file that an earlier run did not make. */
export function planChanges(
  folder: Folder,
  files: ReadonlyMap<string, string>,
  manifest: string,
): Plan {
  const known = folder.manifest?.files ?? new Map<string, string>();
  const written: string[] = [];
  const unchanged: string[] = [];
  const overwritten: string[] = [];
  for (const [path, text] of files) {
    const found = hashIn(folder.root, path);
    if (found === sha256(text)) unchanged.push(path);
    else written.push(path);
    if (found === undefined || found === sha256(text)) continue;
    const last = known.get(path);
    if (last === undefined) throw foreign(folder, path);
    if (last !== found) overwritten.push(path);
  }
  const { removed, kept } = leftovers(folder, files);
  const changes = [
    ...removed.map((path) => ({ path, content: undefined })),
    ...written.map((path) => ({ path, content: files.get(path) })),
  ];
  return {
    changes: withManifest(folder, changes, manifest),
    written,
    unchanged,
    removed,
    kept,
    overwritten,
  };
}

/** Files of the last run that are no longer produced: untouched ones go, edited ones stay. */
export function leftovers(
  folder: Folder,
  files: ReadonlyMap<string, string>,
): { readonly removed: readonly string[]; readonly kept: readonly string[] } {
  const removed: string[] = [];
  const kept: string[] = [];
  for (const [path, hash] of folder.manifest?.files ?? []) {
    if (files.has(path)) continue;
    const found = hashIn(folder.root, path);
    if (found !== undefined) (found === hash ? removed : kept).push(path);
  }
  return { removed, kept };
}

/**
 * The manifest goes last, so that a run that was killed leaves the old one and the next run mends
 * the rest; in a new folder first, so that what a killed run left is known as ours.
 */
function withManifest(
  folder: Folder,
  changes: readonly Change[],
  manifest: string,
): readonly Change[] {
  if (hashIn(folder.root, MANIFEST) === sha256(manifest)) return changes;
  const change = { path: MANIFEST, content: manifest };
  return folder.manifest === undefined ? [change, ...changes] : [...changes, change];
}

function foreign(folder: Folder, path: string): Refusal {
  return new Refusal(
    1,
    `${path} would be written, but ${folder.shown} has another file there, which onespec did not make.`,
    "Move that file away and run again; nothing was changed.",
  );
}
