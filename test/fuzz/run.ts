// `npm run fuzz`: 200,000 pairs of a schema and a value before our validators and three others.
// `-- --pairs N --seed S` for more, or for the same again. Ends with 1 where a fault is unexplained.
import { parseArgs } from "node:util";
import { fuzz, type Tally } from "./fuzz.ts";
import { KNOWN } from "./known.ts";

const { values: flags } = parseArgs({
  options: {
    pairs: { type: "string", default: "200000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const [pairs, seed] = [Number(flags.pairs), Number(flags.seed)];
if (!(pairs > 0) || !Number.isInteger(seed)) throw new Error("--pairs N and --seed S are numbers");

console.log(`seed ${seed}`);
const outcome = await fuzz(seed, pairs, progress);
if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
console.log(report(outcome));
for (const { id } of KNOWN)
  if (!outcome.known.has(id)) console.log(`not needed in this run: ${id}`);
if (outcome.fault !== undefined) {
  const { what, world, value } = outcome.fault;
  console.log(
    `\nunexplained: ${what}\nschemas: ${JSON.stringify(world)}\nvalue: ${JSON.stringify(value)}`,
  );
  process.exitCode = 1;
}

function progress({ pairs: done }: Tally): void {
  if (process.stdout.isTTY)
    process.stdout.write(`\r${done.toLocaleString("en")} of ${pairs.toLocaleString("en")} pairs`);
}

function report({ pairs: done, worlds, valid, known, refused, silent }: Tally): string {
  const share = ((100 * valid) / Math.max(done, 1)).toFixed(1);
  const lines = [`${done} pairs of ${worlds} schemas; ${share} % valid`];
  for (const [name, count] of refused) lines.push(`${name} refuses ${count} of the schemas`);
  for (const [name, count] of silent) lines.push(`${name} breaks down over ${count} of the values`);
  for (const { id, engine, reason } of KNOWN) {
    const count = known.get(id);
    if (count !== undefined) lines.push(`${count} × ${engine}, ${id}: ${reason}`);
  }
  return lines.join("\n");
}
