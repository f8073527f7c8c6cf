// Which Python there is: 3.11 or newer, which the programs here need.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const commands = ["python3", "python"];

interface Found {
  readonly command: string;
  readonly version: string;
}

let found: Promise<Found | undefined> | undefined;

/** The version line of the Python that is used; undefined where there is none. */
export async function versionOf(): Promise<string | undefined> {
  return (await (found ??= look()))?.version;
}

export async function commandOf(): Promise<string> {
  const python = await (found ??= look());
  if (python === undefined) throw new Error("There is no Python 3.11 or newer.");
  return python.command;
}

async function look(): Promise<Found | undefined> {
  for (const command of commands) {
    const version = await run(command, ["-c", "import ensurepip, sys; print(sys.version)"]).then(
      ({ stdout }) => `Python ${stdout.split(" ")[0] ?? ""}`,
      () => "",
    );
    const [, minor] = /^Python 3\.(\d+)/.exec(version) ?? [];
    if (Number(minor) >= 11) return { command, version };
  }
  return undefined;
}
