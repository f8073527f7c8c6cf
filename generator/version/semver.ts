// Versions: read, compared, and raised by the weight of what changed. Before 1.0.0 a breaking change
// raises the minor number and everything else the patch number, as npm's `^0.2.0` expects.
import type { Weight } from "../diff/change.ts";

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** The identifiers after a hyphen; none: no pre-release. */
  readonly pre: readonly string[];
}

/** The version of a package that nobody has named one for. */
export const FIRST = "0.1.0";

const NUMBER = "(0|[1-9]\\d*)";
const IDENTIFIER = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
const VERSION = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${IDENTIFIER}(?:\\.${IDENTIFIER})*))?$`,
);

/** The version in a text; undefined where it is none that npm takes. Build metadata is none. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch, pre] = VERSION.exec(text) ?? [];
  if (major === undefined) return undefined;
  const numbers = { major: Number(major), minor: Number(minor), patch: Number(patch) };
  if (!Object.values(numbers).every(Number.isSafeInteger)) return undefined;
  return { ...numbers, pre: pre === undefined ? [] : pre.split(".") };
}

export function printVersion({ major, minor, patch, pre }: Version): string {
  return `${major}.${minor}.${patch}${pre.length === 0 ? "" : `-${pre.join(".")}`}`;
}

/** Less than 0 where `a` comes before `b`; a pre-release comes before its version. */
export function compareVersions(a: Version, b: Version): number {
  const numbers = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
  if (numbers !== 0) return numbers;
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (const [index, own] of a.pre.entries()) {
    const other = b.pre[index];
    if (other === undefined) return 1;
    if (own !== other) return compareIdentifiers(own, other);
  }
  return a.pre.length - b.pre.length;
}

function compareIdentifiers(a: string, b: string): number {
  const [own, other] = [a, b].map((text) => (/^\d+$/.test(text) ? Number(text) : undefined));
  if (own !== undefined && other !== undefined) return own - other;
  if (own !== undefined) return -1;
  if (other !== undefined) return 1;
  return a < b ? -1 : 1;
}

/** The version after one, for a change of this weight; a pre-release is followed by the next of it. */
export function nextVersion(last: Version, weight: Weight): Version {
  if (last.pre.length > 0) return { ...last, pre: nextPre(last.pre) };
  const { major, minor, patch } = last;
  const heavy = major === 0 ? lighter(weight) : weight;
  if (heavy === "major") return { major: major + 1, minor: 0, patch: 0, pre: [] };
  if (heavy === "minor") return { major, minor: minor + 1, patch: 0, pre: [] };
  return { major, minor, patch: patch + 1, pre: [] };
}

/** What a weight raises before 1.0.0. */
function lighter(weight: Weight): Weight {
  return weight === "major" ? "minor" : "patch";
}

function nextPre(pre: readonly string[]): readonly string[] {
  const last = pre.at(-1) ?? "";
  return /^\d+$/.test(last) ? pre.with(-1, String(Number(last) + 1)) : [...pre, "1"];
}
