// The official SDK. Pinned to the newest version, whose answers have the shape that seed 003 shows;
// all versions from 5.0.0 on do. Base URL and credentials come by the environment alone.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bench, Tool } from "../language.ts";
import { prepared, queues } from "./programs.ts";
import { seedProgram } from "./seed.ts";
import type { Python } from "./venv.ts";

const stories = ["tell.py", "tell_async.py", "parameters.py", "errors.py"];

export const cloudflare: Tool = {
  name: "cloudflare (Python)",
  version: "5.9.0",

  async compiles(bench) {
    const python = await prepared(bench, "cloudflare-sdk");
    await python(["-m", "mypy", "--strict", ...stories, "fill.py"]);
  },

  async story(bench) {
    const python = await prepared(bench, "cloudflare-sdk");
    for (const program of stories) await python([program], await environment(bench));
    await seed(bench, python);
  },
};

/** All that the programs are told: where the emulator is, and a token. */
async function environment(bench: Bench): Promise<Record<string, string>> {
  const { url } = await bench.emulator({ queues });
  return { CLOUDFLARE_BASE_URL: url, CLOUDFLARE_API_TOKEN: "right" };
}

/** The seed's program, as it is: it prints the backlog that another program has made. */
async function seed(bench: Bench, python: Python): Promise<void> {
  await writeFile(join(bench.folder, "seed.py"), await seedProgram());
  const env = await environment(bench);
  const want = await python(["fill.py"], env);
  const got = await python(["seed.py"], env);
  if (got.trim() !== want.trim()) throw new Error(`The seed's program prints ${got}, not ${want}`);
}
