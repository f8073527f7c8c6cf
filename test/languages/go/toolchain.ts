// Which Go there is: 1.25 or newer, which the modules here ask for. It is never fetched.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
/** In PATH, or where Go's own installer puts it. */
const commands = ["go", "/usr/local/go/bin/go"];

interface Found {
  readonly command: string;
  readonly version: string;
}

let found: Promise<Found | undefined> | undefined;

/** The version line of the Go that is used; undefined where there is none. */
export async function versionOf(): Promise<string | undefined> {
  return (await (found ??= look()))?.version;
}

export async function commandOf(): Promise<string> {
  const go = await (found ??= look());
  if (go === undefined) throw new Error("There is no Go 1.25 or newer.");
  return go.command;
}

async function look(): Promise<Found | undefined> {
  for (const command of commands) {
    const version = await run(command, ["version"]).then(
      ({ stdout }) => stdout.trim(),
      () => "",
    );
    const [, minor] = /^go version go1\.(\d+)/.exec(version) ?? [];
    if (Number(minor) >= 25) return { command, version };
  }
  return undefined;
}
