// Where the database is: options → what the driver is given, and what people may be told of it.
import { StoreError } from "../emulator/store-error.ts";
import type { Driver } from "./driver.ts";
import type { DatabaseOptions } from "./options.ts";

/** What the driver is given, and where that leads. */
export interface Located {
  readonly config: Readonly<Record<string, unknown>>;
  /** `"queues" at localhost:5432`: never a password, and nothing of the connection string else. */
  readonly place: string;
}

/** @throws StoreError where the connection string can't be read; it is not told. */
export function locate(options: DatabaseOptions, { Client }: Driver): Located {
  const { connectionString, host, port, database, user, password, ssl } = options;
  const given = { connectionString, host, port, database, user, password, ssl };
  const config = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  try {
    // Makes no connection; the driver knows best what it makes of all this.
    const target = new Client(config);
    const place = `${JSON.stringify(target.database ?? target.user ?? "")} at ${target.host}:${target.port}`;
    return { config, place };
  } catch {
    const told = "can't be read; it looks like postgres://user@host:5432/database";
    throw new StoreError("denied", `the connection string of the store ${told}`);
  }
}
