// `npm run test:languages [-- go python …] [--write]`: runs the test for all languages or those that
// are named, and prints the table. A run of everything is held against the table of the README, or
// with `--write` put there. Other options go to vitest, with `=` where they have a value.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fill } from "../bench/table.ts";
import { languages } from "./all.ts";
import { isWhole, languageTable, REPORT, type Row, sameTable } from "./report.ts";

const root = resolve(import.meta.dirname, "../..");
const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith("-"));
const isWriting = args.includes("--write");
const given = args.filter((arg) => arg.startsWith("-") && arg !== "--write");

process.exitCode = await run();

async function run(): Promise<number> {
  const known = languages.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no ${unknown.join(", ")} here; there are ${known.join(", ")}.`);
    return 2;
  }
  for (const { name, toolchain } of languages) {
    if (names.length > 0 && !names.includes(name)) continue;
    const version = await toolchain();
    console.log(`${name}: ${version ?? "skipped, this machine lacks what it needs"}`);
  }
  const status = test();
  const rows = readRows();
  console.log(`\n${languageTable(rows)}`);
  return status === 0 ? compare(rows) : status;
}

function test(): number {
  rmSync(REPORT, { force: true });
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const reporter = given.some((arg) => arg.startsWith("--reporter")) ? [] : ["--reporter=verbose"];
  const { status } = spawnSync(
    process.execPath,
    [vitest, "run", "--mode", "long", "test/languages", ...reporter, ...given],
    {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ONESPEC_LANGUAGES: names.join(" ") },
    },
  );
  return status ?? 1;
}

function readRows(): readonly Row[] {
  if (!existsSync(REPORT)) return [];
  return JSON.parse(readFileSync(REPORT, "utf8")) as readonly Row[];
}

/** A part of the rows says nothing about the table. */
function compare(rows: readonly Row[]): number {
  const tools = languages.reduce((sum, language) => sum + language.tools.length, 0);
  const whole = rows.length === tools && rows.every(isWhole);
  if (isWriting && whole) fill("languages", languageTable(rows));
  if (isWriting) {
    if (!whole) console.error("Not written to the README: some cells were not run.");
    return whole ? 0 : 1;
  }
  if (!whole || sameTable(rows, readFileSync(join(root, "README.md"), "utf8"))) return 0;
  console.error("The README's table says otherwise: npm run test:languages -- --write");
  return 1;
}
