// The version and the entry that the last run found, where nothing has moved since: comparing a large
// package with its last release takes longer than all the rest of a run.
import { CHANGELOG, unreleasedIn } from "../version/changelog.ts";
import { weightOf } from "../version/entry.ts";
import type { Plan } from "../version/plan.ts";
import { nextVersion, parseVersion, printVersion } from "../version/semver.ts";
import type { Own } from "./assets.ts";
import { canonical } from "./check.ts";
import { textIn } from "./folder.ts";
import type { Inputs } from "./inputs.ts";
import { sha256 } from "./manifest.ts";
import { PACKAGE, versionOf, withVersion } from "./package-version.ts";

/** The plan as it stands in the folder; undefined where it must be made anew. */
export function lastPlan(
  { folder, options }: Inputs,
  files: ReadonlyMap<string, string>,
  own: Own,
): Plan | undefined {
  const { manifest, root } = folder;
  // Without a build the code may move while the version stays.
  if (!own.compiled || manifest?.onespec !== own.version) return undefined;
  if (canonical(options) !== canonical(manifest.options)) return undefined;
  const [changelog, packageJson] = [CHANGELOG, PACKAGE].map((path) => textIn(root, path));
  if (changelog === undefined || packageJson === undefined) return undefined;
  if (manifest.files.get(PACKAGE) !== sha256(packageJson)) return undefined;
  const version = versionOf(packageJson);
  const made = new Map([...withVersion(files, version), [CHANGELOG, changelog]]);
  const same = [...made].every(([path, text]) => manifest.files.get(path) === sha256(text));
  if (!same || manifest.files.size !== made.size) return undefined;
  return planIn(changelog, version, manifest.released?.version ?? "");
}

/** What a changelog says of a version, where that is the one that follows from what it says. */
function planIn(changelog: string, version: string, released: string): Plan | undefined {
  const body = unreleasedIn(changelog);
  const weight = weightOf(body);
  const last = parseVersion(released);
  if (weight === undefined || last === undefined) return undefined;
  if (printVersion(nextVersion(last, weight)) !== version) return undefined;
  return { version, weight, unreleased: { version, body } };
}
