// `onespec generate`: reads, generates, compares or type-checks and writes. The order is the point:
// nothing touches the folder before everything that can be refused has been.
import { basename, posix, resolve } from "node:path";
import type { Coverage } from "../coverage.ts";
import { hasErrors } from "../diagnostics.ts";
import type { GenerateInput, GenerateOutput } from "../generate.ts";
import type { Memory } from "../memory.ts";
import type { Without } from "../parts.ts";
import type { Plan } from "../version/plan.ts";
import { refuseNewer } from "./again.ts";
import type { Own } from "./assets.ts";
import type { Builder } from "./build.ts";
import { findDrift, findReasons } from "./check.ts";
import { planDist } from "./dist.ts";
import { diagnosticFindings, type Finding, typeFindings } from "./findings.ts";
import { type Inputs, manifestOf, nothingMoved, readInputs } from "./inputs.ts";
import { MANIFEST, printManifest } from "./manifest.ts";
import { planChanges } from "./plan.ts";
import { sourceOf, textsOf } from "./read.ts";
import { Refusal } from "./refusal.ts";
import { blankOutcome, type Outcome } from "./report.ts";
import { versioned } from "./versioning.ts";
import { applyChanges, type Change } from "./write.ts";

/** The arguments of `onespec generate`. */
export interface GenerateRequest {
  readonly document: string;
  readonly out: string;
  readonly overlay: string | undefined;
  readonly name: string | undefined;
  /** Whether validators assert formats. */
  readonly formats: "assert" | "annotate";
  /** Whether the version and the changelog are kept here, or left to others. */
  readonly versionPolicy: "semver" | "none";
  /** What a change weighs that could not be decided. */
  readonly undecided: "major" | "minor";
  /** How many varied values of each schema the fixtures have. */
  readonly samples: number;
  /** Parts that are not made. */
  readonly without: Without;
  readonly check: boolean;
  readonly build: boolean;
  /** Whether a warning fails the run. */
  readonly strict: boolean;
  /** Whether to say what was emitted for each operation and schema. */
  readonly coverage?: boolean;
  /** Whether the network may be asked for the document, and for what it refers to. */
  readonly allowRemote: boolean;
}

/** What runs that follow each other share. */
export interface Session {
  readonly memory: Memory;
  readonly builderOf: (root: string, own: string) => Promise<Builder>;
}

/** What the command is given: no global is used. */
export interface World {
  readonly own: Own;
  readonly templates: () => ReadonlyMap<string, string>;
  /** Loads the pure function; it is not needed where `--check` can answer without it. */
  readonly load: () => Promise<(input: GenerateInput) => GenerateOutput>;
  readonly stdin: () => Promise<Uint8Array>;
  /** Milliseconds from any start. */
  readonly now: () => number;
  readonly progress: (text: string) => void;
  /** Runs work that a signal must not cut in two. */
  readonly uninterrupted: (work: () => void) => Promise<void>;
  /** Undefined: this run is the only one. */
  readonly session?: Session;
}

/** The outcome, and the texts that its diagnostics point into, by file name. */
export interface Run {
  readonly outcome: Outcome;
  readonly texts: ReadonlyMap<string, string>;
  readonly inputs: Inputs;
}

/** What a way to run adds to the outcome. */
interface Ending {
  readonly part: Partial<Outcome>;
  readonly texts?: Run["texts"];
}

/** Runs the command; a document's faults are in the outcome, and a Refusal is thrown for the rest. */
export async function generateCommand(request: GenerateRequest, world: World): Promise<Run> {
  const started = world.now();
  world.progress(`reading ${request.document}`);
  const inputs = await readInputs(request, world.stdin);
  refuseNewer(inputs.folder, world.own.version);
  const { part, texts = [] } = await (request.check ? check : write)(inputs, request, world);
  const source = sourceOf(inputs.document);
  const { path: shown } = source;
  const seconds = Math.round(world.now() - started) / 1000;
  const outcome = { ...blankOutcome(request, shown), ...part, seconds };
  return { outcome, texts: new Map([...texts, ...textsOf(source)]), inputs };
}

/** What the outcome says of the package's version. */
function packageOf({ folder }: Inputs, plan: Plan | undefined): Outcome["package"] {
  if (plan === undefined) return undefined;
  const { version, weight, unreleased } = plan;
  const released = folder.manifest?.released?.version;
  return { version, released, weight, changed: unreleased !== undefined };
}

async function check(inputs: Inputs, request: GenerateRequest, world: World): Promise<Ending> {
  const { version, compiled } = world.own;
  const { coverage: asked } = request;
  if (compiled && asked !== true && nothingMoved(inputs, version)) return { part: { ok: true } };
  const produced = await generateFiles(inputs, request, world);
  const { diagnostics } = produced;
  const { coverage } = produced;
  if (produced.failed) return { part: { diagnostics, coverage } };
  const { files, plan } = await versioned(inputs, produced.files, new Map(), world);
  const manifest = manifestOf(inputs, version, files);
  const drift = findDrift(inputs.folder, files, printManifest(manifest));
  const reasons = findReasons(drift, inputs.folder.manifest, manifest);
  const package_ = packageOf(inputs, plan);
  const ok = drift.length === 0;
  return { part: { ok, drift, reasons, diagnostics, coverage, package: package_ } };
}

async function write(inputs: Inputs, request: GenerateRequest, world: World): Promise<Ending> {
  const { folder } = inputs;
  const produced = await generateFiles(inputs, request, world);
  const { diagnostics, coverage } = produced;
  if (produced.failed) return { part: { diagnostics, coverage } };
  const built = await compile(inputs, produced.files, request, world);
  if (built.problems.length > 0)
    return { part: { diagnostics: built.problems }, texts: built.texts };
  const { files, plan: version } = await versioned(inputs, produced.files, built.files, world);
  world.progress("writing");
  const manifest = printManifest(manifestOf(inputs, world.own.version, files));
  const { changes, ...plan } = planChanges(folder, files, manifest);
  const all = [...changes, ...built.changes];
  await world.uninterrupted(() => applyChanges(folder.root, all));
  const package_ = packageOf(inputs, version);
  const done = { ...plan, ok: true, built: built.count, package: package_ };
  return { part: { ...done, diagnostics, coverage } };
}

export interface Generated {
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Finding[];
  readonly failed: boolean;
  /** Where it was asked for, and nothing was refused. */
  readonly coverage?: Coverage | undefined;
}

/** Reads and generates, and compares nothing. */
export async function generateFiles(
  { document, overlay, options }: Inputs,
  request: Pick<GenerateRequest, "strict" | "coverage">,
  world: World,
): Promise<Generated> {
  world.progress("generating");
  const generate = await world.load();
  const { path, text, files: referenced } = document;
  const source = sourceOf(document);
  if (hasErrors(document.diagnostics)) {
    const found = diagnosticFindings(source, document.diagnostics);
    return { files: new Map(), diagnostics: found, failed: true };
  }
  const { files, diagnostics, coverage } = generate({
    document: { path, text },
    files: referenced,
    runtime: world.templates(),
    overlay: { name: basename(resolve(overlay.folder ?? "")), files: overlay.files },
    options,
    memory: world.session?.memory,
  });
  if (files.has(MANIFEST)) {
    const help = "Remove it: onespec writes that file itself.";
    throw new Refusal(1, `The overlay has a file ${MANIFEST}.`, help);
  }
  const failed = hasErrors(diagnostics) || (request.strict && diagnostics.length > 0);
  return {
    files,
    diagnostics: diagnosticFindings(source, diagnostics),
    failed,
    coverage: request.coverage === true ? coverage?.() : undefined,
  };
}

interface Compiled {
  readonly problems: readonly Finding[];
  readonly texts: ReadonlyMap<string, string>;
  readonly changes: readonly Change[];
  /** All built files by path, also those that are not shipped. */
  readonly files: ReadonlyMap<string, string>;
  /** The number of built files. */
  readonly count: number | undefined;
}

const NOT_BUILT: Compiled = {
  problems: [],
  texts: new Map(),
  changes: [],
  files: new Map(),
  count: undefined,
};

async function newBuilder(root: string, own: string): Promise<Builder> {
  const { createBuilder } = await import("./build.ts");
  return createBuilder(root, own);
}

async function compile(
  { folder, overlay }: Inputs,
  files: ReadonlyMap<string, string>,
  request: GenerateRequest,
  world: World,
): Promise<Compiled> {
  if (!request.build) return NOT_BUILT;
  world.progress("type-checking");
  const builderOf = world.session?.builderOf ?? newBuilder;
  const built = await (await builderOf(folder.root, world.own.root))(files);
  if (built.problems.length > 0) {
    const { findings, texts } = typeFindings(built.problems, files, overlay, folder.shown);
    return { ...NOT_BUILT, problems: findings, texts };
  }
  const { ship } = await import("./ship.ts");
  const own = overlay.folder && posix.join(built.folder, basename(resolve(overlay.folder)));
  const shipped = await ship(built.files, files.get("package.json") ?? "{}", own);
  const changes = planDist(folder.root, built.folder, shipped);
  return { ...NOT_BUILT, changes, files: built.files, count: shipped.size };
}
