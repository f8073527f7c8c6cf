// What the tests of the store in PostgreSQL share: one database for all of a file, a schema of its own
// for each test, and stores that are closed afterwards.
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { postgresStore } from "../../templates/cloudflare-queues/postgres.ts";
import type {
  PostgresStore,
  PostgresStoreOptions,
} from "../../templates/cloudflare-queues/postgres.ts";
import { BINARIES, type Database, databaseOf } from "./database.ts";

let next = 0;

/** The name of a schema that is not there. */
export function newSchema(): string {
  return `s${next++}`;
}

/** A database for all tests of a file. */
export function database(settings?: readonly string[]): () => Database {
  let made: Database | undefined;
  beforeAll(async () => {
    if (BINARIES !== undefined) made = await databaseOf(settings);
  });
  afterAll(() => made?.remove());
  return () => made!;
}

/** A store that is closed when the test ends. */
export async function opened(
  { url }: Database,
  options?: PostgresStoreOptions,
): Promise<PostgresStore> {
  const store = await postgresStore({ connectionString: url, ...options });
  onTestFinished(() => store.close());
  return store;
}
