// A virtual environment of exactly the packages that a lock file names, kept below the system's
// folder for temporary files: one for each lock file, made once.
import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Bench } from "../language.ts";
import { commandOf, versionOf } from "./toolchain.ts";

const bin = process.platform === "win32" ? "Scripts" : "bin";

/** Runs Python with the packages of a lock file. */
export type Python = (
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
) => Promise<string>;

export async function python(bench: Bench, requirements: string): Promise<Python> {
  const home = await venv(bench, requirements);
  const folder = join(home, bin);
  const own = {
    MYPY_CACHE_DIR: join(home, "mypy"), // or else mypy reads all of the SDK again each time
    PATH: [folder, process.env["PATH"]].join(delimiter),
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONUTF8: "1",
  };
  return (args, env) => bench.run(join(folder, "python"), args, { env: { ...own, ...env } });
}

async function venv(bench: Bench, requirements: string): Promise<string> {
  const lock = await readFile(requirements);
  const key = createHash("sha256")
    .update(`${(await versionOf()) ?? ""} ${process.arch}\n`)
    .update(lock)
    .digest("hex")
    .slice(0, 16);
  const cache = join(tmpdir(), "onespec-languages");
  const folder = join(cache, `python-${key}`);
  if (await exists(folder)) return folder;
  await mkdir(cache, { recursive: true });
  return await made(bench, requirements, folder);
}

/** It gets its name when it is whole: nobody ever sees a half one, or breaks another's. */
async function made(bench: Bench, requirements: string, folder: string): Promise<string> {
  const half = await mkdtemp(`${folder}-`);
  try {
    await bench.run(await commandOf(), ["-m", "venv", half]);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    const exactly = ["--require-hashes", "--only-binary", ":all:", "--requirement", requirements];
    await bench.run(join(half, bin, "python"), [...pip, ...exactly]);
    await rename(half, folder);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
  return folder;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
