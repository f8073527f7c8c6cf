// Where the database is: options → what the driver is given, and what people may be told of it.
import { StoreError } from "../emulator/store-error.ts";
import type { Driver } from "./driver.ts";

/** How the database is reached; what is left out is taken from PGHOST, PGUSER, ~/.pgpass and so on. */
export interface DatabaseOptions {
  /** `postgres://user@host:5432/database`. What stands in it goes before the other options. */
  readonly connectionString?: string;
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly user?: string;
  /** Better in PGPASSWORD or ~/.pgpass. */
  readonly password?: string | (() => string | Promise<string>);
  /** As `pg` takes it: true, or the options of `node:tls`. */
  readonly ssl?: boolean | object;
}

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
