// Reads what a run is made from: the document and the overlay. Judges no content, but for bytes that
// are no text.
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Diagnostic } from "../diagnostics.ts";
import { decode } from "../document/decode.ts";
import type { SourceText } from "../document/document.ts";
import { withFiles } from "../document/files.ts";
import { hasScheme } from "../document/uri.ts";
import { OVERLAY_MANIFEST } from "../overlay.ts";
import { sha256, sha256OfFiles } from "./manifest.ts";
import { isInside, relativePosix } from "./paths.ts";
import { type ReadFile, readFrom, readReferenced } from "./referenced.ts";
import { Refusal, systemReason } from "./refusal.ts";
import { fetchBytes, fetchReferenced, isAddress, refuseAddress, shownAddress } from "./remote.ts";

/** The argument that stands for standard input. */
export const STDIN = "-";

export interface DocumentFile {
  /** As messages name it. */
  readonly shown: string;
  /** Relative to the output folder, with slashes: the same on every machine. */
  readonly path: string;
  readonly text: string;
  /** The files that it refers to, by their paths from its folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Whether its bytes are text at all. */
  readonly diagnostics: readonly Diagnostic[];
  /** Of its text, and of all that it refers to. */
  readonly sha256: string;
  /** Where on the disk it and what it refers to were looked for, found or not. */
  readonly reads: readonly string[];
}

/** Reads the document; `out` is the output folder that its path is told from. */
export async function readDocument(
  argument: string,
  out: string,
  stdin: () => Promise<Uint8Array>,
  allowRemote = false,
): Promise<DocumentFile> {
  if (isAddress(argument)) return readAddress(argument, allowRemote);
  const fromStdin = argument === STDIN;
  const shown = fromStdin ? "<stdin>" : argument;
  const path = fromStdin ? shown : relativePosix(out, argument);
  const bytes = fromStdin ? await stdin() : readBytes(argument, "document");
  const folder = fromStdin ? "." : dirname(argument);
  const reads = fromStdin ? [] : [resolve(argument)];
  const onDisk = readFrom(folder);
  const read: ReadFile = (name) => {
    if (hasScheme(name)) return allowRemote ? fetchReferenced(name, name) : undefined;
    reads.push(resolve(folder, name));
    return onDisk(name);
  };
  return { ...(await documentOf({ shown, path, bytes }, read)), reads };
}

async function readAddress(argument: string, allowRemote: boolean): Promise<DocumentFile> {
  refuseAddress(argument, allowRemote);
  const shown = shownAddress(argument);
  const { bytes, address } = await fetchBytes(argument);
  return documentOf({ shown, path: shown, bytes }, (name) => fetchReferenced(name, address));
}

interface Bytes {
  readonly shown: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A document, wherever its bytes come from, with the files that it refers to. */
export async function documentOf(
  { shown, path, bytes }: Bytes,
  read: ReadFile,
): Promise<DocumentFile> {
  const { source, diagnostics } = decode(shown, bytes);
  // Git may give the same document other line endings on another machine; it is still the same.
  const text = source.text.replaceAll("\r\n", "\n");
  const files = await readReferenced({ path, text }, read);
  const hash = files.size === 0 ? sha256(text) : sha256OfFiles(new Map([...files, ["", text]]));
  return { shown, path, text, files, diagnostics, sha256: hash, reads: [] };
}

/** The document as messages name it, with the files that it refers to. */
export function sourceOf({ shown, text, files }: DocumentFile): SourceText {
  return withFiles({ path: shown, text }, files);
}

/** The texts that findings may point into, by the names of their files. */
export function textsOf(source: SourceText): ReadonlyMap<string, string> {
  return new Map([source, ...(source.files?.values() ?? [])].map(({ path, text }) => [path, text]));
}

/** The overlay's files by their path in it, in the order of those paths. */
export function readOverlay(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  collect(resolve(folder), "", folder, files);
  checkManifest(files.get(OVERLAY_MANIFEST), join(folder, OVERLAY_MANIFEST));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** It is merged into the generated package.json, so it must be an object. */
function checkManifest(text: string | undefined, shown: string): void {
  if (text === undefined) return;
  let problem = "is no JSON object";
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  } catch (error) {
    problem = `is not JSON: ${(error as SyntaxError).message}`;
  }
  throw new Refusal(1, `${shown} ${problem}.`, "Mend it; nothing was changed.");
}

/** Not part of an overlay, wherever it lies. */
const LEFT_OUT: ReadonlySet<string> = new Set([".git", ".DS_Store", "node_modules"]);

function collect(root: string, path: string, shown: string, files: Map<string, string>): void {
  for (const name of list(join(root, path), join(shown, path))) {
    if (LEFT_OUT.has(name)) continue;
    const inner = path === "" ? name : `${path}/${name}`;
    const target = join(root, inner);
    const found = lstatSync(target);
    if (found.isDirectory()) collect(root, inner, shown, files);
    else if (found.isFile() || isLinkToOwnFile(root, target)) {
      files.set(inner, decodeOverlay(readBytes(target, "overlay's file"), join(shown, inner)));
    } else {
      throw new Refusal(
        1,
        `${join(shown, inner)} is neither a file of the overlay nor a link to one.`,
        "Put the file itself into the overlay.",
      );
    }
  }
}

function isLinkToOwnFile(root: string, target: string): boolean {
  try {
    return isInside(realpathSync(root), realpathSync(target)) && statSync(target).isFile();
  } catch {
    return false;
  }
}

function list(folder: string, shown: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw unreadable(error, "overlay", shown);
  }
}

function readBytes(path: string, what: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(error, what, path);
  }
}

function decodeOverlay(bytes: Uint8Array, shown: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const help = "An overlay holds text in UTF-8 only.";
    throw new Refusal(1, `${shown} in the overlay is not text.`, help);
  }
}

function unreadable(error: unknown, what: string, shown: string): unknown {
  const reason = systemReason(error);
  if (reason === undefined) return error;
  return new Refusal(2, `The ${what} ${shown} can't be read: ${reason}.`, "Check the path.");
}
