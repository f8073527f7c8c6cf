// The version that a package has now, and the entry of its changelog: of what was released last and of
// what has changed since. However often it is asked, the answer is the same: nothing stacks.
import { heaviest, type Weight } from "../diff/change.ts";
import type { Unreleased } from "./changelog.ts";
import { entryBody, FIRST_RELEASE, INSIDE, type Line } from "./entry.ts";
import { FIRST, nextVersion, parseVersion, printVersion } from "./semver.ts";

export interface Plan {
  readonly version: string;
  /** The heaviest change since the last release; undefined: nothing, or there was none. */
  readonly weight: Weight | undefined;
  /** Undefined where the package is what was released. */
  readonly unreleased: Unreleased | undefined;
}

/** Before the first release: the version that the document or an overlay names. */
export function firstPlan(named: string): Plan {
  // 0.0.0 stands in package.json where nothing names a version that npm takes.
  const version = parseVersion(named) === undefined || named === "0.0.0" ? FIRST : named;
  return { version, weight: undefined, unreleased: { version, body: FIRST_RELEASE } };
}

/** After a release: `lines` are the changes since, `same` says that the package's files are those. */
export function nextPlan(released: string, lines: readonly Line[], same: boolean): Plan {
  const said = lines.length === 0 && !same ? [INSIDE] : lines;
  const weight = heaviest(said);
  const last = parseVersion(released);
  if (weight === undefined || last === undefined)
    return { version: released, weight: undefined, unreleased: undefined };
  const version = printVersion(nextVersion(last, weight));
  return { version, weight, unreleased: { version, body: entryBody(said) } };
}
