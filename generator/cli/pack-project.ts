// A packed tarball as a stranger gets it: installed in an empty folder, every entry imported and compiled
// there. What an optional peer is needed for is not tried, and said.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { npm, type Place, run } from "./process.ts";

export interface Trial {
  readonly problems: readonly string[];
  /** How many entries were imported and compiled. */
  readonly tried: number;
  /** Those that were not, and what they need. */
  readonly skipped: readonly string[];
}

/** Tries a tarball, gives what `use` makes of the installed package, and clears up. */
export async function inEmptyProject<T>(
  tarball: string,
  use: (project: string, installed: string) => Promise<T>,
  name: string,
  stop: AbortSignal,
): Promise<T | { readonly problem: string }> {
  const project = mkdtempSync(join(tmpdir(), "onespec-pack-"));
  try {
    const manifest = { private: true, type: "module" };
    writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
    const options = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
    const { exitCode, output } = await npm(["install", ...options, tarball], {
      cwd: project,
      stop,
    });
    if (exitCode !== 0) return { problem: `npm can't install it: ${output.trim()}` };
    return await use(project, join(project, "node_modules", name));
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

interface Manifest {
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** Imports and compiles every entry of an installed package. */
export async function tryEntries(
  project: string,
  installed: string,
  name: string,
  stop: AbortSignal,
): Promise<Trial> {
  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Manifest;
  const entries = Object.entries(manifest.exports ?? {}).map(([entry, target]) => ({
    name: entry.replace(/^\./, name),
    isCode: JSON.stringify(target).includes(".d.ts"),
  }));
  const results = await imported(entries, { cwd: project, stop });
  const peers = Object.entries(manifest.peerDependenciesMeta ?? {});
  const optional = peers.filter(([, meta]) => meta.optional === true).map(([peer]) => peer);
  const lacking = (problem: string): string | undefined =>
    optional.find((peer) => problem.includes(`'${peer}'`));
  const failed = results.filter(({ problem }) => problem !== "");
  const skipped = failed.filter(({ problem }) => lacking(problem) !== undefined);
  const good = entries.filter((entry) =>
    results.some((one) => one.name === entry.name && one.problem === ""),
  );
  const compiled = compile(
    project,
    good.filter(({ isCode }) => isCode).map((entry) => entry.name),
  );
  return {
    problems: [
      ...failed.filter((one) => !skipped.includes(one)).map((one) => `${one.name}: ${one.problem}`),
      ...compiled,
    ],
    tried: good.length,
    skipped: skipped.map((one) => `${one.name} (needs ${lacking(one.problem)})`),
  };
}

interface Result {
  readonly name: string;
  /** "" where it can be imported. */
  readonly problem: string;
}

const PROGRAM = `
import { readFileSync } from "node:fs";
const results = [];
for (const { name, isCode } of JSON.parse(process.argv[1])) {
  let problem = "";
  try {
    if (isCode) await import(name);
    else readFileSync(new URL(import.meta.resolve(name)));
  } catch (error) {
    problem = String(error?.message ?? error);
  }
  results.push({ name, problem });
}
process.stdout.write("\\n" + JSON.stringify(results) + "\\n", () => process.exit(0));
`;

async function imported(
  entries: readonly { readonly name: string; readonly isCode: boolean }[],
  place: Place,
): Promise<readonly Result[]> {
  // In a file, because resolution starts from where the program lies.
  writeFileSync(
    join(place.cwd, "import.mjs"),
    PROGRAM.replace("process.argv[1]", "process.argv[2]"),
  );
  const { stdout, output } = await run(
    process.execPath,
    ["import.mjs", JSON.stringify(entries)],
    place,
  );
  const last = stdout.trimEnd().split("\n").at(-1) ?? "";
  if (last.startsWith("[")) return JSON.parse(last) as readonly Result[];
  return entries.map(({ name }) => ({ name, problem: `node ended: ${output.trim()}` }));
}

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
};

/** Compiles a program that imports these, as strictly as can be, with no other types around. */
function compile(project: string, names: readonly string[]): readonly string[] {
  const lines = names.map(
    (name, index) => `export * as entry${index} from ${JSON.stringify(name)};`,
  );
  const path = join(project, "use.ts");
  writeFileSync(path, `${lines.join("\n")}\n`);
  const program = ts.createProgram({ rootNames: [path], options: OPTIONS });
  return ts.getPreEmitDiagnostics(program).map(({ code, messageText, file }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, " ");
    return `${file?.fileName.replace(/^.*\/node_modules\//, "") ?? ""} TS${code}: ${text}`;
  });
}
