// Runs other programs for `pack`: npm, node and the checkers. They get none of the variables by which
// npm tells a script where it runs.
import { spawn } from "node:child_process";
import { Refusal } from "./refusal.ts";

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  /** Both streams, as they came. */
  readonly output: string;
}

/** Runs a program to its end. */
export function run(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|init_cwd$)/i.test(name));
  const env = { ...Object.fromEntries(kept), NO_COLOR: "1", FORCE_COLOR: "0" };
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
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
export function npm(args: readonly string[], cwd: string): Promise<Ended> {
  const own = process.env["npm_execpath"];
  if (own !== undefined && /npm-cli\.[cm]?js$/.test(own)) {
    return run(process.execPath, [own, ...args], cwd);
  }
  return run(process.platform === "win32" ? "npm.cmd" : "npm", args, cwd);
}
