// The programs of the overlay's README: they compile, and they run.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createClient, type PullResult } from "#api/index";
import type { Consumer } from "../../templates/cloudflare-queues/consumer.ts";
import { emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { queue } from "../../templates/cloudflare-queues/producer.ts";
import { check, root } from "./compile-support.ts";

const blocks = [
  ...readFileSync(join(root, "templates/cloudflare-queues/README.md"), "utf8").matchAll(
    /^```ts\n([\s\S]*?)^```$/gm,
  ),
]
  .map(([, code]) => code!)
  .filter((code) => /cloudflare-queues\/(consumer|producer|emulator|server|sqlite)"/.test(code));
const written: string[] = [];
afterAll(() => written.forEach((file) => rmSync(file, { force: true })));

/** A block whose packages are the sources in this repository. */
function local(block: string): string {
  return block.replaceAll(/"@onespec\/cloudflare-queues(\/(\w+))?"/g, (_whole, _path, entry) => {
    const isOverlay = /^(consumer|producer|emulator|server|sqlite)$/.test(String(entry));
    const file = isOverlay
      ? `templates/cloudflare-queues/${String(entry)}.ts`
      : `generated/src/${String(entry ?? "index")}.ts`;
    return JSON.stringify(pathToFileURL(join(root, file)).href);
  });
}

async function load(mark: string): Promise<Readonly<Record<string, unknown>>> {
  const found = blocks.filter((code) => code.includes(mark));
  expect(found).toHaveLength(1);
  const file = join(root, `node_modules/.onespec-readme-consumer-${written.length}.ts`);
  writeFileSync(file, local(found[0]!));
  written.push(file);
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as never;
}

const { fetch, statistics } = emulator();
const client = createClient({ apiToken: "t", accountId: "a", fetch });
const settled = (name: string) =>
  vi.waitFor(async () => {
    expect((await statistics()).some(({ queue: own }) => own === name)).toBe(false);
  });

beforeAll(() => {
  vi.spyOn(console, "log").mockReturnValue();
  vi.spyOn(console, "error").mockReturnValue();
});

it("compiles all of them", () => {
  const lib = ["es2023", "dom", "dom.iterable", "esnext.disposable"];
  const errors = blocks.map((block) => check(local(block).replaceAll("file://", ""), [], lib));
  expect(errors).toEqual(blocks.map(() => []));
  expect(blocks.length).toBeGreaterThanOrEqual(7);
});

it("runs the first one", async () => {
  expect((await load("export const handled"))["handled"]).toEqual([1, 2, 3]);
});

it("sends all", async () => {
  const { sendAll } = await load("function sendAll");
  const send = sendAll as (...given: unknown[]) => Promise<unknown>;
  expect(await send(client, "all", [{ body: 1 }, { body: 2 }])).toEqual([]);
  const broken = createClient({
    apiToken: "t",
    accountId: "a",
    fetch: async () => new Response("", { status: 500 }),
  });
  expect(await send(broken, "all", [{ body: 1 }])).toEqual([{ body: 1 }]);
});

it("consumes, and sends mails", async () => {
  const { start } = await load("sendMail(message");
  const mails = vi.fn(async () => undefined);
  vi.stubGlobal("sendMail", mails);
  await queue(client, "mails").send({ to: "somebody" });
  const consumer = (start as (...given: unknown[]) => Consumer)(client, "mails");
  await settled("mails");
  await consumer.stop();
  expect(mails).toHaveBeenCalledWith("somebody", expect.any(AbortSignal));
});

it("runs the Worker's handler", async () => {
  const { startWorker } = await load("function startWorker");
  await queue(client, "greet").send({ name: "you" });
  const begin = startWorker as (...given: unknown[]) => Consumer;
  const consumer = begin(client, { GREETING: "hello" }, "greet");
  await settled("greet");
  await consumer.stop();
  expect(console.log).toHaveBeenCalledWith("hello you, from greetings");
});

it("checks bodies", async () => {
  const { startChecked } = await load("function startChecked");
  await queue(client, "checked").sendBatch([{ body: { batch_size: 7 } }, { body: "wrong" }]);
  const sizes: number[] = [];
  const consumer = (startChecked as (...given: unknown[]) => Consumer)(client, "checked", sizes);
  await settled("checked");
  await consumer.stop();
  expect(sizes).toEqual([7]);
});

it("moves time, and a message comes back", async () => {
  const told = (await load("clock.advance")) as Record<"first" | "again", PullResult>;
  const attempts = [told.first, told.again].map(({ messages }) => messages?.[0]?.attempts);
  expect(attempts).toEqual([1, 2]);
});

it("serves", async () => {
  const { main } = await load("sqliteStore(file)");
  const folder = mkdtempSync(join(tmpdir(), "onespec-readme-"));
  const url = await (main as (file: string) => Promise<string>)(join(folder, "queue.sqlite"));
  rmSync(folder, { recursive: true });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});
