// Unions that no tag parts: which branches hold, and which one comes nearest where none does.
import { isObject, own } from "./tests.ts";
import { type Collector, type Issue, type Place, report } from "./validate.ts";

/**
 * A union that no tag parts; `holds` says which branches accept the value. Where none does, the issues
 * of the nearest one are told. A property may claim a branch, by names of each: then that is it.
 */
export function union(
  value: unknown,
  holds: readonly boolean[],
  keyword: string,
  branches: readonly Collector[],
  at: Place,
  tag: string = "",
  names: readonly (readonly unknown[])[] = [],
): void {
  const matches = [...holds.keys()].filter((index) => holds[index]);
  if (matches.length > 1) {
    const found = matches.map((index) => `${keyword}/${index}`).join(" and ");
    report(at, keyword, { matches }, `must match one alternative only, matches ${found}`);
  }
  if (matches.length > 0) return;
  // Inside of a branch that is only tried none is tried again, which would explode.
  const tried = at.trial === true ? [] : branches.map((branch) => attempt(branch, value, at));
  const claimed = isObject(value) ? own(value, tag) : undefined;
  const chosen = names.findIndex((some) => some.includes(claimed));
  const nearest = tried[chosen] ?? nearestOf(tried, at.path.length);
  const [first] = nearest;
  const where = first === undefined || first.pointer === "" ? "" : `${first.pointer} `;
  const hint = first === undefined ? "" : `; nearest: ${where}${first.message}`;
  report(at, keyword, { nearest }, `must match one of ${branches.length} alternatives${hint}`);
}
/** Another type is farthest, then another pinned value, then more issues; of as many, less deep ones. */
function nearestOf(tried: readonly (readonly Issue[])[], depth: number): readonly Issue[] {
  const ranked = tried.map((issues) => {
    let [other, pinned, least] = [0, 0, 1_000];
    for (const { path, keyword } of issues) {
      const below = path.length - depth;
      if (below === 0 && keyword === "type") other = 1;
      if (below === 1 && (keyword === "const" || keyword === "enum")) pinned++;
      least = Math.min(least, below);
    }
    return { issues, rank: (other * 1_000 + pinned) * 1e9 + issues.length - least / 1e4 };
  });
  return ranked.sort((a, b) => a.rank - b.rank)[0]?.issues ?? [];
}
function attempt(branch: Collector, value: unknown, { path }: Place): readonly Issue[] {
  const place: Place = { path: [...path], issues: [], trial: true };
  branch(value, place);
  return place.issues;
}
