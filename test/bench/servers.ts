// The servers of the queue benchmark, each a process of its own: the emulator's command as it is
// shipped, and a bare one that only reads a body and answers, which shows what the machine can do.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface Server {
  readonly url: string;
  /** The memory that the process holds, in megabytes; NaN where the system does not tell. */
  memory(): number;
  stop(): Promise<void>;
}

const COMMAND = fileURLToPath(
  new URL("../../generated/dist/cloudflare-queues/command.js", import.meta.url),
);

const BARE = `
  const server = require("node:http").createServer((request, response) => {
    request.on("data", () => {});
    request.on("end", () => response.end('{"success":true}'));
  });
  server.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port));
`;

/** The emulator with its messages in a file. */
export function emulator(store: string): Promise<Server> {
  return start([COMMAND, "--port", "0", "--store", store]);
}

/** Reads and answers; keeps nothing. */
export function bare(): Promise<Server> {
  return start(["--eval", BARE]);
}

async function start(args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [...args], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await addressOf(child);
  return {
    url,
    memory: () => residentOf(child.pid),
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const [url] = /http:\/\/[\d.]+:\d+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("The server ended before it said its address; npm run generate builds it.");
}

function residentOf(pid: number | undefined): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1000;
  } catch {
    return NaN;
  }
}
