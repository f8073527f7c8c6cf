// A Go module put together in the bench's folder out of folders here, and worked on there. Nothing is
// written into this folder, and no version is chosen here: go.mod and go.sum pin all of them.
import { readFileSync } from "node:fs";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bench } from "../language.ts";
import { commandOf } from "./toolchain.ts";

const here = import.meta.dirname;

/** Runs `go` in the module. */
export type Go = (args: readonly string[]) => Promise<string>;

// Only the Go that is there, whatever the machine's own settings are. Without paths in what it makes,
// its cache knows a program again that was built in another folder.
const env = { GOTOOLCHAIN: "local", GOWORK: "off", GOFLAGS: "-buildvcs=false -trimpath" };

/** Copies the folders' files side by side, and the harness below them. */
export async function assembled(bench: Bench, folders: readonly string[]): Promise<Go> {
  for (const folder of folders) {
    const files = await readdir(join(here, folder));
    for (const file of files.filter((name) => /\.(go|mod|sum|yaml)$/.test(name))) {
      await cp(join(here, folder, file), join(bench.folder, file));
    }
  }
  await cp(join(here, "harness"), join(bench.folder, "harness"), { recursive: true });
  const go = await commandOf();
  return async (args) => await bench.run(go, args, { cwd: bench.folder, env });
}

/** Changes the text of the module's Go files, the harness apart. */
export async function rewritten(bench: Bench, change: (text: string) => string): Promise<void> {
  const files = await readdir(bench.folder);
  for (const file of files.filter((name) => name.endsWith(".go"))) {
    const path = join(bench.folder, file);
    await writeFile(path, change(await readFile(path, "utf8")));
  }
}

/** Builds a program of the module; gives a function that runs it. */
export async function built(
  bench: Bench,
  go: Go,
  program = ".",
): Promise<(args: readonly string[], env?: Record<string, string>) => Promise<string>> {
  const file = join(bench.folder, "bin", program === "." ? "program" : program);
  await mkdir(join(bench.folder, "bin"), { recursive: true });
  await go(["build", "-o", file, `./${program}`]);
  return async (args, env = {}) => await bench.run(file, args, { cwd: bench.folder, env });
}

/** The version of a module that a folder's go.mod pins, without its "v". */
export function pinned(folder: string, module: string): string {
  const text = readFileSync(join(here, folder, "go.mod"), "utf8");
  const line = text.split("\n").find((line) => line.split(/\s+/).includes(module));
  const version = /\sv(\S+)/.exec(line ?? "")?.[1];
  if (version === undefined) throw new Error(`${folder}/go.mod does not pin ${module}.`);
  return version;
}
