// The generator as a stranger gets it: packed, installed in an empty folder, run by node 22 and 24.
// Needs a registry or npm's cache for its dependencies; one install serves every test.
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "onespec-package-"));
const project = join(folder, "project");
const INSTALL: readonly string[] = ["install", "--prefer-offline", "--no-audit", "--no-fund"];
const DOCUMENT = `openapi: 3.1.0
info:
  title: Pets
  version: 1.0.0
servers:
  - url: https://pets.example
paths:
  /pets/{pet_id}:
    get:
      operationId: pets.get
      summary: Reads a pet
      parameters:
        - { name: pet_id, in: path, required: true, schema: { type: string } }
      responses:
        "200":
          description: The pet
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Pet" }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, maxLength: 20 }
`;

/** The environment of a stranger: nothing of the npm script that runs this test, one node first. */
function environment(node: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|node_options$|init_cwd$)/i.test(name),
  );
  return {
    ...Object.fromEntries(own),
    PATH: [node, process.env["PATH"]].join(delimiter),
    NO_COLOR: "1",
  };
}

function tarball(): string {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  return join(folder, `onespec-${version}.tgz`);
}

const node24 = dirname(process.execPath);

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  node = node24,
): Promise<Ended> {
  const options = { cwd, env: environment(node), maxBuffer: 2 ** 26 };
  const ended = promisify(execFile)(command, args, options);
  return ended.then(
    ({ stdout, stderr }) => ({ exitCode: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ exitCode: code, stdout, stderr }),
  );
}

async function succeed(
  command: string,
  args: readonly string[],
  cwd: string,
  node = node24,
): Promise<string> {
  const { exitCode, stdout, stderr } = await run(command, args, cwd, node);
  if (exitCode !== 0) throw new Error(`${command} ${args.join(" ")}: ${stdout}\n${stderr}`);
  return stdout;
}

beforeAll(async () => {
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(project, "openapi.yaml"), DOCUMENT);
  await succeed("npm", ["pack", "--pack-destination", folder], root);
  await succeed("npm", [...INSTALL, tarball()], project);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("holds what it needs and nothing of the workshop", async () => {
  const files = execFileSync("tar", ["-tzf", tarball()], { encoding: "utf8" }).split("\n");
  expect(files).toContain("package/.build/generator/cli/main.js");
  expect(files).toContain("package/.build/generator/index.d.ts");
  expect(files).toContain("package/templates/runtime/http.ts");
  const strays = files.filter((path) =>
    /^package\/(?!\.build\/|templates\/runtime\/|package\.json$|README|LICENSE|CHANGELOG|$)/.test(
      path,
    ),
  );
  expect(strays.filter((path) => path !== "")).toEqual([]);
});

/** Generates, generates again, checks, edits, checks; then imports what was built. */
async function useAsStranger(out: string, node: string): Promise<void> {
  const args = ["onespec", "generate", "openapi.yaml", "--out", out];
  const first = await succeed("npx", args, project, node);
  expect(first).toMatch(/^types    checked, \d+ files built$/m);
  expect(await succeed("npx", args, project, node)).toMatch(
    /^files    0 written, \d+ unchanged, 0 removed/m,
  );
  expect(await succeed("npx", [...args, "--check"], project, node)).toContain(
    `${out} is up to date`,
  );
  const program = `import("./${out}/dist/index.js").then((module) => console.log(typeof module.createClient))`;
  expect(await succeed("node", ["--eval", program], project, node)).toBe("function\n");

  writeFileSync(join(project, out, "src/client.ts"), "edited\n");
  const edited = await run("npx", [...args, "--check"], project, node);
  expect(edited.stdout).toContain("edited by hand  src/client.ts");
  expect(edited.exitCode).toBe(1);
}

test("npx onespec generate works on node 24", async () => {
  await useAsStranger("client", node24);
}, 120_000);

test("npx onespec generate works on node 22", async (context) => {
  const node22 = await installNode22();
  if (node22 === undefined) return context.skip("node 22 can't be installed here");
  expect(await succeed("node", ["--version"], project, node22)).toMatch(/^v22\./);
  await useAsStranger("client-22", node22);
}, 240_000);

/** The folder of a node 22 from npm; undefined where there is none for this machine. */
async function installNode22(): Promise<string | undefined> {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const home = join(folder, "node22");
  mkdirSync(home);
  writeFileSync(join(home, "package.json"), '{ "private": true }\n');
  const { exitCode } = await run("npm", [...INSTALL, `${name}@22`], home);
  return exitCode === 0 ? join(home, "node_modules", name, "bin") : undefined;
}

test("a program may import the pure function, with its types", async () => {
  const program = `import { generate, type GenerateOutput } from "onespec";

const text: string = ${JSON.stringify(DOCUMENT)};
const good: GenerateOutput = generate({ document: { path: "openapi.yaml", text } });
const bad = generate({ document: { path: "openapi.yaml", text: "openapi: 3.1.0" } });
const places: readonly string[] = bad.diagnostics.map(({ file, line, column }) => [file, line, column].join(":"));
console.log(JSON.stringify([good.files.has("src/client.ts"), good.diagnostics.length, bad.files.size, places[0]]));
`;
  writeFileSync(join(project, "program.ts"), program);
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: "es2022",
    module: "nodenext",
    types: [],
    skipLibCheck: false,
  };
  const config = { compilerOptions, files: ["program.ts"] };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
  await succeed("node", [tsc, "-p", "."], project);
  expect(JSON.parse(await succeed("node", ["program.ts"], project))).toEqual([
    true,
    0,
    0,
    "openapi.yaml:1:1",
  ]);
}, 60_000);
