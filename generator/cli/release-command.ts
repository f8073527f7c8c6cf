// `onespec release`: makes what is generated the last release: closes the changelog's entry and keeps the
// document and the declarations for the next comparison. It publishes nothing and runs no git.
import type { Weight } from "../diff/change.ts";
import { CHANGELOG, closed } from "../version/changelog.ts";
import type { Plan } from "../version/plan.ts";
import { compareVersions, parseVersion } from "../version/semver.ts";
import { openMade, refuseNewer, requestOf } from "./again.ts";
import { type Drift, findDrift, findReasons } from "./check.ts";
import { declarationsOf } from "./declarations/read.ts";
import type { Finding } from "./findings.ts";
import { generateFiles, type Run, type World } from "./generate-command.ts";
import { type Inputs, manifestOf, readInputs } from "./inputs.ts";
import { type Manifest, printManifest } from "./manifest.ts";
import { planChanges } from "./plan.ts";
import { sourceOf, textsOf } from "./read.ts";
import { Refusal } from "./refusal.ts";
import { release } from "./released.ts";
import { withVersion } from "./package-version.ts";
import { contentOf, documentIn, versioned } from "./versioning.ts";
import { applyChanges } from "./write.ts";

/** The arguments of `onespec release`. */
export interface ReleaseRequest {
  readonly folder: string;
  /** The day that the changelog's entry names: YYYY-MM-DD. */
  readonly date: string | undefined;
  /** Another version than the next; it must not be lower. */
  readonly as: string | undefined;
  readonly allowRemote: boolean;
}

/** What came of it; `--json` prints it as it is. */
export interface ReleaseOutcome {
  readonly command: "release";
  readonly ok: boolean;
  readonly folder: string;
  /** Undefined where nothing was released. */
  readonly version: string | undefined;
  /** The release before; undefined: this is the first. */
  readonly before: string | undefined;
  readonly weight: Weight | undefined;
  readonly drift: readonly Drift[];
  readonly reasons: readonly string[];
  readonly diagnostics: readonly Finding[];
}

export async function releaseCommand(
  request: ReleaseRequest,
  world: World,
): Promise<{ readonly outcome: ReleaseOutcome; readonly texts: Run["texts"] }> {
  const made = openMade(request.folder);
  const { manifest } = made;
  refuseNewer(made, world.own.version);
  const generate = requestOf(made, request.allowRemote);
  if (generate.versionPolicy === "none") throw leftToOthers(request.folder);
  world.progress(`reading ${generate.document}`);
  const inputs = await readInputs(generate, world.stdin);
  const texts = textsOf(sourceOf(inputs.document));
  const produced = await generateFiles(inputs, generate, world);
  const { diagnostics } = produced;
  const before = manifest.released?.version;
  const blank = { command: "release", folder: request.folder, before, diagnostics } as const;
  const failed = { ...blank, ok: false, version: undefined, weight: undefined };
  if (produced.failed) return { outcome: { ...failed, drift: [], reasons: [] }, texts };
  const { files, plan } = await versioned(inputs, produced.files, new Map(), world);
  const next = manifestOf(inputs, world.own.version, files);
  const drift = findDrift(inputs.folder, files, printManifest(next));
  const reasons = findReasons(drift, manifest, next);
  if (drift.length > 0) return { outcome: { ...failed, drift, reasons }, texts };
  const version = await close(inputs, files, plan!, request, world);
  const outcome = { ...blank, ok: true, version, weight: plan!.weight, drift, reasons };
  return { outcome, texts };
}

function leftToOthers(folder: string): Refusal {
  return new Refusal(
    1,
    `${folder} was generated with --version-policy none: its version is left to others.`,
    "Generate it without that option to have onespec keep the version.",
  );
}

/** Writes the release; gives its version. */
async function close(
  inputs: Inputs,
  files: ReadonlyMap<string, string>,
  plan: Plan,
  { as, date }: ReleaseRequest,
  world: World,
): Promise<string> {
  const { folder } = inputs;
  const before = folder.manifest?.released?.version;
  if (plan.unreleased === undefined) throw nothingNew(folder.shown, before ?? "");
  const version = as ?? plan.version;
  refuseLower(version, plan.version, before);
  const changelog = closed(files.get(CHANGELOG)!, { ...plan.unreleased, version }, date);
  const all = new Map([...withVersion(files, version), [CHANGELOG, changelog]]);
  world.progress("packing what was released");
  const released = release(version, contentOf(all), {
    document: documentIn(all) ?? { path: "openapi.yaml", text: "" },
    declarations: declarationsOf(all, new Map()),
  });
  const manifest: Manifest = { ...manifestOf(inputs, world.own.version, all), released };
  const { changes } = planChanges(folder, all, printManifest(manifest));
  world.progress("writing");
  await world.uninterrupted(() => applyChanges(folder.root, changes));
  return version;
}

function nothingNew(folder: string, before: string): Refusal {
  return new Refusal(
    1,
    `Nothing in ${folder} has changed since ${before}.`,
    "There is nothing to release; the package that is published is this one.",
  );
}

function refuseLower(version: string, least: string, before: string | undefined): void {
  const [wanted, next, last] = [version, least, before ?? ""].map(parseVersion);
  if (wanted === undefined) {
    throw new Refusal(2, `${version} is no version.`, "Write one such as 1.0.0 or 2.0.0-beta.1.");
  }
  // Before the first release nothing demands a version.
  if (last === undefined || next === undefined || compareVersions(wanted, next) >= 0) return;
  throw new Refusal(
    1,
    `${version} is too low: what has changed since ${before} demands ${least} at least.`,
    "Give that or a higher version, or leave --as out.",
  );
}
