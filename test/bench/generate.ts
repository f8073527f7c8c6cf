// `npm run bench:generate`: what it costs to generate the documents of the ladder, and to type-check what
// was generated, beside other generators: CPU seconds, peak memory, and KB of code for each operation.
// Each run is a process of its own. `-- --only github` takes one document; `-- --write` fills the README.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { writeFileSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { CORE, type Generator, generators, HEY_API, WHOLE } from "./generators.ts";
import { installPeers } from "./peers-install.ts";
import { fill, table } from "./table.ts";

const root = resolve(import.meta.dirname, "../..");
const shared = process.env["ONESPEC_SHARED"] ?? resolve(root, "../shared");
const ladder = join(shared, "corpus/ladder");

interface Usage {
  readonly seconds: number;
  readonly megabytes: number;
}

interface Cost {
  readonly generated: Usage;
  readonly kilobytes: number;
  /** CPU seconds of TypeScript 5.9 and 7. */
  readonly checked: readonly [older: number, native: number];
  /** What the compiler found wrong. */
  readonly errors: number;
}

function measured(args: readonly string[], folder: string): Usage & { readonly output: string } {
  const usage = join(folder, "usage.json");
  const preload = pathToFileURL(join(import.meta.dirname, "usage.mjs")).href;
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", preload, ...args], {
    encoding: "utf8",
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, USAGE: usage },
    maxBuffer: 1e9,
  });
  if (!existsSync(usage)) throw new Error(stderr);
  const used = JSON.parse(readFileSync(usage, "utf8")) as Usage;
  rmSync(usage);
  return { ...used, output: stdout };
}

function cost(generator: Generator, document: string, folder: string): Cost {
  const out = join(folder, "out");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const generated = measured(generator.command(document, out), folder);
  const files = readdirSync(out, { recursive: true, encoding: "utf8" }).filter(generator.counts);
  if (files.length === 0) throw new Error(`${generator.name} wrote nothing: ${generated.output}`);
  const bytes = files.reduce((sum, path) => sum + statSync(join(out, path)).size, 0);
  return { generated, kilobytes: bytes / 1000, ...typeChecked(out, folder) };
}

/** A process that waits for another: TypeScript 7 takes the place of the process that starts it. */
const LAUNCH =
  'require("node:child_process").spawnSync(process.execPath, process.argv.slice(1), { stdio: "inherit" })';

/** With the options that our package has. */
function typeChecked(out: string, folder: string): Pick<Cost, "checked" | "errors"> {
  const options = {
    ...{ target: "es2022", lib: ["es2023", "dom", "dom.iterable", "esnext.disposable"] },
    ...{ module: "esnext", moduleResolution: "bundler", strict: true, noEmit: true },
    ...{ noUncheckedIndexedAccess: true, skipLibCheck: true, types: [] },
    allowImportingTsExtensions: true,
  };
  const project = join(folder, "tsconfig.json");
  writeFileSync(project, JSON.stringify({ compilerOptions: options, include: [out] }));
  const checks = ["typescript", "@typescript/native"].map((name) => {
    const compiler = join(root, "node_modules", name, "bin/tsc");
    const args = ["--max-old-space-size=12000", compiler, "-p", project, "--pretty", "false"];
    return measured(["--eval", LAUNCH, "--", ...args], folder);
  });
  const [older, native] = checks.map(({ seconds }) => seconds);
  const errors = checks[0]!.output.split("\n").filter((line) => /: error TS/.test(line));
  return { checked: [older!, native!], errors: errors.length };
}

interface Step {
  readonly name: string;
  readonly operations: number;
}

function steps(): readonly Step[] {
  const [, ...lines] = readFileSync(join(ladder, "INDEX.tsv"), "utf8").trim().split("\n");
  const only = process.argv[process.argv.indexOf("--only") + 1];
  return lines
    .map((line) => line.split("\t"))
    .map(([file = "", , operations]) => ({ name: file, operations: Number(operations) }))
    .filter(({ name }) => !process.argv.includes("--only") || name.includes(only ?? ""));
}

/** A folder in which both kinds of output find what they import. */
function workshop(peers: string): string {
  const folder = join(peers, "ladder");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  for (const name of ["openapi-fetch", "openapi-typescript-helpers", "msw"])
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  return folder;
}

const whole = (value: number): string => value.toFixed(0);
const fine = (value: number): string => value.toFixed(1);

function rowsOf({ name, operations }: Step, costs: ReadonlyMap<string, Cost>): readonly string[][] {
  return [...costs].map(([generator, { generated, kilobytes, checked, errors }]) => [
    `${name.replace(/^\d-|\..*$/g, "")} (${operations}): ${generator}`,
    ...[fine(generated.seconds), fine((generated.seconds / operations) * 1000)],
    ...[whole(generated.megabytes), fine(kilobytes / operations)],
    ...[...checked.map(fine), errors === 0 ? "–" : `${errors}`],
  ]);
}

function ratiosOf({ name }: Step, costs: ReadonlyMap<string, Cost>): readonly string[] {
  const peer = costs.get(HEY_API)!;
  const [core, all] = [costs.get(CORE)!, costs.get(WHOLE)!];
  const ratio = (one: number, other: number): string => (one / other).toFixed(2);
  return [
    name.replace(/^\d-|\..*$/g, ""),
    ratio(core.generated.seconds, peer.generated.seconds),
    ratio(all.generated.seconds, peer.generated.seconds),
    ratio(core.generated.megabytes, peer.generated.megabytes),
    ratio(all.generated.megabytes, peer.generated.megabytes),
    ratio(core.checked[0], peer.checked[0]),
    ratio(core.checked[1], peer.checked[1]),
    ratio(all.checked[1], peer.checked[1]),
    ratio(core.kilobytes, peer.kilobytes),
  ];
}

const peers = installPeers();
execFileSync("npm", ["run", "--silent", "build"], { cwd: root, stdio: "pipe" });
const folder = workshop(peers);
const rows: (readonly string[])[] = [];
const ratios: (readonly string[])[] = [];
for (const step of steps()) {
  const costs = new Map<string, Cost>();
  for (const generator of generators(peers)) {
    costs.set(generator.name, cost(generator, join(ladder, step.name), folder));
    process.stderr.write(`${step.name}: ${generator.name}\n`);
  }
  rows.push(...rowsOf(step, costs));
  ratios.push(ratiosOf(step, costs));
}
rmSync(folder, { recursive: true, force: true });
const report = [
  table(
    [
      ...["document (operations)", "CPU, s", "ms an operation", "peak MB", "KB an operation"],
      ...["type-check with 5.9, CPU s", "with 7, CPU s", "type errors"],
    ],
    rows,
  ),
  "Of hey-api's types, sdk and zod:",
  table(
    [
      ...["document", "CPU: types, client, validators", "CPU: everything"],
      ...["memory: types, client, validators", "memory: everything"],
      ...["type-check with 5.9: types, client, validators", "with 7", "with 7: everything"],
      "KB: types, client, validators",
    ],
    ratios,
  ),
].join("\n\n");
console.log(report);
if (process.argv.includes("--write")) fill("generate", report);
