// Connections to the database, each set up before anybody uses it.
import { StoreError } from "../emulator/store-error.ts";
import { type Connection, driver, type Pool } from "./driver.ts";
import { explain, ofDriver } from "./errors.ts";
import { prepare } from "./open.ts";
import { checked, type PostgresStoreOptions } from "./options.ts";
import { SESSION } from "./statements.ts";
import { locate } from "./target.ts";

/** A pool to a database in which there is a store. */
export interface Opened {
  readonly pool: Pool;
  /** What messages are about; without password. */
  readonly subject: string;
}

/** Connects, and makes the tables where there are none. @throws StoreError, TypeError */
export async function openPool(options: PostgresStoreOptions): Promise<Opened> {
  const { schema, connections, timeoutMs } = checked(options);
  const loaded = await driver();
  const { config, place } = locate(options, loaded);
  const subject = `the store ${schema} in the database ${place}`;
  const pool = new loaded.Pool({
    application_name: "cloudflare-queues-emulator",
    ...config,
    ...options.driver,
    ...limits(timeoutMs),
    max: connections,
    // Statements that need no answer in between are sent together; before pg 8.23 one by one.
    pipeline: true,
    keepAlive: true,
  });
  pool.on("error", () => undefined);
  pool.on("connect", (connection) => {
    // One that breaks between two statements says so here, and the next statement fails.
    connection.on("error", () => undefined);
    // What fails here fails what comes after it too.
    connection.query({ text: SESSION }).catch(() => undefined);
  });
  try {
    await withConnection(pool, (connection) => prepare(connection, schema, subject));
    return { pool, subject };
  } catch (error) {
    await pool.end();
    throw error instanceof StoreError ? error : explain(ofDriver(error), subject);
  }
}

/** On both sides, so that neither waits for the other where the line between them is dead. */
function limits(timeoutMs: number): Readonly<Record<string, unknown>> {
  return {
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    statement_timeout: timeoutMs,
    idle_in_transaction_session_timeout: timeoutMs,
  };
}

async function withConnection(
  pool: Pool,
  run: (connection: Connection) => Promise<void>,
): Promise<void> {
  const connection = await pool.connect();
  try {
    await run(connection);
    connection.release();
  } catch (error) {
    connection.release(true);
    throw error;
  }
}
