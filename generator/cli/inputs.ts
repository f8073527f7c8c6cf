// What a run is made from, read once, and the manifest that tells it apart from another run.
import { resolve } from "node:path";
import { isUntouched } from "./check.ts";
import { type Folder, openFolder, readIn, realPathOf } from "./folder.ts";
import type { GenerateRequest } from "./generate-command.ts";
import {
  MANIFEST,
  type Manifest,
  printManifest,
  type RunOptions,
  sha256,
  sha256OfFiles,
} from "./manifest.ts";
import { isInside, relativePosix } from "./paths.ts";
import { type DocumentFile, readDocument, readOverlay } from "./read.ts";
import { Refusal } from "./refusal.ts";

export interface Inputs {
  readonly document: DocumentFile;
  /** Where the overlay lies, as the user wrote it, and its files; no files: no overlay. */
  readonly overlay: {
    readonly folder: string | undefined;
    readonly files: ReadonlyMap<string, string>;
  };
  readonly options: RunOptions;
  readonly folder: Folder;
}

/** Reads everything that a run needs; refuses what can't be a run before anything is generated. */
export async function readInputs(
  request: GenerateRequest,
  stdin: () => Promise<Uint8Array>,
): Promise<Inputs> {
  const document = await readDocument(request.document, request.out, stdin, request.allowRemote);
  const files =
    request.overlay === undefined ? new Map<string, string>() : readOverlay(request.overlay);
  const folder = openFolder(request.out);
  if (request.overlay !== undefined && isInside(realPathOf(request.overlay), folder.root)) {
    throw new Refusal(
      2,
      `The output folder ${request.out} lies in the overlay ${request.overlay}.`,
      "Give an output folder outside, or the next run would read its own output.",
    );
  }
  const options = optionsOf(request);
  return { document, overlay: { folder: request.overlay, files }, options, folder };
}

/** What was asked for and is no default: the manifest shows these. */
function optionsOf(request: GenerateRequest): RunOptions {
  const { name, formats, samples, without, versionPolicy, undecided } = request;
  return {
    ...(name !== undefined && { name }),
    ...(formats !== "assert" && { formats }),
    ...(samples > 0 && { samples }),
    ...(without.length > 0 && { without }),
    ...(versionPolicy !== "semver" && { versionPolicy }),
    ...(undecided !== "major" && { undecided }),
  };
}

/** The manifest of these files, made by this version from these inputs; what was released is kept. */
export function manifestOf(
  { document, overlay, options, folder }: Inputs,
  version: string,
  files: ReadonlyMap<string, string>,
): Manifest {
  const hashes = new Map([...files].map(([path, text]) => [path, sha256(text)]));
  const released = folder.manifest?.released;
  const made = {
    onespec: version,
    document: { path: document.path, sha256: document.sha256 },
    options,
    files: hashes,
    ...(released !== undefined && { released }),
  };
  if (overlay.folder === undefined) return made;
  const path = relativePosix(folder.shown, overlay.folder);
  return { ...made, overlay: { path, sha256: sha256OfFiles(overlay.files) } };
}

/** What a run was made from, in one text: another one, where something of it has changed. */
export function identityOf({ document, overlay }: Inputs): string {
  return `${document.sha256} ${sha256OfFiles(overlay.files)}`;
}

/** The files and folders that a run was made from; those that are missing too. */
export function readsOf({ document, overlay }: Inputs): readonly string[] {
  return overlay.folder === undefined
    ? document.reads
    : [...document.reads, resolve(overlay.folder)];
}

/** Whether the last run had the same inputs and version, and its files are as it left them. */
export function nothingMoved(inputs: Inputs, version: string): boolean {
  const { root, manifest } = inputs.folder;
  if (manifest === undefined) return false;
  const expected = { ...manifestOf(inputs, version, new Map()), files: manifest.files };
  const found = readIn(root, MANIFEST);
  const same = found !== undefined && sha256(found) === sha256(printManifest(expected));
  return same && isUntouched(inputs.folder);
}
