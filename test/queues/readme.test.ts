// The programs of the README run as they stand there, against the mock server.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import type { Fetch } from "#api/index";
import { mockServer } from "#api/mock";

const root = resolve(import.meta.dirname, "../..");
const blocks = [
  ...readFileSync(join(root, "README.md"), "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm),
].map(([, code]) => code!);
const written: string[] = [];
afterAll(() => written.forEach((file) => rmSync(file, { force: true })));

/** A block as a module whose package is the source in this repository. */
async function load(mark: string): Promise<Readonly<Record<string, unknown>>> {
  const block = blocks.find((code) => code.includes(mark))!;
  const code = block.replaceAll(
    /"@onespec\/cloudflare-queues(\/(\w+))?"/g,
    (_whole, _path, entry: string | undefined) =>
      JSON.stringify(pathToFileURL(join(root, `generated/src/${entry ?? "index"}.ts`)).href),
  );
  const file = join(root, `node_modules/.onespec-readme-${written.length}.ts`);
  writeFileSync(file, code);
  written.push(file);
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Readonly<
    Record<string, unknown>
  >;
}

const options = { apiToken: "t", accountId: "a" };

it("runs the first program", async () => {
  const { main } = await load("export async function main");
  const run = main as (settings: object, queue: string) => Promise<object>;
  expect(await run({ ...options, fetch: mockServer().fetch }, "q")).toEqual({
    received: ["hello world"],
    settled: 5,
  });
});

it("runs the pull consumer of Cloudflare's examples, with the same requests", async () => {
  const { consumeOnce } = await load("export async function consumeOnce");
  const mock = mockServer({
    pull: () => ({
      success: true,
      result: { messages: [{ lease_id: "one" }, { lease_id: "two" }] },
    }),
  });
  const sent: unknown[] = [];
  const fetch: Fetch = async (request) => {
    sent.push([new URL(request.url).pathname.split("/").at(-1), await request.clone().json()]);
    return mock.fetch(request);
  };
  const run = consumeOnce as (options: object, queue: string) => Promise<number>;
  expect(await run({ ...options, fetch }, "q")).toBe(2);
  expect(sent).toEqual([
    ["pull", { visibility_timeout_ms: 6000, batch_size: 50 }],
    ["ack", { acks: [{ lease_id: "one" }], retries: [{ lease_id: "two", delay_seconds: 600 }] }],
  ]);
});
