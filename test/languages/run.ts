// `npm run test:languages [-- go python …] [--write]`: runs the test for all languages or those that
// are named, prints the table, and with `--write` puts it into the README. Other options go to vitest.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fill } from "../bench/table.ts";
import { languageTable, REPORT, type Row } from "./report.ts";

const root = resolve(import.meta.dirname, "../..");
const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith("-"));
const given = args.filter((arg) => arg.startsWith("-") && arg !== "--write");
const options = given.some((arg) => arg.startsWith("--reporter"))
  ? given
  : [...given, "--reporter=verbose"];

rmSync(REPORT, { force: true });
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", "--mode", "long", "test/languages", ...options],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ONESPEC_LANGUAGES: names.join(" ") },
  },
);
if (existsSync(REPORT)) {
  const rows = JSON.parse(readFileSync(REPORT, "utf8")) as readonly Row[];
  console.log(`\n${languageTable(rows)}`);
  if (args.includes("--write") && status === 0) fill("languages", languageTable(rows));
}
process.exitCode = status ?? 1;
