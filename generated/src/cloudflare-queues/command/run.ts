// The command from its arguments to its exit code. Knows no process: what it needs of one is given.
import { emulator, type EmulatorOptions, type Emulator } from "../emulator.ts";
import type { Clock } from "../../runtime/options.ts";
import { type EmulatorServer, ListenError, serve } from "../server.ts";
import { readConfig } from "./config.ts";
import { type Demo, FAILED_ORDERS, ORDERS, startDemo } from "./demo.ts";
import { type Flags, flagsOf } from "./flags.ts";
import { exposure, greeting } from "./greeting.ts";
import { HELP } from "./help.ts";
import { type Environment, type Plan, planOf } from "./plan.ts";
import { CommandRefusal } from "./refusal.ts";
import { refusedListener } from "./refused.ts";
import { openStore } from "./store.ts";
import { painterOf, type Stream } from "./terminal.ts";
import { type OnSignal, untilSignal } from "./until-signal.ts";
import { versionOf } from "./version.ts";

/** What the command needs of its process. */
export interface Surroundings {
  readonly environment: Environment;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly clock: Clock;
  /** A number from 0 to 1. */
  readonly random: () => number;
  readonly onSignal: OnSignal;
}

/** Runs until a signal comes. Gives the exit code; rejects where something unforeseen happens. */
export async function run(argv: readonly string[], around: Surroundings): Promise<number> {
  const { stdout, stderr, environment } = around;
  try {
    const flags = flagsOf(argv);
    if (flags.help) stdout.write(HELP);
    else if (flags.version) stdout.write(`${await versionOf(import.meta.url)}\n`);
    else return await listen(planOf(flags, environment, await configOf(flags)), around);
    return 0;
  } catch (error) {
    if (!isForeseen(error)) throw error;
    const paint = painterOf(stderr, environment);
    stderr.write(`${paint("red", "cloudflare-queues-emulator:")} ${error.message}\n`);
    return error instanceof CommandRefusal ? error.exitCode : 1;
  }
}

/** What has a message that says what to do; anything else is a bug, which shows where it is. */
function isForeseen(error: unknown): error is Error {
  if (error instanceof CommandRefusal || error instanceof ListenError) return true;
  return error instanceof Error && error.name === "StoreError";
}

async function configOf({ config }: Flags): ReturnType<typeof readConfig> {
  return config === undefined ? {} : readConfig(config);
}

async function listen(plan: Plan, around: Surroundings): Promise<number> {
  const { stdout, stderr, environment, clock } = around;
  const warn = (line: string): void => {
    if (!plan.quiet) stderr.write(`${painterOf(stderr, environment)("yellow", line)}\n`);
  };
  const { store, told } = await openStore(plan.store, environment);
  // The clock of a store that servers share goes before that of this machine.
  const time = store.now ? {} : { clock };
  try {
    const made = emulatorOf({ ...plan.emulator, ...time, store });
    const onRefused = refusedListener(warn);
    const server = await serve(made, { ...plan.server, random: around.random, onRefused });
    const shown = { ...plan, store: told };
    stdout.write(`${greeting(shown, server.url, painterOf(stdout, environment))}\n`);
    const exposed = exposure(plan);
    if (exposed !== undefined) warn(exposed);
    const demo = plan.demo ? demoOf(made, server, plan, around, warn) : undefined;
    return await untilSignal(around.onSignal, clock, async () => {
      await demo?.stop();
      await stop(server, warn);
    });
  } finally {
    await store.close();
  }
}

/** What the checks of single values do not see: two queues of one name. */
function emulatorOf(options: EmulatorOptions): Emulator {
  try {
    return emulator(options);
  } catch (error) {
    if (error instanceof TypeError) throw new CommandRefusal(`the queues: ${error.message}`);
    throw error;
  }
}

/** The shop's queue, if it is not set up otherwise, and those who use it. */
function demoOf(
  made: Emulator,
  { url }: EmulatorServer,
  { emulator: { token: shared = "demo" } }: Plan,
  { clock, random }: Surroundings,
  warn: (line: string) => void,
): Demo {
  if (!made.queues().some(({ name }) => name === ORDERS)) {
    made.configure({ name: ORDERS, deadLetterQueue: FAILED_ORDERS });
  }
  const onError = (error: unknown): void =>
    warn(`The demonstration goes on after: ${String(error)}`);
  const token = made.queue(ORDERS)?.token ?? shared;
  return startDemo({ baseUrl: url, token, clock, random, onError });
}

async function stop(server: EmulatorServer, warn: (line: string) => void): Promise<void> {
  const count = server.underWay();
  const waiting = count === 1 ? "1 request is" : `${count} requests are`;
  if (count > 0) warn(`Stopping; ${waiting} under way. Another signal ends it at once.`);
  await server.close();
}
