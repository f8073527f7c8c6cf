// Runs the command as people do, as a process of its own; waits for what it prints.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";

const COMMAND = join(import.meta.dirname, "../../templates/cloudflare-queues/command.ts");

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** The first match in what it has printed so far, as soon as there is one. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Ended>;
}

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

/** A folder with files, for one test. */
export function folderOf(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "queues-command-"));
  undo.push(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Starts the command; it is ended after the test. */
export function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  cwd: string = tmpdir(),
): Running {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd,
    env: { ...inherited, ...environment },
  });
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (more: string) => {
      text[name] += more;
      child.emit("printed");
    });
  }
  const ended = once(child, "close").then(([exitCode]) => ({ exitCode, ...text }));
  undo.push(() => child.exitCode ?? (child.kill("SIGKILL"), ended));
  const seen = (pattern: RegExp): RegExpExecArray | null =>
    pattern.exec(text.stdout) ?? pattern.exec(text.stderr);
  const failed = ended.then((end) => Promise.reject(new Error(JSON.stringify(end))));
  failed.catch(() => {});
  return {
    child,
    ended,
    async until(pattern) {
      while (!seen(pattern)) await Promise.race([once(child, "printed"), failed]);
      return seen(pattern)!;
    },
  };
}

/** Where it listens, once it says so. */
export async function addressOf({ until }: Running): Promise<string> {
  const [, url] = await until(/(http:\/\/[^\s/]+:\d+)/);
  return url!;
}
