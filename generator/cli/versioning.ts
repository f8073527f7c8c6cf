// Gives a package its version and its changelog: compares what was produced with what was released last,
// and lets the heavier of document and declarations decide. Writes nothing; asked again it says the same.
import { type Change, heaviest } from "../diff/change.ts";
import { CHANGELOG, withUnreleased } from "../version/changelog.ts";
import { firstPlan, nextPlan, type Plan } from "../version/plan.ts";
import type { CodeChange } from "./declarations/change.ts";
import { textIn } from "./folder.ts";
import type { World } from "./generate-command.ts";
import type { Inputs } from "./inputs.ts";
import { lastPlan } from "./last-plan.ts";
import { sha256OfFiles } from "./manifest.ts";
import { PACKAGE, versionOf, withVersion } from "./package-version.ts";
import { Refusal } from "./refusal.ts";
import { baselineOf, type Released } from "./released.ts";

export interface Versioned {
  readonly files: ReadonlyMap<string, string>;
  /** Undefined where the version is left to others. */
  readonly plan: Plan | undefined;
}

/** The produced files with their version and changelog; `built` are built files, where there are some. */
export async function versioned(
  inputs: Inputs,
  files: ReadonlyMap<string, string>,
  built: ReadonlyMap<string, string>,
  { own, progress }: Pick<World, "own" | "progress">,
): Promise<Versioned> {
  const existing = textIn(inputs.folder.root, CHANGELOG);
  if (inputs.options.versionPolicy === "none") {
    const known = inputs.folder.manifest?.files.has(CHANGELOG) === true;
    // What was written while the version was ours stays, and is not cleared away.
    const kept = known && existing !== undefined && !files.has(CHANGELOG);
    return { files: kept ? new Map([...files, [CHANGELOG, existing]]) : files, plan: undefined };
  }
  refuseForeign(files);
  const plan = await planOf(inputs, files, built, { own, progress });
  const changelog = withUnreleased(existing, plan.unreleased);
  return { files: new Map([...withVersion(files, plan.version), [CHANGELOG, changelog]]), plan };
}

function refuseForeign(files: ReadonlyMap<string, string>): void {
  if (!files.has(CHANGELOG)) return;
  throw new Refusal(
    1,
    `The overlay has a file ${CHANGELOG}, and onespec writes that file itself.`,
    "Move its entries below the unreleased one of the output's, or give --version-policy none.",
  );
}

async function planOf(
  inputs: Inputs,
  files: ReadonlyMap<string, string>,
  built: ReadonlyMap<string, string>,
  { own, progress }: Pick<World, "own" | "progress">,
): Promise<Plan> {
  const released = inputs.folder.manifest?.released;
  if (released === undefined) return firstPlan(versionOf(files.get(PACKAGE) ?? "{}"));
  if (released.content === contentOf(files)) return nextPlan(released.version, [], true);
  const last = lastPlan(inputs, files, own);
  if (last !== undefined) return last;
  progress(`comparing with ${released.version}`);
  const changes = await changesSince(released, inputs, files, built, own.root);
  return nextPlan(released.version, changes, false);
}

/** One hash of what a release publishes: everything but its version and the changelog. */
export function contentOf(files: ReadonlyMap<string, string>): string {
  return sha256OfFiles(new Map([...withVersion(files, "")].filter(([path]) => path !== CHANGELOG)));
}

/** The document's copy in the package, which is all of it in one text. */
export function documentIn(
  files: ReadonlyMap<string, string>,
): { readonly path: string; readonly text: string } | undefined {
  for (const path of ["openapi.yaml", "openapi.json"]) {
    const text = files.get(path);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}

async function changesSince(
  released: Released,
  { folder, options }: Inputs,
  files: ReadonlyMap<string, string>,
  built: ReadonlyMap<string, string>,
  onespec: string,
): Promise<readonly Change[]> {
  const { document, declarations } = baselineOf(released);
  const [{ declarationsOf }, { compareDeclarations }] = await Promise.all([
    import("./declarations/read.ts"),
    import("./declarations/compare.ts"),
  ]);
  const said = await documentChanges(document, documentIn(files));
  const code = compareDeclarations(declarations, declarationsOf(files, built), [
    folder.root,
    onespec,
  ]);
  const weighed = [...said, ...unsaid(code, said)];
  if (options.undecided === undefined) return weighed;
  const weight = options.undecided;
  return weighed.map((one) => (one.verdict === "undecided" ? { ...one, weight } : one));
}

/** Changes of declarations that do not only repeat what has changed in the document. */
function unsaid(code: readonly CodeChange[], said: readonly Change[]): readonly Change[] {
  const most = heaviest(said);
  return code.filter(({ derived, weight }) => {
    return !derived || most === undefined || heaviest([{ weight: most }, { weight }]) !== most;
  });
}

type Copy = { readonly path: string; readonly text: string };

async function documentChanges(old: Copy, next: Copy | undefined): Promise<readonly Change[]> {
  if (next === undefined || old.text === next.text) return [];
  const [{ load }, { link }, { diff }] = await Promise.all([
    import("../document/load.ts"),
    import("../document/link.ts"),
    import("../diff/diff.ts"),
  ]);
  const [before, after] = [old, next].map((copy) => load(copy).document);
  if (before === undefined || after === undefined) return [UNREADABLE];
  return diff(link(before).document, link(after).document).changes;
}

const UNREADABLE: Change = {
  code: "document-unreadable",
  weight: "major",
  verdict: "undecided",
  subject: "",
  message: "The document of the last release can't be read by this version of onespec.",
  wire: "",
  caller: "",
  old: undefined,
  new: undefined,
  witness: undefined,
  keyword: undefined,
};
