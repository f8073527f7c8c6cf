// publint and attw on a packed package, where they are installed; each is an optional companion, and one
// that is missing is said with the line that installs it.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Place, run } from "./process.ts";

export interface Verdict {
  readonly name: string;
  readonly state: "passed" | "failed" | "missing";
  /** What it printed, or how to install it. */
  readonly detail: string;
}

/** publint, on the installed package. */
export async function publint(
  installed: string,
  from: readonly string[],
  stop: AbortSignal,
): Promise<Verdict> {
  const args = ["--strict", "--pack", "false", installed];
  return tool("publint", from, args, { cwd: dirname(installed), stop });
}

/** attw, on the tarball; entries that are no code have no types to look at. */
export async function attw(
  tarball: string,
  dataEntries: readonly string[],
  from: readonly string[],
  stop: AbortSignal,
): Promise<Verdict> {
  const excluded = dataEntries.length === 0 ? [] : ["--exclude-entrypoints", ...dataEntries];
  const args = [tarball, "--profile", "esm-only", "--format", "ascii", ...excluded];
  return tool("@arethetypeswrong/cli", from, args, { cwd: dirname(tarball), stop });
}

async function tool(
  name: string,
  from: readonly string[],
  args: readonly string[],
  place: Place,
): Promise<Verdict> {
  const program = from.map((folder) => programOf(name, folder)).find((path) => path !== undefined);
  if (program === undefined) {
    return { name, state: "missing", detail: `npm install --save-dev ${name}` };
  }
  const { exitCode, output } = await run(process.execPath, [program, ...args], place);
  return { name, state: exitCode === 0 ? "passed" : "failed", detail: output.trim() };
}

/** The program of a package that is installed in a folder, or above it. */
function programOf(name: string, folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const home = join(at, "node_modules", name);
    const manifest = join(home, "package.json");
    if (existsSync(manifest)) {
      const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as {
        readonly bin?: string | Readonly<Record<string, string>>;
      };
      const path = typeof bin === "string" ? bin : Object.values(bin ?? {})[0];
      return path === undefined ? undefined : join(home, path);
    }
    if (at === dirname(at)) return undefined;
  }
}
