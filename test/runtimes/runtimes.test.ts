// The same story everywhere: node, Bun, Deno, the runtime of Workers, a browser. What PATH holds is
// run; what it does not hold is skipped by name.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundle, storyFor } from "./bundle.ts";
import { EXPECTED } from "./story.ts";

const run = promisify(execFile);

let folder = "";
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "onespec-runtimes-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function find(...names: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((path) => join(path, name))).find(existsSync);
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Runs the story as a script; gives what it prints. */
async function printed(command: string, ...args: readonly string[]): Promise<unknown> {
  const file = write("story.mjs", (await bundle(storyFor("console.log"))).code);
  const { stdout, stderr } = await run(command, [...args, file], { cwd: folder });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

it("node", async () => {
  expect(await printed(process.execPath)).toEqual(EXPECTED);
});

const [bun, deno, workerd] = [find("bun"), find("deno"), find("workerd")];
const chromium = find("chromium", "chromium-browser", "google-chrome");

it.skipIf(!bun)("Bun", async () => {
  expect(await printed(bun!, "run")).toEqual(EXPECTED);
});

// Without a permission: no file, no connection, no variable.
it.skipIf(!deno)("Deno", async () => {
  const told = await printed(deno!, "run", "--no-config", "--no-prompt", "--quiet");
  expect(told).toEqual(EXPECTED);
});

const CONFIGURATION = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "worker", esModule = embed "worker.mjs")],
    compatibilityDate = "2026-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/** The port of a workerd that tells of itself on its third descriptor. */
async function portOf(child: ChildProcess): Promise<number> {
  let text = "";
  for await (const chunk of child.stdio[3] as AsyncIterable<Buffer>) {
    text += chunk.toString();
    const [, port] = /"event":"listen".*?"port":(\d+)/.exec(text) ?? [];
    if (port !== undefined) return Number(port);
  }
  throw new Error("workerd has ended without listening");
}

it.skipIf(!workerd)("the runtime of Workers", async () => {
  const program = `import { story } from "./test/runtimes/story.ts";
    export default { fetch: async () => Response.json(await story()) };`;
  write("worker.mjs", (await bundle(program)).code);
  const file = write("config.capnp", CONFIGURATION);
  const child = spawn(workerd!, ["serve", file, "--control-fd=3"], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  try {
    const answer = await fetch(`http://127.0.0.1:${await portOf(child)}/`);
    expect([answer.status, await answer.json()]).toEqual([200, EXPECTED]);
  } finally {
    child.kill();
    await once(child, "exit");
  }
});

it.skipIf(!chromium)("a browser", async () => {
  const tell = "((text) => (document.body.textContent = `told:${text}:told`))";
  const { code } = await bundle(storyFor(tell), "browser");
  const page = `<!doctype html><meta charset="utf-8"><body><script type="module">${code}</script>`;
  const url = `file://${write("story.html", page)}`;
  const { stdout } = await run(chromium!, [
    ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    ...[`--user-data-dir=${join(folder, "profile")}`, "--virtual-time-budget=60000"],
    ...["--dump-dom", url],
  ]);
  const [, told] = /told:(\{.*\}):told/.exec(stdout) ?? [];
  expect(JSON.parse(told ?? "null")).toEqual(EXPECTED);
});
