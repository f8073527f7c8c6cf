// Producer, consumer, emulator and command as a stranger gets them: installed from the packed package,
// run by three nodes, with nothing of this repository beside them.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPackage, node, run } from "./stranger.ts";

let folder = "";
beforeAll(() => void (folder = installPackage()));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COMMAND = "node_modules/@onespec/cloudflare-queues/dist/cloudflare-queues/command.js";

/** Sends twenty messages over HTTP, consumes them, and prints what came. */
const STORY = `
import { createClient } from "@onespec/cloudflare-queues";
import { consume } from "@onespec/cloudflare-queues/consumer";
import { queue } from "@onespec/cloudflare-queues/producer";
const [, , baseUrl] = process.argv;
const client = createClient({ baseUrl, apiToken: "any", accountId: "any" });
await queue(client, "q").sendBatch(Array.from({ length: 20 }, (_, index) => ({ body: index })));
const seen = [];
await new Promise((resolve, reject) => {
  const consumer = consume(client, { queue: "q", onError: reject }, (batch) => {
    seen.push(...batch.messages.map(({ body }) => body));
    batch.ackAll();
    if (seen.length === 20) consumer.stop().then(resolve);
  });
});
console.log(JSON.stringify(seen.sort((a, b) => a - b)));
`;

/** Runs the command until it says where it listens. */
async function started(
  binary: string,
  args: readonly string[],
): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(binary, [COMMAND, "--port", "0", "--quiet", ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("http")) return { url: line, child };
  }
  throw new Error("the command ended before it listened");
}

describe.each([20, 22, 24])("node %i", (major) => {
  const binary = node(major);

  it.skipIf(binary === undefined)("runs the command, the producer and the consumer", async () => {
    writeFileSync(join(folder, "story.mjs"), STORY);
    const file = `queue-${major}.sqlite`;
    const { url, child } = await started(binary!, major === 20 ? [] : ["--store", file]);
    const told = spawn(binary!, ["story.mjs", url], { cwd: folder });
    let text = "";
    told.stdout.on("data", (more) => (text += String(more)));
    told.stderr.on("data", (more) => (text += String(more)));
    await once(told, "close");
    expect(text).toBe(`${JSON.stringify(Array.from({ length: 20 }, (_, index) => index))}\n`);
    const script = await fetch(`${url}/page.js`);
    expect([script.status, (await script.text()).length > 10_000]).toEqual([200, true]);
    child.kill("SIGTERM");
    await once(child, "exit");
    expect([child.exitCode, existsSync(join(folder, file))]).toEqual([0, major !== 20]);
  });
});

it("says in one line what a node without SQLite lacks", () => {
  const old = node(20);
  if (old === undefined) return console.log("skipped: node 20 can't be had here");
  const { code, output } = run(old, [COMMAND, "--port", "0", "--store", "q.sqlite"], folder);
  expect(code).toBe(1);
  expect(output).toMatch(/^cloudflare-queues-emulator: .*node 22\.13.*\n$/);
});

it("is found by npx", () => {
  const { code, output } = run("npx", ["cloudflare-queues-emulator", "--version"], folder);
  expect(code).toBe(0);
  expect(output.split("\n")).toContain("1.0.0");
});
