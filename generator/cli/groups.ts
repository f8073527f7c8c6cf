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

/**
 * At most so many where not all have room: errors before warnings, and of each code the first before the
 * second of any; their order stays.
 */
export function mostUrgent(groups: readonly Group[], most: number): readonly Group[] {
  if (groups.length <= most) return groups;
  const seen = new Map<string, number>();
  const ranked = groups.map((group) => {
    const { code, severity } = group.finding;
    const rank = (seen.get(code) ?? 0) + 1;
    seen.set(code, rank);
    return { group, isError: severity === "error", rank };
  });
  ranked.sort((a, b) => Number(b.isError) - Number(a.isError) || a.rank - b.rank);
  const chosen = new Set(ranked.slice(0, most).map(({ group }) => group));
  return groups.filter((group) => chosen.has(group));
}
