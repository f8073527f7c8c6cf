// Runs other programs for `pack`: npm, node and the checkers. They get none of the variables by which
// npm tells a script where it runs, and are ended with all that they have started when we are to stop.
import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { Refusal } from "./refusal.ts";

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  /** Both streams, as they came. */
  readonly output: string;
}

/** Where a program runs, and what ends it before its time. */
export interface Place {
  readonly cwd: string;
  readonly stop: AbortSignal;
}

/** Whether a program is started as the head of a group, which can be ended as a whole. */
const GROUPED = process.platform !== "win32";

/** Runs a program to its end. */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, stop }: Place,
): Promise<Ended> {
  stop.throwIfAborted();
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|init_cwd$)/i.test(name));
  const env = { ...Object.fromEntries(kept), NO_COLOR: "1", FORCE_COLOR: "0" };
  const stdio = ["ignore", "pipe", "pipe"] as const;
  const child = spawn(command, args, { cwd, env, stdio: [...stdio], detached: GROUPED });
  const end = (): void => endGroup(child);
  stop.addEventListener("abort", end);
  try {
    return await ended(child, command);
  } finally {
    stop.removeEventListener("abort", end);
    stop.throwIfAborted();
  }
}

function endGroup(child: ChildProcess): void {
  try {
    if (GROUPED && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    else child.kill();
  } catch {
    // It has ended by itself.
  }
}

function ended(
  child: ChildProcessByStdio<null, Readable, Readable>,
  command: string,
): Promise<Ended> {
  const [stdout, output]: Buffer[][] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => {
    stdout!.push(chunk);
    output!.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => output!.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", ({ code, message }: NodeJS.ErrnoException) => {
      const why = code === "ENOENT" ? "it is not in PATH" : message;
      reject(new Refusal(1, `${command} can't be run: ${why}.`, "Install it and run again."));
    });
    child.on("close", (code) => {
      const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString();
      resolve({ exitCode: code ?? 1, stdout: text(stdout!), output: text(output!) });
    });
  });
}

/** Runs npm: the one that runs us, where one does. */
export function npm(args: readonly string[], place: Place): Promise<Ended> {
  const own = process.env["npm_execpath"];
  if (own !== undefined && /npm-cli\.[cm]?js$/.test(own)) {
    return run(process.execPath, [own, ...args], place);
  }
  return run(process.platform === "win32" ? "npm.cmd" : "npm", args, place);
}
