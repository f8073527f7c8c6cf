// Changes a folder all at once or not at all: everything is written beside its place first, then
// moved there; where anything fails, what was moved is moved back. It decides nothing.
import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { targetIn } from "./folder.ts";
import { Refusal, systemReason } from "./refusal.ts";

/** A file's new content; undefined removes it. */
export interface Change {
  readonly path: string;
  readonly content: string | undefined;
}

/** The disk as `applyChanges` uses it. */
export interface Disk {
  readonly makeFolder: (path: string) => void;
  readonly removeFolder: (path: string) => void;
  readonly create: (path: string, content: string, mode: number | undefined) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
  /** A second name for the same content, which survives what is done to the first. */
  readonly keep: (path: string, copy: string) => void;
  /** The permissions of what is there; undefined: nothing is. */
  readonly mode: (path: string) => number | undefined;
}

export const disk: Disk = {
  makeFolder: (path) => mkdirSync(path),
  removeFolder: (path) => rmdirSync(path),
  create: (path, content, mode) => writeFileSync(path, content, { flag: "wx", mode }),
  rename: (from, to) => renameSync(from, to),
  remove: (path) => unlinkSync(path),
  keep: (path, copy) => {
    try {
      linkSync(path, copy);
    } catch {
      copyFileSync(path, copy);
    }
  },
  mode: (path) => {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found?.isSymbolicLink() === true ? 0o644 : found?.mode;
  },
};

/** A change on its way: `fresh` is to hold the new content, `old` what was there. */
interface Staged {
  readonly path: string;
  readonly target: string;
  readonly fresh: string | undefined;
  readonly old: string | undefined;
}

/** What has been done so far, and has to be undone where the rest fails. */
interface Progress {
  readonly folders: string[];
  readonly staged: Staged[];
  readonly moved: Staged[];
}

/**
 * Makes the changes in the folder `root`, which need not exist yet. On any failure the folder is as
 * it was, and a Refusal says why; `tag` tells the temporary files of concurrent runs apart.
 */
export function applyChanges(
  root: string,
  changes: readonly Change[],
  on: Disk = disk,
  tag: string = String(process.pid),
): void {
  const done: Progress = { folders: [], staged: [], moved: [] };
  let current = "";
  try {
    for (const change of changes) {
      current = change.path;
      stage(root, change, `${tag}-${done.staged.length}`, on, done);
    }
    for (const one of done.staged) {
      current = one.path;
      move(one, on);
      done.moved.push(one);
    }
  } catch (error) {
    throw explain(error, `${current} can't be written in ${root}`, takeBack(done, on));
  }
  for (const one of done.staged) tidy(root, one, on);
}

/** Puts the new content, and a second name for the old, beside the place. */
function stage(root: string, change: Change, name: string, on: Disk, done: Progress): void {
  const { path, content } = change;
  const target = targetIn(root, path);
  const folder = dirname(target);
  const mode = on.mode(target);
  const fresh = content === undefined ? undefined : join(folder, `.onespec-${name}-new.tmp`);
  const old = mode === undefined ? undefined : join(folder, `.onespec-${name}-old.tmp`);
  makeFolders(folder, on, done);
  done.staged.push({ path, target, fresh, old });
  if (fresh !== undefined)
    on.create(fresh, content ?? "", mode === undefined ? mode : mode & 0o777);
  if (old !== undefined) on.keep(target, old);
}

function makeFolders(folder: string, on: Disk, done: Progress): void {
  if (on.mode(folder) !== undefined) return;
  makeFolders(dirname(folder), on, done);
  on.makeFolder(folder);
  done.folders.push(folder);
}

function move({ target, fresh, old }: Staged, on: Disk): void {
  if (fresh !== undefined) on.rename(fresh, target);
  else if (old !== undefined) on.remove(target);
}

/** Undoes what can be undone; gives the old contents that could not be put back, where they lie. */
function takeBack({ folders, staged, moved }: Progress, on: Disk): readonly string[] {
  const lost = [...moved].reverse().filter(({ target, old }) => {
    return !succeeds(() =>
      old === undefined ? removeIfThere(target, on) : on.rename(old, target),
    );
  });
  for (const { fresh, old } of staged.slice(moved.length)) {
    for (const path of [fresh, old]) {
      if (path !== undefined) succeeds(() => removeIfThere(path, on));
    }
  }
  for (const folder of [...folders].reverse()) succeeds(() => on.removeFolder(folder));
  return lost.map(({ target, old }) => old ?? target);
}

/** Past the point of return: drops what was kept, and folders that a removal left empty. */
function tidy(root: string, { target, fresh, old }: Staged, on: Disk): void {
  if (old !== undefined) succeeds(() => on.remove(old));
  if (fresh !== undefined) return;
  let folder = dirname(target);
  while (folder !== root && succeeds(() => on.removeFolder(folder))) folder = dirname(folder);
}

function removeIfThere(path: string, on: Disk): void {
  if (on.mode(path) !== undefined) on.remove(path);
}

function succeeds(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    return false;
  }
}

function explain(error: unknown, what: string, lost: readonly string[]): unknown {
  const reason = systemReason(error);
  if (error instanceof Refusal || reason === undefined) return error;
  const help =
    lost.length === 0
      ? "Mend that and run again; the folder is as it was."
      : `Mend that and run again; this could not be taken back: ${lost.join(", ")}`;
  return new Refusal(1, `${what}: ${reason}.`, help);
}
