// Flags, environment and configuration → what is to be done. The command line goes before the
// environment, and that before the configuration.
import type { EmulatorOptions } from "../emulator.ts";
import { type Check, text as textCheck, TOKEN_CHECK } from "../emulator/checks.ts";
import { QUEUE_CHECKS } from "../emulator/check-queue.ts";
import type { ServerOptions } from "../server.ts";
import { faultsOf } from "../server/faults.ts";
import { type Config, PORT_CHECK } from "./check-config.ts";
import type { Flags } from "./flags.ts";
import { TOKEN_VARIABLE } from "./help.ts";
import { CommandRefusal } from "./refusal.ts";

/** What the command does. */
export interface Plan {
  /** The path of a SQLite file, or a database as `postgres://…`; undefined: in memory. */
  readonly store: string | undefined;
  readonly emulator: EmulatorOptions;
  readonly server: ServerOptions;
  /** Whether a producer and a consumer are set to work. */
  readonly demo: boolean;
  readonly quiet: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 4010;

/** Puts everything together. @throws CommandRefusal where a value can't be used. */
export function planOf(flags: Flags, environment: Environment, config: Config): Plan {
  const { queues, create, settings, limits } = config;
  const token = tokenOf(flags, environment) ?? config.token;
  const defaults = { ...config.defaults, ...defaultsOf(flags) };
  const shared = token === undefined ? {} : { token };
  return {
    store: text("--store", flags.store, 4096) ?? config.store,
    emulator: {
      defaults,
      ...(queues && { queues }),
      ...(create && { create }),
      ...(settings && { settings }),
      ...shared,
    },
    server: {
      port: number("--port", flags.port, PORT_CHECK) ?? config.port ?? DEFAULT_PORT,
      host: text("--host", flags.host, 253) ?? config.host ?? "127.0.0.1",
      allowedHosts: [...(config.allowedHosts ?? []), ...(flags["allow-host"] ?? [])],
      page: flags["no-page"] ? false : (config.page ?? true),
      faults: faults(flags.fault, config.faults),
      ...(limits && { limits }),
      ...shared,
    },
    demo: flags.demo ?? false,
    quiet: flags.quiet ?? false,
  };
}

function tokenOf(flags: Flags, environment: Environment): string | undefined {
  const variable = environment[TOKEN_VARIABLE];
  const [name, token] =
    flags.token === undefined ? [TOKEN_VARIABLE, variable || undefined] : ["--token", flags.token];
  return token === undefined ? undefined : checked(name, token, TOKEN_CHECK);
}

function defaultsOf(flags: Flags): NonNullable<EmulatorOptions["defaults"]> {
  const maxRetries = number("--max-retries", flags["max-retries"], QUEUE_CHECKS.maxRetries);
  const deadLetterQueue = text("--dead-letter", flags["dead-letter"], 63);
  return {
    ...(maxRetries !== undefined && { maxRetries }),
    ...(deadLetterQueue !== undefined && { deadLetterQueue }),
  };
}

function faults(
  flags: readonly string[] | undefined,
  config: string | undefined,
): NonNullable<ServerOptions["faults"]> {
  if (!flags) return faultsOf(config ?? []);
  try {
    return faultsOf(flags.join(","));
  } catch (error) {
    throw new CommandRefusal(`--fault: ${(error as Error).message}`);
  }
}

function number(name: string, given: string | undefined, check: Check): number | undefined {
  if (given === undefined) return undefined;
  return checked(name, /^\d{1,15}$/.test(given) ? Number(given) : NaN, check);
}

function text(name: string, given: string | undefined, longest: number): string | undefined {
  return given === undefined ? undefined : checked(name, given, textCheck(longest));
}

/** The value is not told: it may be a token. */
function checked<T>(name: string, value: T, [isRight, wanted]: Check): T {
  if (isRight(value)) return value;
  throw new CommandRefusal(`${name} must be ${wanted}.`);
}
