// Reads files out of a git revision: `git:<revision>:<path>`, the path from the current folder as every
// other path of a command line. It runs git, changes nothing, and passes it no option of the user's.
import { spawnSync } from "node:child_process";
import { posix } from "node:path";
import { decode } from "../document/decode.ts";
import { hasScheme } from "../document/uri.ts";
import { relativePosix } from "./paths.ts";
import { type DocumentFile, documentOf } from "./read.ts";
import { Refusal } from "./refusal.ts";

export interface Revision {
  readonly revision: string;
  /** From the current folder, with slashes. */
  readonly path: string;
}

const HELP = "Write git:<revision>:<path>, for instance git:HEAD~1:spec/openapi.yaml.";

/** The revision and path in an argument; undefined where it does not begin with `git:`. */
export function revisionIn(argument: string): Revision | undefined {
  if (!argument.startsWith("git:")) return undefined;
  // A revision may hold a colon in braces: `HEAD^{/fix: this}`.
  const [, revision = "", path = ""] = /^git:((?:[^:{]|\{[^}]*\})*):(.*)$/s.exec(argument) ?? [];
  const wrong = revision === "" || path === "" || /^-|[\0\n]/.test(revision) || path.includes("\0");
  if (wrong) throw new Refusal(2, `${JSON.stringify(argument)} names no file of a revision.`, HELP);
  return { revision, path: relativePosix(".", path) };
}

/** The document as it was in a revision, with the files that it referred to then. */
export async function readRevision({ revision, path }: Revision): Promise<DocumentFile> {
  const bytes = show(revision, path);
  if (bytes === undefined) throw explain(revision, path);
  const shown = `git:${revision}:${path.includes("/") ? path : `./${path}`}`;
  return documentOf({ shown, path: shown, bytes }, (name) => {
    if (hasScheme(name)) return undefined;
    const file = show(revision, posix.join(posix.dirname(path), name));
    return file === undefined ? undefined : decode(name, file).source.text;
  });
}

function show(revision: string, path: string): Uint8Array | undefined {
  const from = path.startsWith("../") ? path : `./${path}`;
  const { status, stdout } = git(["cat-file", "blob", `${revision}:${from}`]);
  return status === 0 ? stdout : undefined;
}

interface Ended {
  readonly status: number | null;
  readonly stdout: Uint8Array;
}

function git(args: readonly string[]): Ended {
  const { error, status, stdout } = spawnSync("git", args, { maxBuffer: 2 ** 28 });
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT") {
    throw new Refusal(2, "git is not installed, or not in PATH.", "Install it, or give files.");
  }
  if (error !== undefined) throw error;
  return { status, stdout };
}

/** Why there is no such file: each step is asked for by itself. */
function explain(revision: string, path: string): Refusal {
  if (git(["rev-parse", "--git-dir"]).status !== 0) {
    return new Refusal(2, "This folder is in no git repository.", "Go to one, or give files.");
  }
  if (git(["rev-parse", "--verify", "--quiet", `${revision}^{tree}`]).status !== 0) {
    return new Refusal(
      2,
      `The git revision ${revision} does not exist here.`,
      "Fetch it first; in CI let the checkout bring the whole history (fetch-depth: 0).",
    );
  }
  return new Refusal(
    2,
    `The git revision ${revision} has no file ${path}.`,
    "Check the path: it counts from the current folder.",
  );
}
