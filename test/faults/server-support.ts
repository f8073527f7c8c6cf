// The emulator's command as a process of its own, on one file and one port, that can be killed and
// started again.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const COMMAND = join(
  resolve(import.meta.dirname, "../.."),
  "templates/cloudflare-queues/command.ts",
);

/** A server that others take for one, although it is a process after the other. */
export interface Server {
  readonly url: string;
  /** Resolves when it listens. */
  up(): Promise<void>;
  /** Ends the process as `kill -9` does, and starts it again. */
  kill(): Promise<void>;
  /** Ends it for good, as it should be. */
  stop(): Promise<void>;
}

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Starts a process; rejects with what it says where it does not come to listen. */
async function start(
  port: number,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Started> {
  const all = [COMMAND, "--port", String(port), "--quiet", ...args];
  const child = spawn(process.execPath, all, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => void (said += chunk.toString()));
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the server ended with ${String(code)}: ${said}`);
  });
  ended.catch(() => undefined);
  const line = once(createInterface(child.stdout), "line");
  const [url] = (await Promise.race([line, ended])) as [string];
  return { child, url };
}

async function end({ child }: Started, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
}

/** Starts the command with these arguments, and on any port that is free. */
export async function serverOf(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const first = await start(0, args, environment);
  const port = Number(new URL(first.url).port);
  let current = Promise.resolve(first);
  const again = async (): Promise<Started> => {
    await end(await current, "SIGKILL");
    return start(port, args, environment);
  };
  return {
    url: first.url,
    up: async () => void (await current),
    kill: async () => void (await (current = again())),
    stop: async () => end(await current, "SIGTERM"),
  };
}
