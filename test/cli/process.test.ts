// The command line as people type it: output, exit codes, usage.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeProblem } from "../../generator/cli/node-version.ts";
import { filesIn, folderOf, put } from "./folders.ts";
import { GOOD, node, onespec } from "./spawn.ts";

test.concurrent("a run, a second run, a check, an edit, a check", async () => {
  const folder = folderOf({ "api.yaml": GOOD });
  const args = ["generate", "api.yaml", "--out", "client", "--name", "@acme/pets"];
  const first = await onespec(folder, args);
  expect(first.stderr).toBe("");
  expect(first.stdout).toMatch(
    /^read     api\.yaml\nfiles    \d+ written, 0 unchanged, 0 removed in client\ntypes    checked, \d+ files built\nversion  1\.0\.0, not released yet\ndone in \d+\.\d s\n$/,
  );
  expect(first.exitCode).toBe(0);
  const files = filesIn(folder);
  expect(files["client/package.json"]).toContain('"name": "@acme/pets"');
  expect(Object.keys(files).filter((path) => path.startsWith("client/dist/"))).not.toEqual([]);
  expect(JSON.parse(files["client/onespec.lock.json"]!)).toMatchObject({
    document: { path: "../api.yaml" },
    options: { name: "@acme/pets" },
  });

  const second = await onespec(folder, [...args, "--json"]);
  expect(JSON.parse(second.stdout)).toMatchObject({
    ok: true,
    written: [],
    removed: [],
    diagnostics: [],
  });
  expect(filesIn(folder)).toEqual(files);

  const check = [...args, "--check"];
  expect(await onespec(folder, check)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("client is up to date"),
  });
  writeFileSync(join(folder, "client/src/client.ts"), "edited");
  const edited = await onespec(folder, check);
  expect(edited.stdout).toMatch(/client is not up to date\n  edited by hand  src\/client\.ts\n/);
  expect(edited.exitCode).toBe(1);
});

test.concurrent("a document on standard input, the outcome as JSON", async () => {
  const folder = folderOf();
  const ended = await onespec(folder, ["generate", "-", "--out", "out", "--no-build", "--json"], {
    input: GOOD,
  });
  expect(JSON.parse(ended.stdout)).toMatchObject({ ok: true, document: "<stdin>", out: "out" });
  expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
  expect(filesIn(folder)["out/onespec.lock.json"]).toContain('"path": "<stdin>"');
});

test.concurrent("diagnostics as JSON have file, line and column", async () => {
  const folder = folderOf({ "api.json": "{}" });
  const ended = await onespec(folder, ["generate", "api.json", "--out", "out", "--json"]);
  expect(JSON.parse(ended.stdout)).toMatchObject({
    ok: false,
    diagnostics: [{ code: "not-openapi", severity: "error", file: "api.json", line: 1, column: 1 }],
  });
  expect(ended).toMatchObject({ exitCode: 1, stderr: "" });
});

test.concurrent("colours where they are asked for, and not where they are refused", async () => {
  const folder = folderOf({ "api.yaml": "" });
  const args = ["generate", "api.yaml", "--out", "out"];
  const forced = await onespec(folder, args, { environment: { FORCE_COLOR: "1" } });
  expect(forced.stderr).toContain("\u001b[31merror[empty-document]\u001b[39m");
  const refused = await onespec(folder, args, { environment: { FORCE_COLOR: "1", NO_COLOR: "1" } });
  expect(refused.stderr).not.toContain("\u001b");
});

test.concurrent.each<[args: readonly string[], exitCode: number, stderr: RegExp]>([
  [
    ["generate", "missing.yaml", "--out", "out"],
    2,
    /^error The document missing\.yaml can't be read: it does not exist\.$/m,
  ],
  [
    ["generate", ".", "--out", "out"],
    2,
    /^error The document \. can't be read: it is a folder\.$/m,
  ],
  [
    ["generate", "api.yaml", "--out", "out", "--overlay", "none"],
    2,
    /^error The overlay none can't be read: it does not exist\.$/m,
  ],
  [["generate", "https://x.example/api.yaml", "--out", "out"], 2, /^help: Download it first/m],
  [["generate", "api.yaml"], 2, /^error: required option '-o, --out <folder>' not specified$/m],
  [["generate", "--out", "out"], 2, /^error: missing required argument 'document'$/m],
  [["generate", "api.yaml", "--out", "out", "--chek"], 2, /Did you mean --check\?/],
  [["generate", "api.yaml", "more.yaml", "--out", "out"], 2, /too many arguments/],
  [["generate", "api.yaml", "--out", "out", "--name", "No Name"], 2, /npm takes lower-case names/],
  [["generate", "api.yaml", "--out", "out", "--formats", "no"], 2, /choices are assert, annotate/],
  [["generate", "api.yaml", "--out", "out", "--samples", "1001"], 2, /from 0 to 1000/],
  [["generate", "api.yaml", "--out", "out", "--without", "mock"], 2, /some of fixtures, schemas/],
  [["generat", "api.yaml"], 2, /Did you mean generate\?/],
  [[], 2, /Usage: onespec/],
  [["generate", "api.yaml", "--out", "full"], 1, /^error The folder full is not empty/m],
  [
    ["generate", "api.yaml", "--out", "api.yaml"],
    1,
    /^error The output folder api\.yaml can't be used: it, or what should hold it, is a file\.$/m,
  ],
  [
    ["generate", "api.yaml", "--out", "api.yaml/out", "--no-build"],
    1,
    /^error The output folder api\.yaml\/out can't be used: it, or what should hold it, is a file\.$/m,
  ],
])("%j: exit %i", async (args, exitCode, stderr) => {
  const folder = folderOf({ "api.yaml": GOOD, "full/x": "x" });
  const before = filesIn(folder);
  const ended = await onespec(folder, args);
  expect(ended.stderr).toMatch(stderr);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended).toMatchObject({ exitCode, stdout: "" });
  expect(filesIn(folder)).toEqual(before);
});

test.concurrent("wrong usage as JSON", async () => {
  const ended = await onespec(folderOf(), ["generate", "x.yaml", "--json"]);
  expect(JSON.parse(ended.stdout)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining("--out") },
  });
  expect(ended).toMatchObject({ exitCode: 2, stderr: "" });
});

test.concurrent("help with examples, and the version", async () => {
  const folder = folderOf();
  const [help, command, version] = await Promise.all([
    onespec(folder, ["--help"]),
    onespec(folder, ["generate", "--help"]),
    onespec(folder, ["--version"]),
  ]);
  expect(help).toMatchObject({
    exitCode: 0,
    stderr: "",
    stdout: expect.stringContaining("Exit codes:"),
  });
  expect(command).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("Examples:\n  onespec generate"),
  });
  expect(version).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test.concurrent("a folder where a file should be leaves everything as it was", async () => {
  const folder = folderOf({ "api.yaml": GOOD });
  const args = ["generate", "api.yaml", "--out", "out", "--no-build"];
  await onespec(folder, args);
  put(folder, "api.yaml", GOOD.replaceAll("Pet", "Cat"));
  rmSync(join(folder, "out/src/client.ts"));
  mkdirSync(join(folder, "out/src/client.ts"));
  const before = filesIn(folder);
  const ended = await onespec(folder, args);
  expect(ended.stderr).toMatch(/^error src\/client\.ts .*: it is a folder\.$/m);
  expect(ended.exitCode).toBe(1);
  expect(filesIn(folder)).toEqual(before);
});

test.concurrent(
  "a signal while files are written lets them be finished, then ends with 130",
  async () => {
    const module = join(import.meta.dirname, "../../generator/cli/interrupt.ts");
    const program = `
    const { uninterrupted } = await import(${JSON.stringify(module)});
    const work = () => { process.kill(process.pid, "SIGINT"); console.log("finished"); };
    await uninterrupted(work).catch((error) => { process.exitCode = error.exitCode; });`;
    const ended = await node(["--input-type=module", "--eval", program], folderOf());
    expect(ended).toMatchObject({ exitCode: 130, stdout: "finished\n" });
  },
);

test.concurrent(
  "the guard of the source says in one line what is wrong with an old node",
  async () => {
    const guard = join(import.meta.dirname, "../../generator/cli/guard.mjs");
    const old = await node(["--no-strip-types", guard], folderOf());
    expect(old.stderr).toMatch(/^onespec's source needs node 22\.18 or later, .*\n$/);
    expect(old.exitCode).toBe(1);
    expect(await node([guard], folderOf())).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  },
);

test("the published program says the same", () => {
  expect(nodeProblem("20.20.2")).toBe(
    "onespec needs node 22.12 or later, and this is node 20.20.2.",
  );
  expect(["22.12.0", "22.20.1", "24.0.0"].map(nodeProblem)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(nodeProblem("22.11.0")).toBeDefined();
});

test("a document with other line endings gives the same bytes", async () => {
  const folder = folderOf({ "api.yaml": GOOD });
  const generate = ["generate", "api.yaml", "--out", "out", "--no-build"];
  expect((await onespec(folder, generate)).exitCode).toBe(0);
  const before = filesIn(join(folder, "out"));
  put(folder, "api.yaml", GOOD.replaceAll("\n", "\r\n"));
  expect((await onespec(folder, [...generate, "--check"])).exitCode).toBe(0);
  expect((await onespec(folder, generate)).exitCode).toBe(0);
  expect(filesIn(join(folder, "out"))).toEqual(before);
});
