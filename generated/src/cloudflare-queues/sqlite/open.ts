// Opens a store file, or makes one where there is none. A file that is anything else is closed
// again as it was.
import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "../emulator/store-error.ts";
import { explain } from "./errors.ts";
import { locate } from "./locate.ts";
import { APPLICATION, CREATE, VERSION } from "./schema.ts";
import { type Statements, statementsOf } from "./statements.ts";

/** How a file is opened. */
export interface Limits {
  readonly busyTimeoutMs: number;
  readonly maxFileBytes: number | undefined;
}

/** A file that is open. */
export interface Opened {
  readonly statements: Statements;
  close(): void;
}

/** @throws StoreError; TypeError where a limit is not a number within its bounds. */
export async function openFile(path: string, limits: Limits): Promise<Opened> {
  check("busyTimeoutMs", limits.busyTimeoutMs, 0, 2_147_483_647);
  check("maxFileBytes", limits.maxFileBytes ?? LEAST_BYTES, LEAST_BYTES, Number.MAX_SAFE_INTEGER);
  const Database = await driver();
  const located = await locate(path);
  const subject = `the store ${JSON.stringify(path)}`;
  let database: DatabaseSync | undefined;
  try {
    if (located.exists) look(Database, located.path, subject, limits);
    database = new Database(located.path);
    prepare(database, subject, limits);
    const { close } = database;
    return { statements: statementsOf(database), close: close.bind(database) };
  } catch (error) {
    database?.close();
    throw explain(error, subject);
  }
}

/** The empty tables need less. */
const LEAST_BYTES = 65_536;

function check(name: keyof Limits, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new TypeError(`${name} of a store must be a whole number from ${least} to ${most}`);
}

/** @throws StoreError where this runtime has no SQLite. */
async function driver(): Promise<typeof DatabaseSync> {
  try {
    return (await import("node:sqlite")).DatabaseSync;
  } catch (error) {
    const told = "a store in a file needs node 22.13, 23.4 or newer, which have node:sqlite";
    throw new StoreError("unsupported", `${told}; update node, or keep messages in memory`, error);
  }
}

/**
 * Looks whether a file is a store or empty, without the right to write: the last one to close a
 * database for writing tidies up behind those who left it, and this may be somebody else's.
 */
function look(Database: typeof DatabaseSync, path: string, subject: string, limits: Limits): void {
  const database = new Database(path, { readOnly: true });
  try {
    database.exec(`PRAGMA busy_timeout = ${limits.busyTimeoutMs}`);
    // In a transaction, so that a store that somebody is making meanwhile is not half seen.
    database.exec("BEGIN");
    isEmpty(database, subject);
  } catch (error) {
    if (!UNFINISHED.includes(Object(error).errcode)) throw error;
  } finally {
    database.close();
  }
}

/** Somebody was killed while writing, which can't be undone without the right to write. */
const UNFINISHED: readonly unknown[] = [264, 776];

/** Makes the tables where there are none. */
function prepare(database: DatabaseSync, subject: string, limits: Limits): void {
  database.exec(`PRAGMA busy_timeout = ${limits.busyTimeoutMs}`);
  database.exec("BEGIN");
  isEmpty(database, subject);
  database.exec("COMMIT");
  const mode = database.prepare("PRAGMA journal_mode = WAL").get()?.journal_mode;
  if (mode !== "wal") {
    const told = "can't have a write-ahead log here; put it on a local disk";
    throw new StoreError("failed", `${subject} ${told}`);
  }
  database.exec(SETTINGS);
  if (limits.maxFileBytes !== undefined) limitPages(database, limits.maxFileBytes);
  // Of two who make the same file, one comes second; and a file that can't be written shows here.
  database.exec("BEGIN IMMEDIATE");
  if (isEmpty(database, subject)) database.exec(CREATE);
  database.exec("COMMIT");
}

// FULL: a commit returns when the log is on the disk. The log is copied into the file whenever it
// has 4,000 pages, and never keeps much more than that.
const SETTINGS = `
PRAGMA synchronous = FULL;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA journal_size_limit = 33554432;
PRAGMA cache_size = -65536;
PRAGMA temp_store = MEMORY;
`;

/** True where there are no tables yet, false where they are those of a store. @throws StoreError */
function isEmpty(database: DatabaseSync, subject: string): boolean {
  const application = numberOf(database, "PRAGMA application_id");
  const version = numberOf(database, "PRAGMA user_version");
  if (application === APPLICATION && version === VERSION) return false;
  if (application === APPLICATION && version > VERSION) {
    const told = "was made by a later version of this package; update the package";
    throw new StoreError("newer", `${subject} ${told}, or name another file`);
  }
  const tables = numberOf(database, "SELECT count(*) FROM sqlite_schema");
  if (application === 0 && version === 0 && tables === 0) return true;
  const told = "is the database of another application; name another file, this one is left as it";
  throw new StoreError("foreign", `${subject} ${told} is`);
}

function limitPages(database: DatabaseSync, bytes: number): void {
  const pages = Math.floor(bytes / numberOf(database, "PRAGMA page_size"));
  database.exec(`PRAGMA max_page_count = ${Math.min(pages, 4_294_967_294)}`);
}

function numberOf(database: DatabaseSync, sql: string): number {
  return Number(Object.values(database.prepare(sql).get() ?? {})[0]);
}
