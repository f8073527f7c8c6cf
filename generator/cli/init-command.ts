// `onespec init`: lays out a project around a document, without questions. A file that is there already
// is never written over: one of them, and nothing is written.
import { existsSync } from "node:fs";
import { basename, dirname, join, posix, resolve } from "node:path";
import { type Diagnostic, hasErrors } from "../diagnostics.ts";
import { languageOf } from "../document/load.ts";
import { hasScheme } from "../document/uri.ts";

import type { Own } from "./assets.ts";
import { diagnosticFindings, type Finding } from "./findings.ts";
import { realPathOf, targetIn } from "./folder.ts";
import { projectFiles } from "./init-files.ts";
import { isInside, relativePosix } from "./paths.ts";
import { type DocumentFile, readDocument, sourceOf, STDIN, textsOf } from "./read.ts";
import { Refusal } from "./refusal.ts";
import { isAddress } from "./remote.ts";
import { applyChanges } from "./write.ts";

/** The arguments of `onespec init`. */
export interface InitRequest {
  readonly document: string;
  /** The folder of the project. */
  readonly out: string;
  readonly allowRemote: boolean;
}

/** What came of it; `--json` prints it as it is. */
export interface InitOutcome {
  readonly command: "init";
  readonly ok: boolean;
  readonly folder: string;
  /** Where the document lies in the project; undefined where there is none. */
  readonly document: string | undefined;
  readonly written: readonly string[];
  readonly diagnostics: readonly Finding[];
}

export async function initCommand(
  request: InitRequest,
  stdin: () => Promise<Uint8Array>,
  own: Own,
): Promise<{ readonly outcome: InitOutcome; readonly texts: ReadonlyMap<string, string> }> {
  const { out, allowRemote } = request;
  const file = await readDocument(request.document, out, stdin, allowRemote);
  const source = sourceOf(file);
  const texts = textsOf(source);
  const { title, diagnostics } = await look(file, source);
  const findings = diagnosticFindings(source, diagnostics);
  const blank = { command: "init", folder: out, diagnostics: findings } as const;
  if (title === undefined) {
    return { outcome: { ...blank, ok: false, document: undefined, written: [] }, texts };
  }
  const placed = placeOf(request, file);
  const remote = isAddress(request.document) ? false : [...file.files.keys()].some(hasScheme);
  const name = nameIn(out);
  const facts = { document: placed.document, title, name, onespec: own.version, remote };
  const files = new Map([...placed.files, ...projectFiles(facts)]);
  refuseExisting(out, files);
  const root = realPathOf(out);
  applyChanges(
    root,
    [...files].map(([path, content]) => ({ path, content })),
  );
  const written = [...files.keys()];
  return { outcome: { ...blank, ok: true, document: placed.document, written }, texts };
}

/** A name that npm takes, of the project's folder. */
function nameIn(out: string): string {
  const name = basename(realPathOf(out))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return name === "" ? "api" : name;
}

/** The title of a document that can be used; undefined, and why, for any other. */
async function look(
  file: DocumentFile,
  { path, text }: ReturnType<typeof sourceOf>,
): Promise<{ readonly title: string | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const [{ load }, { link }] = await Promise.all([
    import("../document/load.ts"),
    import("../document/link.ts"),
  ]);
  if (hasErrors(file.diagnostics)) return { title: undefined, diagnostics: file.diagnostics };
  const { document, diagnostics } = load({ path, text });
  const found = [
    ...diagnostics,
    ...(document === undefined ? [] : link(document, file.files).diagnostics),
  ];
  if (document === undefined || hasErrors(found)) return { title: undefined, diagnostics: found };
  const info = document.root["info"] as { readonly title?: unknown } | undefined;
  return { title: typeof info?.title === "string" ? info.title : "", diagnostics: [] };
}

interface Placed {
  readonly document: string;
  /** What is to be written of the document; none where it lies in the project already. */
  readonly files: ReadonlyMap<string, string>;
}

const SAFE = /^[\w.-]+(?:\/[\w.-]+)*$/;

function placeOf({ document, out }: InitRequest, file: DocumentFile): Placed {
  const onDisk = document !== STDIN && !isAddress(document);
  if (onDisk && isInside(realPathOf(out), realPathOf(document))) {
    const path = relativePosix(realPathOf(out), realPathOf(document));
    if (SAFE.test(path)) return { document: path, files: new Map() };
  }
  const own = [...file.files].filter(([name]) => !hasScheme(name));
  const folder = posix.join(
    "spec",
    ...above(
      document,
      own.map(([name]) => name),
    ),
  );
  const path = posix.join(folder, nameOf(document, file));
  const others = own.map(([name, text]) => [posix.join(folder, name), text] as const);
  return { document: path, files: new Map([[path, file.text], ...others]) };
}

/** The folders above the document that other files count from: `../shared/pet.yaml` needs one. */
function above(document: string, names: readonly string[]): readonly string[] {
  const ups = names.map((name) => /^(?:\.\.\/)*/.exec(name)![0].length / 3);
  const most = Math.max(0, ...ups);
  if (most === 0) return [];
  const folder = isAddress(document)
    ? posix.dirname(new URL(document).pathname)
    : resolve(dirname(document));
  const steps = folder.split(/[\\/]/).slice(-most);
  return steps.map((step, index) => (SAFE.test(step) ? step : `part-${index}`));
}

function nameOf(document: string, { path, text }: DocumentFile): string {
  const name = document === STDIN ? "" : posix.basename(path);
  if (SAFE.test(name) && /\.(?:json|ya?ml)$/i.test(name)) return name;
  return `openapi.${languageOf({ path, text })}`;
}

function refuseExisting(out: string, files: ReadonlyMap<string, string>): void {
  const root = realPathOf(out);
  const there = [...files.keys()].filter((path) => existsSync(targetIn(root, path)));
  if (there.length === 0) return;
  throw new Refusal(
    1,
    `${there.map((path) => join(out, path)).join(", ")} ${there.length === 1 ? "is" : "are"} there already.`,
    "Give an empty folder as --out; nothing was written.",
  );
}
