// Makes a schema a store, or finds that it is one. A schema that is anything else is left as it is;
// of several servers that come at once, one makes the tables and the others wait for it.
import { StoreError } from "../emulator/store-error.ts";
import type { Connection, Row } from "./driver.ts";
import { APPLICATION, lockOf, quoted, tablesOf, VERSION } from "./schema.ts";

/** The oldest PostgreSQL that has all that the statements need. */
const LEAST_SERVER = 130_000;

/** @throws StoreError */
export async function prepare(
  connection: Connection,
  schema: string,
  subject: string,
): Promise<void> {
  const run = async (text: string): Promise<readonly Row[]> =>
    (await connection.query({ text, rowMode: "array" })).rows;
  const [server] = await run("SELECT current_setting('server_version_num')::int");
  if (Number(server![0]) < LEAST_SERVER) {
    throw new StoreError("unsupported", `${subject} is older than PostgreSQL 13; update it`);
  }
  // Whoever may not create anything can still use what is there.
  if (await isStore(run, schema, subject)) return;
  await run("BEGIN");
  await run(`SELECT pg_advisory_xact_lock(${lockOf(schema, "schema")})`);
  if (!(await isStore(run, schema, subject))) {
    await run(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
    await run(tablesOf(schema));
  }
  await run("COMMIT");
}

type Run = (text: string) => Promise<readonly Row[]>;

/** False where there is no schema, or an empty one. @throws StoreError */
async function isStore(run: Run, schema: string, subject: string): Promise<boolean> {
  const own = `relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${text(schema)})`;
  const things = await run(`SELECT relname, relkind::text FROM pg_class WHERE ${own}
    UNION ALL SELECT proname, 'f' FROM pg_proc
      WHERE pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${text(schema)})
    UNION ALL SELECT typname, 't' FROM pg_type
      WHERE typnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${text(schema)})`);
  if (things.length === 0) return false;
  const columns = await run(`SELECT attname FROM pg_attribute WHERE attnum > 0
    AND attrelid = (SELECT oid FROM pg_class WHERE ${own} AND relname = 'about' AND relkind = 'r')
    ORDER BY attnum`);
  if (columns.flat().join() !== "application,version") throw foreign(subject);
  const marks = await run(`SELECT application, version FROM ${quoted(schema)}.about LIMIT 2`);
  const [application, version] = marks[0] ?? [];
  if (marks.length !== 1 || application !== APPLICATION) throw foreign(subject);
  if (Number(version) > VERSION) {
    const told = "was made by a later version of this package; update the package";
    throw new StoreError("newer", `${subject} ${told}, or name another schema`);
  }
  // Fails where one is missing.
  const parts = ["message", "tally", "queue", "arrival"].map((name) => `${quoted(schema)}.${name}`);
  await run(`SELECT 1 FROM ${parts.join()} LIMIT 0`);
  return true;
}

function foreign(subject: string): StoreError {
  const told = "belongs to another application; name another schema, this one is left as it is";
  return new StoreError("foreign", `${subject} ${told}`);
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
