// What all rows do: the programs go beside the generated code, into the bench's folder, and run
// there. Nothing is written into this folder.
import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Bench } from "../language.ts";
import { type Python, python } from "./venv.ts";

const here = import.meta.dirname;

/** What `common/story.py` expects; the first queue has the identifier that seed 003 names. */
export const queues: readonly object[] = [
  { name: "orders", id: "023e105f4ecef8ad9ca31a8372d0c353", token: "right" },
  { name: "closed", httpPull: false },
  { name: "busy", refuse: "overloaded" },
];

/** Copies a row's programs, and gives the Python that has what its lock file names. */
export async function prepared(bench: Bench, tool: string): Promise<Python> {
  for (const folder of [join(here, "common"), join(here, tool)]) {
    const files = (await readdir(folder)).filter((file) => /\.(py|yaml)$/.test(file));
    for (const file of files) await cp(join(folder, file), join(bench.folder, file));
  }
  return await python(bench, join(here, tool, "requirements.txt"));
}
