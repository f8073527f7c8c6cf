// `npm run bench:suite`: how many of the JSON-Schema-Test-Suite's required 2020-12 tests each engine
// gets right, and generators' zod code those of the groups that it can be made from. Needs the suite in
// ONESPEC_SHARED, and npm's registry.
import type { Json } from "../../generator/model/model.ts";
import { found, type Group } from "../suite/groups.ts";
import { type Emitter, hey, orval, redocly } from "./suite-emitters.ts";
import { ajv, cfworker, hyperjump, onespec, schemasafe, typebox } from "./suite-engines.ts";
import { folder, install, label, root } from "./suite-peers.ts";
import { component, type Engine, groupsOf, score, type Score, sum } from "./suite-tests.ts";
import { fill, table } from "./table.ts";

if (!found) {
  console.error("ONESPEC_SHARED names no folder that has json-schema-test-suite in it");
  process.exit(2);
}
install();
const groups = groupsOf("draft2020-12");
const plain = groups.flatMap((group) => {
  const schema = component(group.schema);
  return schema === undefined ? [] : [{ group, schema }];
});
const isPlain = new Set(plain.map(({ group }) => group));

const count = (value: number): string => value.toLocaleString("en-US");
const cells = ({ right, wrong, refused }: Score): readonly string[] =>
  [right, wrong, refused].map(count);
const testsOf = (some: readonly Group[]): string =>
  count(some.reduce((total, { tests }) => total + tests.length, 0));

async function scores(some: readonly Group[], engine: Engine): Promise<readonly Score[]> {
  const all: Score[] = [];
  for (const group of some) all.push(await score(group, engine));
  return all;
}

async function engineRow(name: string, engine: Engine): Promise<readonly string[]> {
  const all = await scores(groups, engine);
  const some = all.filter((_, index) => isPlain.has(groups[index]!));
  return [name, ...cells(sum(all)), ...cells(sum(some))];
}

async function emitterRow(name: string, emitter: Emitter): Promise<readonly string[]> {
  const engines = emitter(plain.map(({ schema }): Json => schema));
  const all: Score[] = [];
  for (const [index, { group }] of plain.entries()) all.push(await score(group, engines[index]!));
  return [name, "–", "–", "–", ...cells(sum(all))];
}

/** What OpenAPI 3.0 made its schemas of; what it left out is refused by name. */
async function draft4(): Promise<string> {
  const older = groupsOf("draft4");
  const engine = onespec({ openapi: "3.0.4", formats: "annotate" });
  const { right, wrong, refused } = sum(await scores(older, engine));
  return `Of draft 4's ${testsOf(older)} tests, as schemas of OpenAPI 3.0, onespec gets ${count(right)} right and ${count(wrong)} wrong, and refuses ${count(refused)} with a diagnostic.`;
}

const rows = [
  await engineRow("onespec", onespec({ formats: "annotate" })),
  await engineRow(label("ajv", root), ajv()),
  await engineRow(label("@hyperjump/json-schema", root), hyperjump()),
  await engineRow(label("@exodus/schemasafe", root), schemasafe()),
  await engineRow(label("typebox", folder), await typebox()),
  await engineRow(label("@cfworker/json-schema", folder), await cfworker()),
  await emitterRow(`${label("@hey-api/openapi-ts", folder)} (zod)`, hey),
  await emitterRow(`${label("orval", folder)} (zod)`, orval),
  await emitterRow(`${label("@redocly/cli", root)} (zod)`, redocly),
];
const head = [
  "engine",
  `right of ${testsOf(groups)}`,
  "wrong",
  "refused or crashed",
  `plain: right of ${testsOf([...isPlain])}`,
  "wrong",
  "refused or crashed",
];
const report = `${table(head, rows)}\n\n${await draft4()}`;
console.log(report);
if (process.argv.includes("--write")) fill("suite", report);
