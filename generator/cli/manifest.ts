// The manifest of an output folder: what it was made from, and the SHA-256 of every file in it.
// It says what onespec may overwrite and remove, and is itself never trusted: a path that leads out
// of the folder refuses the whole manifest. Of the last release it keeps what the next version is told by.
import { createHash } from "node:crypto";
import type { GenerateOptions } from "../generate.ts";
import { pathProblem } from "./paths.ts";
import { isReleased, type Released } from "./released.ts";

export const MANIFEST = "onespec.lock.json";

/** How a run was asked for, where that is no default. */
export interface RunOptions extends GenerateOptions {
  /** The version and the changelog are left to others. */
  readonly versionPolicy?: "none";
  /** What a change weighs that could not be decided. */
  readonly undecided?: "minor";
}

export interface Manifest {
  /** The version of onespec that wrote it. */
  readonly onespec: string;
  /** `path` is relative to the output folder. */
  readonly document: { readonly path: string; readonly sha256: string };
  readonly options: RunOptions;
  /** Absent where there was no overlay. */
  readonly overlay?: { readonly path: string; readonly sha256: string };
  /** Every file but the manifest itself: path → SHA-256. */
  readonly files: ReadonlyMap<string, string>;
  /** Absent before the first release. */
  readonly released?: Released;
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** One hash for a set of files, whatever order they were read in. */
export function sha256OfFiles(files: ReadonlyMap<string, string>): string {
  const lines = [...files].map(([path, text]) => `${sha256(text)}  ${path}\n`);
  return sha256(lines.sort().join(""));
}

/** The manifest as text. */
export function printManifest(manifest: Manifest): string {
  const { onespec, document, options, overlay, files, released } = manifest;
  const shown = {
    onespec,
    document,
    options,
    ...(overlay === undefined ? {} : { overlay }),
    files: Object.fromEntries(files),
    ...(released === undefined ? {} : { released }),
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}

/** The manifest in a text, or why it is none of ours. */
export function parseManifest(text: string): Manifest | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "it is not JSON (a merge conflict, perhaps)" };
  }
  if (!isObject(value) || typeof value["onespec"] !== "string") {
    return { problem: "it was not written by onespec" };
  }
  const { document, options, overlay, files, released } = value;
  if (!isSource(document) || !isObject(options) || !isObject(files)) {
    return { problem: "parts of it are missing" };
  }
  if (overlay !== undefined && !isSource(overlay)) return { problem: "its `overlay` is damaged" };
  if (released !== undefined && !isReleased(released)) {
    return { problem: "its `released` is damaged" };
  }
  const hashes = new Map<string, string>();
  for (const [path, hash] of Object.entries(files)) {
    const problem = pathProblem(path) ?? (path === MANIFEST ? "it is the manifest" : undefined);
    if (problem !== undefined) {
      return { problem: `it lists the path ${JSON.stringify(path)}, and ${problem}` };
    }
    if (typeof hash !== "string") return { problem: `the hash of ${path} is no text` };
    hashes.set(path, hash);
  }
  return {
    onespec: value["onespec"],
    document,
    options,
    ...(overlay === undefined ? {} : { overlay }),
    files: hashes,
    ...(released === undefined ? {} : { released }),
  };
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSource(value: unknown): value is { readonly path: string; readonly sha256: string } {
  return (
    isObject(value) && typeof value["path"] === "string" && typeof value["sha256"] === "string"
  );
}
