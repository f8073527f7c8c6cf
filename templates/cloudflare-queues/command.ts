#!/usr/bin/env node
// The command `cloudflare-queues-emulator`: the process around it. Everything else is in its room.
/// <reference types="node" />
import { run } from "./command/run.ts";
import type { Signal } from "./command/until-signal.ts";

const SIGNALS: readonly Signal[] = ["SIGINT", "SIGTERM"];

// Whoever reads the first lines only, as `head` does, does not end the server.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const exitCode: number = await run(process.argv.slice(2), {
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  clock: {
    now: Date.now,
    setTimeout,
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  },
  random: Math.random,
  onSignal: (listener) => SIGNALS.forEach((signal) => process.on(signal, () => listener(signal))),
});
// After a second signal there are still requests that would keep the process.
if (exitCode > 2) process.exit(exitCode);
process.exitCode = exitCode;
