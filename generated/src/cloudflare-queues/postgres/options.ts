// The options of a store in PostgreSQL, and their bounds. Types without anything of `pg`, because
// programs see them.

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

/** What waiting needs. */
export interface Timing {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  /** A number from 0 to 1 that spreads attempts, so that several servers don't come at once. */
  random(): number;
}

/** The options of a store; all can be left out. */
export interface PostgresStoreOptions extends DatabaseOptions {
  /**
   * The schema that holds the tables, which nothing else may be in; several stores in one database
   * have one each. Default: `"queues_emulator"`.
   */
  readonly schema?: string;
  /** Connections at most, 1 to 1000. Default: 6. */
  readonly connections?: number;
  /**
   * How long the database may take to let in or to answer before it counts as away, in whole
   * milliseconds from 10 on. Default: 10,000.
   */
  readonly timeoutMs?: number;
  /** Whatever `pg` takes for a connection beside these: `application_name`, say. */
  readonly driver?: Readonly<Record<string, unknown>>;
  /** When to try again to reach the database. Default: real timers, and `Math.random`. */
  readonly timing?: Timing;
}

/** Those with a default, and it. @throws TypeError where one can't be used. */
export function checked(options: PostgresStoreOptions): {
  readonly schema: string;
  readonly connections: number;
  readonly timeoutMs: number;
} {
  const { schema = "queues_emulator", connections = 6, timeoutMs = 10_000 } = options;
  if (!/^(?!pg_)[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    const wanted = "1 to 63 lower-case letters, digits and underscores, and not begin with pg_";
    throw new TypeError(`schema of a store must be ${wanted}`);
  }
  whole("connections", connections, 1, 1000);
  whole("timeoutMs", timeoutMs, 10, 2_147_483_647);
  return { schema, connections, timeoutMs };
}

function whole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new TypeError(`${name} of a store must be a whole number from ${least} to ${most}`);
}
