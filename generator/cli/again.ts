// What the last run in a folder was asked for, out of its manifest: how `release` and `pack` know which
// document, overlay and options a package is made of.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Folder, openFolder } from "./folder.ts";
import { compareVersions, parseVersion } from "../version/semver.ts";
import type { GenerateRequest } from "./generate-command.ts";
import { MANIFEST, type Manifest } from "./manifest.ts";
import { relativePosix } from "./paths.ts";
import { Refusal } from "./refusal.ts";
import { isAddress } from "./remote.ts";

export interface Made extends Folder {
  readonly manifest: Manifest;
}

/** A folder that onespec has written before; refuses any other. */
export function openMade(shown: string): Made {
  if (existsSync(join(shown, MANIFEST))) {
    const folder = openFolder(shown);
    if (folder.manifest !== undefined) return { ...folder, manifest: folder.manifest };
  }
  if (!existsSync(shown)) {
    throw new Refusal(2, `The folder ${shown} does not exist.`, "Check the path.");
  }
  throw new Refusal(
    1,
    `The folder ${shown} has no ${MANIFEST}: there is no package of onespec in it.`,
    "Name the folder that was given to `onespec generate` as --out, or generate it first.",
  );
}

/** The request that the last run was given. */
export function requestOf({ shown, manifest }: Made, allowRemote: boolean): GenerateRequest {
  const { document, overlay, options } = manifest;
  if (document.path.startsWith("<")) {
    throw new Refusal(
      1,
      `${shown} was generated from standard input, which can't be read again.`,
      "Generate it from a file first.",
    );
  }
  const from = (path: string): string => relativePosix(".", resolve(shown, path));
  return {
    document: isAddress(document.path) ? document.path : from(document.path),
    out: shown,
    overlay: overlay === undefined ? undefined : from(overlay.path),
    name: options.name,
    formats: options.formats ?? "assert",
    samples: options.samples ?? 0,
    without: options.without ?? [],
    versionPolicy: options.versionPolicy ?? "semver",
    undecided: options.undecided ?? "major",
    check: false,
    build: true,
    strict: false,
    allowRemote,
  };
}

/** Refuses what a later onespec wrote: it may keep there what this one would drop unseen. */
export function refuseNewer({ shown, manifest }: Folder, version: string): void {
  const wrote = manifest?.onespec ?? "";
  const [theirs, ours] = [parseVersion(wrote), parseVersion(version)];
  if (theirs === undefined || ours === undefined || compareVersions(theirs, ours) <= 0) return;
  const place = join(shown, MANIFEST);
  throw new Refusal(
    1,
    `${place} was written by onespec ${wrote}, and this is ${version}.`,
    `Use that version or a later one. To go back to this one, write its version there and generate again; nothing was changed.`,
  );
}
