// `onespec pack`: a tarball that may be published: checked against the document, type-checked, built,
// packed, tried in an empty project and looked at by publint and attw. It publishes nothing.
import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseVersion } from "../version/semver.ts";
import { openMade, requestOf } from "./again.ts";
import type { Drift } from "./check.ts";
import type { Finding } from "./findings.ts";
import { generateCommand, type Run, type World } from "./generate-command.ts";
import { interruptible } from "./interrupt.ts";
import { inEmptyProject, type Trial, tryEntries } from "./pack-project.ts";
import { attw, publint, type Verdict } from "./pack-tools.ts";
import { relativePosix } from "./paths.ts";
import { npm } from "./process.ts";
import { Refusal } from "./refusal.ts";

/** The arguments of `onespec pack`. */
export interface PackRequest {
  readonly folder: string;
  /** The folder for the tarball. */
  readonly out: string;
  readonly allowRemote: boolean;
}

/** What came of it; `--json` prints it as it is. */
export interface PackOutcome {
  readonly command: "pack";
  readonly ok: boolean;
  readonly folder: string;
  readonly drift: readonly Drift[];
  readonly reasons: readonly string[];
  readonly diagnostics: readonly Finding[];
  readonly packed: Packed | undefined;
  readonly trial: Trial | undefined;
  readonly tools: readonly Verdict[];
  /** What publishes it; undefined where something is wrong. */
  readonly publish: string | undefined;
  /** Whether its version was released; undefined where that is left to others. */
  readonly released: boolean | undefined;
}

export interface Packed {
  /** From the current folder. */
  readonly tarball: string;
  readonly name: string;
  readonly version: string;
  readonly files: number;
  readonly bytes: number;
}

type Ended = { readonly outcome: PackOutcome; readonly texts: Run["texts"] };

export async function packCommand(request: PackRequest, world: World): Promise<Ended> {
  const made = openMade(request.folder);
  const generate = requestOf(made, request.allowRemote);
  const blank: PackOutcome = {
    ...{ command: "pack", ok: false, folder: request.folder, drift: [], reasons: [] },
    ...{ diagnostics: [], packed: undefined, trial: undefined, tools: [] },
    ...{ publish: undefined, released: undefined },
  };
  const checked = await generateCommand({ ...generate, check: true }, world);
  const { drift, reasons, diagnostics } = checked.outcome;
  if (!checked.outcome.ok) {
    return { outcome: { ...blank, drift, reasons, diagnostics }, texts: checked.texts };
  }
  const built = await generateCommand(generate, world);
  if (!built.outcome.ok) {
    return { outcome: { ...blank, diagnostics: built.outcome.diagnostics }, texts: built.texts };
  }
  const state = built.outcome.package;
  const released = state === undefined ? undefined : !state.changed;
  const before = { ...blank, diagnostics: built.outcome.diagnostics, released };
  const outcome = await interruptible((stop) => tried(before, made.root, request, world, stop));
  return { outcome, texts: built.texts };
}

async function tried(
  outcome: PackOutcome,
  root: string,
  { out }: PackRequest,
  world: World,
  stop: AbortSignal,
): Promise<PackOutcome> {
  world.progress("packing");
  const packed = await runPack(root, out, stop);
  const tarball = resolve(packed.tarball);
  const from = [".", root, world.own.root];
  const ended = await inEmptyProject(
    tarball,
    async (project, installed) => {
      world.progress("trying it in an empty project");
      const trial = await tryEntries(project, installed, packed.name, stop);
      world.progress("asking publint and attw");
      const tools = [
        await publint(installed, from, stop),
        await attw(tarball, dataEntries(installed), from, stop),
      ];
      return { trial, tools };
    },
    packed.name,
    stop,
  );
  if ("problem" in ended) {
    return { ...outcome, packed, trial: { problems: [ended.problem], tried: 0, skipped: [] } };
  }
  const { trial, tools } = ended;
  const ok = trial.problems.length === 0 && tools.every(({ state }) => state !== "failed");
  return { ...outcome, ok, packed, trial, tools, publish: ok ? publishLine(packed) : undefined };
}

/** Runs `npm pack`; gives what it made. */
async function runPack(root: string, out: string, stop: AbortSignal): Promise<Packed> {
  mkdirSync(out, { recursive: true });
  const { exitCode, stdout, output } = await npm(
    ["pack", "--json", "--pack-destination", resolve(out)],
    { cwd: root, stop },
  );
  if (exitCode !== 0) throw new Refusal(1, "npm can't pack it.", output.trim());
  const parsed = JSON.parse(stdout.slice(stdout.search(/^[[{]/m))) as
    readonly Told[] | Readonly<Record<string, Told>>;
  const [first] = Object.values(parsed);
  const { name, version, entryCount, unpackedSize } = first!;
  // Older versions of npm tell the name with the scope's slash in it.
  const file = first!.filename.replace(/^@/, "").replace("/", "-");
  return {
    tarball: shownPath(join(out, file)),
    name,
    version,
    files: entryCount,
    bytes: unpackedSize,
  };
}

interface Told {
  readonly filename: string;
  readonly name: string;
  readonly version: string;
  readonly entryCount: number;
  readonly unpackedSize: number;
}

/** As npm takes it for a file, and not for the name of a package. */
function shownPath(path: string): string {
  const relative = relativePosix(".", path);
  return relative.startsWith("../") || relative.startsWith("/") ? relative : `./${relative}`;
}

function dataEntries(installed: string): readonly string[] {
  const { exports = {} } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
    readonly exports?: Readonly<Record<string, unknown>>;
  };
  const data = Object.entries(exports).filter(([, target]) => typeof target === "string");
  return data.map(([entry]) => entry);
}

/** npm wants a tag for what is no full version, or everybody would get it. */
export function publishLine({ tarball, version }: Packed): string {
  const tag = (parseVersion(version)?.pre.length ?? 0) > 0 ? " --tag next" : "";
  const path = /^[\w@%+=:,./-]+$/.test(tarball) ? tarball : `'${tarball.replaceAll("'", "'\\''")}'`;
  return `npm publish ${path} --provenance --access public${tag}`;
}
