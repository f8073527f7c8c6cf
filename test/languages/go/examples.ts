// The seeds' own programs, run against the emulator. Only the base URL is set, in the environment, and
// the emulator wants the very token that the program sends. One thing in the text must change: the
// import paths lack the major version, without which Go reads v0 or v1, an SDK of another kind.
//
// The copies in cloudflare-go/examples have line breaks again where a seed's text has lost them, and
// are otherwise the same, which is compared where the seeds are at hand.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bench } from "../language.ts";
import { built, type Go } from "./module.ts";

const folder = join(import.meta.dirname, "cloudflare-go", "examples");
const queue = "023e105f4ecef8ad9ca31a8372d0c353";

/** A program by its file's name, and what it does: what it prints, or how it is refused. */
export interface Example {
  readonly name: string;
  readonly prints?: string;
  readonly panics?: RegExp;
}

/**
 * What is right for the programs of the seeds. Two of them leave out what the service can't do
 * without. The push gives no body, and the SDK sends `content-type: application/json` with an empty
 * one: that is not JSON, 10208. The bulk push sends `{}`: JSON without messages, 10207.
 */
export const seed000: readonly Example[] = [
  { name: "000-push", panics: /400 Bad Request .*"code":10208/ },
  { name: "000-ack", prints: "0\n" },
  { name: "000-pull", prints: "2\n" },
  { name: "000-bulk-push", panics: /400 Bad Request .*"code":10207/ },
];

export const seed002: readonly Example[] = [{ name: "002-ack", prints: "0\n" }];

/** Puts each program into a folder of its own in the module. */
export async function placed(
  bench: Bench,
  examples: readonly Example[],
  major: number,
): Promise<void> {
  const path = '"github.com/cloudflare/cloudflare-go';
  for (const { name } of examples) {
    const text = (await program(name)).replaceAll(path, `${path}/v${major}`);
    await mkdir(join(bench.folder, name), { recursive: true });
    await writeFile(join(bench.folder, name, "main.go"), text);
  }
}

/** Runs one, against an emulator of its own that holds two messages. */
export async function played(
  bench: Bench,
  go: Go,
  example: Example,
  settings: object,
): Promise<void> {
  const { name, prints, panics } = example;
  const token = /WithAPIToken\("(.*?)"\)/.exec(await program(name))?.[1] ?? "";
  const { url } = await bench.emulator({ queues: [{ name: queue, id: queue, token }], settings });
  await fill(url, token);
  const run = await built(bench, go, name);
  const env = { CLOUDFLARE_BASE_URL: url };
  const output = await run([], env).catch((error: unknown) => {
    if (panics?.test(String(error)) === true) return undefined;
    throw error;
  });
  if (output !== prints) throw new Error(`The program ${name} printed ${output ?? "nothing"}`);
}

async function fill(url: string, token: string): Promise<void> {
  const answer = await fetch(`${url}/accounts/any/queues/${queue}/messages/batch`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ messages: [{ body: 1 }, { body: 2 }] }),
  });
  if (!answer.ok) throw new Error(`The emulator answered ${answer.status}: ${await answer.text()}`);
}

/** The program's text; an Error where the seed of ONESPEC_SHARED has another. */
async function program(name: string): Promise<string> {
  const copy = await readFile(join(folder, `${name}.txt`), "utf8");
  const shared = process.env["ONESPEC_SHARED"];
  if (shared === undefined || shared === "") return copy;
  const seeds = join(shared, "seeds");
  const file = (await readdir(seeds)).find((file) => file.startsWith(`${name.slice(0, 3)}_`));
  if (file === undefined) throw new Error(`There is no seed for ${name} in ${seeds}.`);
  const seed = await readFile(join(seeds, file), "utf8");
  if (!words(seed).includes(words(copy))) throw new Error(`${file} has another program ${name}.`);
  return copy;
}

function words(text: string): string {
  return text.trim().split(/\s+/).join(" ");
}
