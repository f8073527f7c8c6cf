// `npm run fuzz:documents`: real documents, mutated, through the whole generator: no crash, no hang, no
// output that does not parse. `-- --minutes 10`, `-- --documents 300 --seed 1`; the folder of documents
// is ONESPEC_SHARED/corpus/docs; two of this repository have what few real ones have. Ends with 1 at the first fault, and prints how to have it again.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import YAML from "yaml";
import { hostileDocument } from "../emitted/hostile-document.ts";
import type { Verdict } from "./documents-judge.ts";
import { mutateText, mutateTree } from "./documents-mutate.ts";
import { type Random, seeded } from "./random.ts";

const { values: flags } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    documents: { type: "string" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const seed = Number(flags.seed);
const most = flags.documents === undefined ? Infinity : Number(flags.documents);
const end = flags.documents === undefined ? Date.now() + Number(flags.minutes) * 60_000 : Infinity;
if (!(most > 0) || !(end > 0) || !Number.isInteger(seed))
  throw new Error("--minutes N, --documents N and --seed S are numbers");

/** Larger ones take long, and have no more kinds of things in them. */
const BYTES = 120_000;
/** So long a document of that size never takes. */
const HANG_MS = 60_000;
const MEMORY_MB = 1500;

const root = resolve(import.meta.dirname, "../..");
const shared = process.env["ONESPEC_SHARED"] ?? resolve(import.meta.dirname, "../../../shared");
const folder = join(shared, "corpus/docs");
const sources = [
  ...readdirSync(folder)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }))
    .filter(({ text }) => text.length <= BYTES),
  // Every kind of thing that OpenAPI 3.2 has, under harmless names.
  { name: "all.json", text: JSON.stringify(hostileDocument((at) => at.replace(/\W/g, ""), true)) },
  { name: "queues.yaml", text: readFileSync(join(root, "spec/cloudflare-queues.yaml"), "utf8") },
];
/** The document with all features is as much worth as all others. */
const ALL = sources.find(({ name }) => name === "all.json")!;

function mutated({ name, text }: (typeof sources)[number], random: Random): string {
  if (random.chance(0.15)) return mutateText(text, random);
  try {
    const tree = (name.endsWith(".json") ? JSON.parse(text) : YAML.parse(text)) as unknown;
    return JSON.stringify(inVersion(mutateTree(tree, random), random), undefined, 2);
  } catch {
    return mutateText(text, random);
  }
}

function inVersion(tree: unknown, random: Random): unknown {
  if (typeof tree !== "object" || tree === null || !random.chance(0.3)) return tree;
  return { ...tree, openapi: random.pick(["3.0.4", "3.1.1", "3.2.0"]) };
}

function newWorker(): Worker {
  const file = new URL("documents-judge.ts", import.meta.url);
  return new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
}

let worker = newWorker();

function withResolvers(): {
  readonly promise: Promise<Verdict>;
  readonly resolve: (verdict: Verdict) => void;
} {
  let resolve = (_verdict: Verdict): void => {};
  const promise = new Promise<Verdict>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** The verdict; a fault where there is none in time. */
async function ask(path: string, text: string): Promise<Verdict> {
  const asked = worker;
  const { promise, resolve: settle } = withResolvers();
  const fail = (error: unknown): void => {
    worker = newWorker();
    void asked.terminate();
    settle({ fault: String(error), generated: false });
  };
  const timer = setTimeout(() => fail(`no end after ${HANG_MS / 1000} s`), HANG_MS);
  asked.on("message", settle).on("error", fail);
  asked.postMessage([path, text]);
  const verdict = await promise;
  clearTimeout(timer);
  asked.off("message", settle).off("error", fail);
  return verdict;
}

console.log(`seed ${seed}, ${sources.length} documents of at most ${BYTES / 1000} KB`);
let [count, generated] = [0, 0];
while (count < most && Date.now() < end) {
  const random = seeded(seed + count);
  const source = random.chance(0.3) ? ALL : random.pick(sources);
  const text = mutated(source, random);
  const verdict = await ask(source.name, text);
  if (verdict.fault !== undefined) {
    const kept = join(tmpdir(), `onespec-fuzz-${seed + count}.json`);
    writeFileSync(kept, text);
    console.log(`\nfault in ${source.name}, mutated: ${verdict.fault}`);
    console.log(`again: --documents 1 --seed ${seed + count}; the document: ${kept}`);
    process.exitCode = 1;
    break;
  }
  count++;
  if (verdict.generated) generated++;
  if (process.stdout.isTTY) process.stdout.write(`\r${count} documents, ${generated} generated`);
}
if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
console.log(`${count} documents, ${generated} generated, the rest refused`);
await worker.terminate();
