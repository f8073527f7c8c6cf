// The output folder as it is before a run: whose it is, what an earlier run left in it, and which
// paths in it may be touched. Reads only; write.ts changes it.
import { lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { MANIFEST, type Manifest, parseManifest, sha256 } from "./manifest.ts";
import { isInside, pathProblem } from "./paths.ts";
import { Refusal, systemReason } from "./refusal.ts";

export interface Folder {
  /** As the user wrote it. */
  readonly shown: string;
  /** Absolute, symbolic links resolved; it need not exist. */
  readonly root: string;
  /** What the last run left; undefined: none has run here. */
  readonly manifest: Manifest | undefined;
}

/** Names of files that are half-way to their place; write.ts makes them. */
export const TEMPORARY: RegExp = /^\.onespec-[\w-]+\.tmp$/;

/** Opens an output folder. Refuses one that holds something and is not ours. */
export function openFolder(shown: string): Folder {
  const root = realPathOf(shown);
  const names = namesIn(root, shown);
  if (names.includes(MANIFEST)) return { shown, root, manifest: readManifest(root, shown) };
  if (names.every((name) => TEMPORARY.test(name))) return { shown, root, manifest: undefined };
  throw new Refusal(
    1,
    `The folder ${shown} is not empty, and onespec did not make what is in it (no ${MANIFEST}).`,
    "Give a folder that is empty or does not exist yet; nothing was changed.",
  );
}

/** The real path of a path whose last steps may not exist yet. */
export function realPathOf(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    if (!missing || absolute === dirname(absolute)) return absolute;
    return join(realPathOf(dirname(absolute)), basename(absolute));
  }
}

function namesIn(root: string, shown: string): readonly string[] {
  try {
    return readdirSync(root);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    const why =
      (error as NodeJS.ErrnoException).code === "ENOTDIR"
        ? "it, or what should hold it, is a file"
        : reason;
    throw new Refusal(
      1,
      `The output folder ${shown} can't be used: ${why}.`,
      "Give another folder, or mend that one; nothing was changed.",
    );
  }
}

function readManifest(root: string, shown: string): Manifest {
  const path = targetIn(root, MANIFEST);
  let problem: string;
  try {
    const manifest = parseManifest(readFileSync(path, "utf8"));
    if (!("problem" in manifest)) return manifest;
    problem = manifest.problem;
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    problem = reason;
  }
  throw new Refusal(
    1,
    `${join(shown, MANIFEST)} can't be used: ${problem}.`,
    "Restore it from version control: it keeps what was released last. In an emptied folder version and changelog begin anew. Nothing was changed.",
  );
}

/**
 * The absolute path of a file in a folder. Refuses a path that leads out of it, by its steps or by
 * a symbolic link on the way.
 */
export function targetIn(root: string, path: string): string {
  const problem = pathProblem(path);
  if (problem !== undefined) throw outside(path, problem);
  let target = root;
  for (const step of path.split("/")) {
    target = join(target, step);
    const link = lstatSync(target, { throwIfNoEntry: false });
    if (link === undefined) break;
    if (link.isSymbolicLink() && !leadsInside(root, target)) {
      throw outside(path, "a symbolic link on its way leads out of the folder");
    }
  }
  return join(root, ...path.split("/"));
}

function leadsInside(root: string, link: string): boolean {
  try {
    return isInside(root, realpathSync(link));
  } catch {
    return false;
  }
}

function outside(path: string, problem: string): Refusal {
  const message = `${JSON.stringify(path)} is refused as a file of the output: ${problem}.`;
  return new Refusal(1, message, "Remove what leads there; nothing was changed.");
}

/** The SHA-256 of a file in the folder; undefined where there is none. */
export function hashIn(root: string, path: string): string | undefined {
  const content = readIn(root, path);
  return content === undefined ? undefined : sha256(content);
}

/** The text of a file in the folder; undefined where there is none. */
export function textIn(root: string, path: string): string | undefined {
  const bytes = readIn(root, path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/** A file in the folder; undefined where there is none. Refuses a folder in its place. */
export function readIn(root: string, path: string): Uint8Array | undefined {
  try {
    return readFileSync(targetIn(root, path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    const reason = systemReason(error);
    if (error instanceof Refusal || reason === undefined) throw error;
    throw new Refusal(
      1,
      `${path} in the output folder can't be read: ${reason}.`,
      "Move it away and run again; nothing was changed.",
    );
  }
}
