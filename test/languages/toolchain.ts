// Looks for a toolchain on this machine, once: the first of some commands that is new enough. Nothing
// is fetched.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

interface Wanted {
  /** What is said where there is none: "Go 1.25 or newer". */
  readonly name: string;
  readonly commands: readonly string[];
  /** What makes a command print its version. */
  readonly args: readonly string[];
  /** The version line, of what was printed; undefined: too old. */
  read(printed: string): string | undefined;
}

interface Found {
  readonly command: string;
  readonly version: string;
}

export interface Toolchain {
  /** The version line of what is used; undefined where there is none. */
  versionOf(): Promise<string | undefined>;
  /** @throws Error where there is none. */
  commandOf(): Promise<string>;
}

export function toolchainOf(wanted: Wanted): Toolchain {
  let found: Promise<Found | undefined> | undefined;
  const look = (): Promise<Found | undefined> => (found ??= find(wanted));
  return {
    versionOf: async () => (await look())?.version,
    async commandOf() {
      const one = await look();
      if (one === undefined) throw new Error(`There is no ${wanted.name}.`);
      return one.command;
    },
  };
}

async function find({ commands, args, read }: Wanted): Promise<Found | undefined> {
  for (const command of commands) {
    const printed = await promisify(execFile)(command, args).then(
      ({ stdout }) => stdout,
      () => "",
    );
    const version = read(printed);
    if (version !== undefined) return { command, version };
  }
  return undefined;
}
