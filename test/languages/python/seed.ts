// Seed 003's own program. The seed's text has lost its line breaks, and Python needs them: the copy
// here has them again, and is otherwise the same, which is compared where the seeds are at hand.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The program's text; an Error where the seed of ONESPEC_SHARED has another. */
export async function seedProgram(): Promise<string> {
  const copy = await readFile(join(import.meta.dirname, "cloudflare-sdk", "seed-003.txt"), "utf8");
  const shared = process.env["ONESPEC_SHARED"];
  if (shared === undefined || shared === "") return copy;
  const block = /```python\s(.*?)```/s.exec(await seed(join(shared, "seeds")))?.[1];
  if (block === undefined) throw new Error("Seed 003 has no Python program.");
  if (words(block) !== words(copy)) throw new Error(`Seed 003 has another program:\n${block}`);
  return copy;
}

async function seed(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((file) => file.startsWith("003_"));
  if (name === undefined) throw new Error(`There is no seed 003 in ${folder}.`);
  return await readFile(join(folder, name), "utf8");
}

function words(text: string): string {
  return text.trim().split(/\s+/).join(" ");
}
