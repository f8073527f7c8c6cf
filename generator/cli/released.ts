// What the manifest keeps of the last release: its version, its document and its declarations, so that
// the next version can be told by what has changed since. Texts are packed into one line each.
import { createHash } from "node:crypto";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { parseVersion } from "../version/semver.ts";
import type { Declarations } from "./declarations/read.ts";
import { Refusal } from "./refusal.ts";

export interface Released {
  readonly version: string;
  /** One hash of all files of the package but the changelog, whatever their version. */
  readonly content: string;
  readonly document: Packed;
  readonly declarations: Packed;
}

/** A text as one line: Brotli's bytes are the same on every machine, where those of gzip need not be. */
export interface Packed {
  /** Of the text itself. */
  readonly sha256: string;
  /** In base64. */
  readonly brotli: string;
}

/** What was released, unpacked. */
export interface Baseline {
  readonly document: { readonly path: string; readonly text: string };
  readonly declarations: Declarations;
}

/** Larger than any document that can be read: a packed text that claims more is damaged. */
const MOST_BYTES = 2 ** 29;

export function pack(text: string): Packed {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  };
  return { sha256: hash(text), brotli: brotliCompressSync(text, { params }).toString("base64") };
}

function unpack({ sha256, brotli }: Packed): string {
  let text: string | undefined;
  try {
    const bytes = Buffer.from(brotli, "base64");
    text = brotliDecompressSync(bytes, { maxOutputLength: MOST_BYTES }).toString("utf8");
  } catch {
    // Said below, as for a text that is another.
  }
  if (text !== undefined && hash(text) === sha256) return text;
  throw damaged();
}

function damaged(): Refusal {
  return new Refusal(
    1,
    "What the manifest keeps of the last release is damaged.",
    "Restore onespec.lock.json from version control; nothing was changed.",
  );
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What a release leaves behind. */
export function release(
  version: string,
  content: string,
  { document, declarations }: Baseline,
): Released {
  const { entries, commands, demands, files } = declarations;
  const shown = {
    entries: Object.fromEntries(entries),
    commands,
    demands: Object.fromEntries(demands),
    files: Object.fromEntries(files),
  };
  return {
    version,
    content,
    document: pack(JSON.stringify(document)),
    declarations: pack(JSON.stringify(shown)),
  };
}

/** What was released; a Refusal where it is damaged. */
export function baselineOf({ document, declarations }: Released): Baseline {
  const texts = [document, declarations].map(unpack);
  try {
    return read(texts);
  } catch {
    throw damaged();
  }
}

function read([document = "", declarations = ""]: readonly string[]): Baseline {
  const { entries, commands, demands, files } = JSON.parse(declarations) as {
    readonly entries: Readonly<Record<string, string>>;
    readonly commands: readonly string[];
    readonly demands: Readonly<Record<string, string>>;
    readonly files: Readonly<Record<string, string>>;
  };
  const [named, demanded, texts] = [entries, demands, files].map(
    (one) => new Map(Object.entries(one)),
  );
  return {
    document: JSON.parse(document) as Baseline["document"],
    declarations: { entries: named!, commands: [...commands], demands: demanded!, files: texts! },
  };
}

/** Whether a value of a manifest is what a release leaves behind; the texts are looked at when needed. */
export function isReleased(value: unknown): value is Released {
  if (typeof value !== "object" || value === null) return false;
  const { version, content, document, declarations } = value as Readonly<Record<string, unknown>>;
  const known = typeof version === "string" && parseVersion(version) !== undefined;
  return known && typeof content === "string" && isPacked(document) && isPacked(declarations);
}

function isPacked(value: unknown): value is Packed {
  if (typeof value !== "object" || value === null) return false;
  const { sha256, brotli } = value as Readonly<Record<string, unknown>>;
  return typeof sha256 === "string" && typeof brotli === "string";
}
