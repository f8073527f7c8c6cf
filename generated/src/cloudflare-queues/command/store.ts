// The store that `--store` names: a SQLite file, a PostgreSQL database, or nothing. What a database
// needs to be reached may hold a password, and is told to nobody.
import { memoryStore, type Store } from "../emulator.ts";
import { STORE_VARIABLE } from "./help.ts";
import type { Environment } from "./plan.ts";
import { CommandRefusal } from "./refusal.ts";

/** A store, and what people are told of it; undefined: it is in memory. */
export interface OpenedStore {
  readonly store: Store;
  readonly told: string | undefined;
}

/** Whether this names a database and not a file. */
export function isDatabase(store: string): boolean {
  return /^postgres(ql)?:/i.test(store);
}

/** Opens it. Not every runtime has what a store needs, and most runs do without. */
export async function openStore(
  named: string | undefined,
  environment: Environment,
): Promise<OpenedStore> {
  if (named === undefined) return { store: memoryStore(), told: undefined };
  if (isDatabase(named)) return openDatabase(named, environment);
  const { sqliteStore } = await import("../sqlite.ts");
  return { store: await sqliteStore(named), told: named };
}

async function openDatabase(named: string, environment: Environment): Promise<OpenedStore> {
  const { url, schema } = addressOf(named, environment);
  const { postgresStore } = await import("../postgres.ts");
  try {
    const store = await postgresStore({
      ...(url !== undefined && { connectionString: url }),
      ...(schema !== undefined && { schema }),
    });
    return { store, told: `PostgreSQL: ${store.place}` };
  } catch (error) {
    if (error instanceof TypeError) throw new CommandRefusal(`--store: ${error.message}`);
    throw error;
  }
}

/**
 * `postgres:` alone stands for the address in the environment, or for what PGHOST, PGDATABASE and
 * so on say. `?schema=` is ours, all else is for the driver.
 */
function addressOf(
  named: string,
  environment: Environment,
): { readonly url: string | undefined; readonly schema: string | undefined } {
  const [address = "", query = ""] = named.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const schema = parameters.get("schema") ?? undefined;
  parameters.delete("schema");
  const rest = parameters.size > 0 ? `?${parameters.toString()}` : "";
  const isBare = /^[a-z]+:(\/\/)?$/i.test(address);
  const url = isBare ? environment[STORE_VARIABLE] || undefined : address + rest;
  return { url, schema };
}
