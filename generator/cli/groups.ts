// Findings that say the same at many places, as one; and which of many are shown. Pure.
import type { Finding } from "./findings.ts";

export interface Group {
  /** The first of them. */
  readonly finding: Finding;
  /** The others, in their order. */
  readonly more: readonly Finding[];
}

/** Findings by what they say, in the order of their first places. */
export function grouped(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { code, severity, message, help } = finding;
    const key = JSON.stringify([code, severity, message, help]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()].map(([finding, ...more]) => ({ finding: finding!, more }));
}

/** At most so many, errors before warnings where not all have room; their order stays. */
export function mostUrgent(groups: readonly Group[], most: number): readonly Group[] {
  if (groups.length <= most) return groups;
  const isError = ({ finding }: Group): boolean => finding.severity === "error";
  const first = [...groups.filter(isError), ...groups.filter((group) => !isError(group))];
  const chosen = new Set(first.slice(0, most));
  return groups.filter((group) => chosen.has(group));
}
