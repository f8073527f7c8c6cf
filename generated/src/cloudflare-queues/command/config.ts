// Reads a configuration from its file. The path of the store in it is relative to that file.
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { told } from "../emulator/checks.ts";
import { type Config, configProblems } from "./check-config.ts";
import { jsonFault } from "./json-fault.ts";
import { CommandRefusal } from "./refusal.ts";
import { isDatabase } from "./store.ts";

/** The configuration in a file. @throws CommandRefusal that says what is wrong and where. */
export async function readConfig(path: string): Promise<Config> {
  const text = (await textOf(path)).replace(/^\ufeff/, "");
  const fault = jsonFault(text);
  if (fault) {
    throw new CommandRefusal(`${path}:${fault.line}:${fault.column}: ${fault.message}`);
  }
  const config: unknown = JSON.parse(text);
  const problems = configProblems(config).map((one) => `${path}: ${told(one, "the whole")}`);
  if (problems.length > 0) throw new CommandRefusal(problems.join("\n"));
  const { store, ...rest } = config as Config;
  if (store === undefined) return rest;
  return { ...rest, store: isDatabase(store) ? store : resolve(dirname(path), store) };
}

const SAID: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EISDIR: "is a folder",
  EACCES: "may not be read by this user",
};

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new CommandRefusal(
      `the configuration ${path} ${SAID[code] ?? `can't be read: ${message}`}`,
    );
  }
}
