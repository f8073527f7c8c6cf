// A bench of one cell: an empty folder, commands that run in it, and emulators that end with it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Bench } from "./language.ts";

const generated = resolve(import.meta.dirname, "../../generated");
const command = join(generated, "dist/cloudflare-queues/command.js");

/** Runs one cell on a bench, and clears up whatever comes of it. */
export async function onBench<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
  if (!existsSync(command))
    throw new Error("The package is not built: npm run generate builds it.");
  const folder = mkdtempSync(join(tmpdir(), "onespec-language-"));
  const emulators: ChildProcess[] = [];
  try {
    return await work({
      folder,
      package: generated,
      run: (program, args, options = {}) => run(program, args, { cwd: folder, ...options }),
      async emulator(config = {}) {
        const file = join(folder, `emulator-${emulators.length}.json`);
        writeFileSync(file, JSON.stringify(config));
        const child = spawn(
          process.execPath,
          [command, "--port", "0", "--quiet", "--no-page", "--config", file],
          { stdio: ["ignore", "pipe", "inherit"] },
        );
        emulators.push(child);
        for await (const url of createInterface({ input: child.stdout })) return { url };
        throw new Error("The emulator ended before it listened.");
      },
    });
  } finally {
    for (const child of emulators) {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** So many lines of a failed command's output are shown. */
const SHOWN = 40;

async function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Record<string, string>; readonly input?: string },
): Promise<string> {
  const { cwd, env, input } = options;
  const child = spawn(program, [...args], { cwd, env: { ...process.env, ...env } });
  let [out, all] = ["", ""];
  child.stdout.on("data", (more) => ((out += String(more)), (all += String(more))));
  child.stderr.on("data", (more) => (all += String(more)));
  // A program that reads nothing may be gone by now.
  child.stdin.on("error", () => {});
  child.stdin.end(input ?? "");
  const [code] = (await once(child, "close")) as [number | null];
  if (code === 0) return out;
  const shown = all.trimEnd().split("\n").slice(-SHOWN).join("\n");
  throw new Error(`${[program, ...args].join(" ")} ended with ${code}:\n${shown}`);
}
