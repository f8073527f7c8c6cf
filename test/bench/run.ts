// `npm run bench`: prints what the README claims. `--write` puts the figures and the chart there.
import { writeFileSync } from "node:fs";
import { calls } from "./calls.ts";
import { chart } from "./chart.ts";
import { type Size, sizeOf, uses } from "./sizes.ts";
import { fill, table } from "./table.ts";
import { validation } from "./validation.ts";
import { extremes } from "./validation-extremes.ts";

const file = (name: string): URL => new URL(name, import.meta.url);
const times = (ratio: number | undefined): string =>
  ratio === undefined ? "–" : `${ratio.toFixed(2)}×`;
const milliseconds = (time: number): string => (time < 10 ? time.toFixed(1) : time.toFixed(0));
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(2)} KB`;

const sizes: Size[] = [];
for (const name of Object.keys(uses) as (keyof typeof uses)[]) sizes.push(await sizeOf(name));
const { rows, typia } = await validation();
const called = await calls();
const ended = extremes();

const report = [
  table(
    ["bundle", "min + gzip", "min"],
    sizes.map(({ name, gzip, min }) => [name, kilobytes(gzip), kilobytes(min)]),
  ),
  table(
    [
      "answer to a pull",
      "guard, against ajv",
      "with all issues",
      "guard, `unicode: false`",
      "with all issues, `unicode: false`",
      "guard, against typia",
      "with all issues, typia",
    ],
    rows.map((row) => [
      row.payload,
      ...[row.guard, row.full, row.guardByUnits, row.fullByUnits].map(times),
      ...[row.guardTypia, row.fullTypia].map(times),
    ]),
  ),
  table(
    ["one pull of ten messages, in memory", "against a bare call", "µs"],
    called.map(({ name, ratio, ns }) => [name, times(ratio), (ns / 1000).toFixed(1)]),
  ),
  table(
    ["extreme input", "guard, ms", "all issues, ms", "outcome"],
    ended.map(({ name, guard, collector, outcome }) => [
      name,
      ...[guard, collector].map(milliseconds),
      outcome,
    ]),
  ),
].join("\n\n");
console.log(report);
console.log(
  `\nnode ${process.version}; ajv 8.20.0 standalone; typia ${typia ?? "is not installed"}; medians of interleaved rounds in one process.`,
);

if (process.argv.includes("--write")) {
  writeFileSync(file("chart.svg"), chart(sizes, called));
  fill("bench", report);
}
