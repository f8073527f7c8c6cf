// `npm run bench:regenerate`: CPU seconds of a run that follows another, after one changed operation,
// beside a cold one; and of a diff of the two documents. Printed as ratios; each in a process of its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { own, runtimeTemplates } from "../../generator/cli/assets.ts";
import { createBuilder } from "../../generator/cli/build.ts";
import {
  generateCommand,
  type GenerateRequest,
  type World,
} from "../../generator/cli/generate-command.ts";
import { uninterrupted } from "../../generator/cli/interrupt.ts";
import { generate } from "../../generator/generate.ts";
import { createMemory } from "../../generator/memory.ts";
import { fill, table } from "./table.ts";

const shared = process.env["ONESPEC_SHARED"] ?? resolve(import.meta.dirname, "../../../shared");
const SOURCE = join(shared, "corpus/ladder/4-github.json");

type Tree = { [key: string]: Tree };

const VALUES: ReadonlySet<string> = new Set(["example", "examples"]);

/** What onespec refuses in this document, values of another type than their schema, is left out. */
function withoutValues(tree: Tree, isMap = false): void {
  for (const [key, value] of Object.entries(tree)) {
    if (!isMap && VALUES.has(key)) Reflect.deleteProperty(tree, key);
    else if (typeof value === "object" && value !== null)
      withoutValues(value, key === "properties" && !isMap);
  }
  if (!isMap && "type" in tree) delete tree["default"];
}

/** One more parameter, and another answer. */
function edited(text: string): string {
  const document = JSON.parse(text) as Tree;
  const operation = document["paths"]!["/app/installations"]!["get"] as unknown as {
    parameters: unknown[];
    responses: { "200": { content: { "application/json": { schema: unknown } } } };
  };
  operation.parameters.push({ name: "since_id", in: "query", schema: { type: "integer" } });
  operation.responses["200"].content["application/json"].schema = {
    type: "object",
    required: ["total"],
    properties: {
      total: { type: "integer", minimum: 0 },
      first: { $ref: "#/components/schemas/installation" },
    },
  };
  return JSON.stringify(document, undefined, 2);
}

const seconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** CPU of the first run of a process, and of one after the change. */
async function runs(folder: string, build: boolean): Promise<readonly [number, number]> {
  const builders = new Map<string, ReturnType<typeof createBuilder>>();
  const world: World = {
    own: own(),
    templates: runtimeTemplates,
    load: () => Promise.resolve(generate),
    stdin: () => Promise.reject(new Error("no input")),
    now: () => performance.now(),
    progress: () => {},
    uninterrupted,
    session: {
      memory: createMemory(),
      builderOf: (root, home) => {
        const builder = builders.get(root) ?? createBuilder(root, home);
        builders.set(root, builder);
        return Promise.resolve(builder);
      },
    },
  };
  const request: GenerateRequest = {
    document: join(folder, "api.json"),
    out: join(folder, "out"),
    overlay: undefined,
    name: undefined,
    formats: "assert",
    versionPolicy: "semver",
    undecided: "major",
    samples: 0,
    without: [],
    check: false,
    build,
    strict: false,
    allowRemote: false,
  };
  const run = async (): Promise<number> => {
    const { outcome } = await generateCommand(request, world);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics.slice(0, 3)));
    return seconds();
  };
  const cold = await run();
  const text = readFileSync(request.document, "utf8");
  writeFileSync(request.document, readFileSync(join(folder, "new.json"), "utf8"));
  const before = seconds();
  const warm = (await run()) - before;
  writeFileSync(request.document, text);
  return [cold, warm];
}

/** CPU of `onespec diff` from start to end. */
function diff(folder: string): number {
  const main = resolve(import.meta.dirname, "../../generator/cli/main.ts");
  const code = `process.argv.splice(1, 0, ${JSON.stringify(main)}); process.on("exit", () => { const { user, system } = process.cpuUsage(); require("fs").writeFileSync(3, String((user + system) / 1e6)); }); import(${JSON.stringify(main)});`;
  const args = ["--eval", code, "diff", join(folder, "api.json"), join(folder, "new.json")];
  const { output, status, stderr } = spawnSync(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr);
  return Number(output[3]);
}

/** The measurement in a process of its own. */
function alone(folder: string, what: string): readonly number[] {
  const args = [import.meta.filename, what, folder];
  const { stdout, status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly number[];
}

const [, , what, given] = process.argv;
if (what !== undefined && given !== undefined) {
  console.log(JSON.stringify(await runs(given, what === "build")));
} else {
  const folder = mkdtempSync(join(tmpdir(), "onespec-bench-"));
  try {
    const document = JSON.parse(readFileSync(SOURCE, "utf8")) as Tree;
    withoutValues(document);
    const text = JSON.stringify(document, undefined, 2);
    writeFileSync(join(folder, "api.json"), text);
    writeFileSync(join(folder, "new.json"), edited(text));
    const rows = ["sources", "build"].map((each) => {
      const [cold = 0, warm = 0] = alone(folder, each);
      const name = each === "build" ? "generated, type-checked, built" : "generated (`--no-build`)";
      return [name, cold.toFixed(1), warm.toFixed(1), (warm / cold).toFixed(2)];
    });
    const head = ["GitHub's document, one operation changed", "cold, s", "again, s", "ratio"];
    const ended = `\`onespec diff\` of the two: ${diff(folder).toFixed(1)} s, from start to end.`;
    const report = `${table(head, rows)}\n\nCPU seconds, printed by \`npm run bench:regenerate -- --write\`. ${ended}`;
    console.log(report);
    if (what === "--write") fill("regenerate", report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
