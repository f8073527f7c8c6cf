// Compares a folder with what a run would write into it. Changes nothing.
import { type Folder, hashIn } from "./folder.ts";
import { CHANGELOG } from "../version/changelog.ts";
import { MANIFEST, type Manifest, sha256 } from "./manifest.ts";
import { leftovers } from "./plan.ts";

/** How a file of the folder differs from what a run would write. */
export interface Drift {
  readonly path: string;
  readonly state: "missing" | "edited" | "stale" | "superfluous";
}

/** Every file that a run would change, and why; [] where the folder is up to date. */
export function findDrift(
  folder: Folder,
  files: ReadonlyMap<string, string>,
  manifest: string,
): readonly Drift[] {
  const drift: Drift[] = [];
  for (const [path, text] of [...files, [MANIFEST, manifest] as const]) {
    const found = hashIn(folder.root, path);
    if (found === sha256(text)) continue;
    const last = folder.manifest?.files.get(path);
    const state = found === undefined ? "missing" : (last ?? found) === found ? "stale" : "edited";
    drift.push({ path, state });
  }
  const { removed } = leftovers(folder, files);
  return [...drift, ...removed.map((path) => ({ path, state: "superfluous" as const }))];
}

/** What moved between the last run and the next, in words; [] where only the folder did. */
export function findReasons(
  drift: readonly Drift[],
  last: Manifest | undefined,
  next: Manifest,
): readonly string[] {
  if (last === undefined) return [];
  const reasons = [...findMoved(last, next)];
  const edited = last.files.get(CHANGELOG) !== next.files.get(CHANGELOG);
  if (edited && drift.every(({ path }) => path === MANIFEST)) {
    reasons.push(`${CHANGELOG} was edited; that stays, and is to be noted`);
  }
  // The manifest follows whatever else has moved.
  const others = drift.filter(({ path }) => path !== MANIFEST);
  const stale = (others.length === 0 ? drift : others).some(({ state }) =>
    ["stale", "superfluous"].includes(state),
  );
  return stale && reasons.length === 0 ? ["the generator or its templates have changed"] : reasons;
}

function findMoved(last: Manifest, next: Manifest): readonly string[] {
  const reasons: string[] = [];
  if (last.document.path !== next.document.path) {
    reasons.push(`the last run read ${last.document.path}, this one ${next.document.path}`);
  } else if (last.document.sha256 !== next.document.sha256) {
    reasons.push(`${next.document.path} has changed`);
  }
  if (last.overlay?.sha256 !== next.overlay?.sha256) reasons.push("the overlay has changed");
  if (canonical(last.options) !== canonical(next.options)) {
    reasons.push(`the options were ${canonical(last.options)} and are ${canonical(next.options)}`);
  }
  if (last.onespec !== next.onespec) {
    reasons.push(`the last run was onespec ${last.onespec}, this one is ${next.onespec}`);
  }
  return reasons;
}

/** Whether every file is as the last run left it; says nothing about what a run would write. */
export function isUntouched(folder: Folder): boolean {
  const files = folder.manifest?.files ?? new Map<string, string>();
  return [...files].every(([path, hash]) => hashIn(folder.root, path) === hash);
}

/** Options as one text, in whatever order they were given. */
export function canonical(options: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(options).sort()));
}
