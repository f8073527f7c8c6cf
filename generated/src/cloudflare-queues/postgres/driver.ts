// The package `pg`, as far as the store uses it: loaded when a store is opened and not before, since
// most programs do without. Its types stay in here, so that nobody needs them who does not use it.
import { StoreError } from "../emulator/store-error.ts";

/** A value as it comes out of a row: text, number, boolean, or null. */
export type Cell = string | number | boolean | null;
export type Row = readonly Cell[];

/** What a statement answers. */
export interface Answer {
  readonly rows: readonly Row[];
  /** `COMMIT`, `ROLLBACK`, `INSERT`… */
  readonly command: string;
}

/** A statement that is prepared under its name when it is first used on a connection. */
export interface Query {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly rowMode?: "array";
  /** In milliseconds, where it is not that of the connection. */
  readonly query_timeout?: number;
}

/** One connection, borrowed. */
export interface Connection {
  query(query: Query): Promise<Answer>;
  /** Gives it back; with true it is closed instead. */
  release(isBroken?: boolean): void;
}

/** A connection that was just made. */
export interface NewConnection extends Connection {
  on(event: "error", listener: (error: unknown) => void): unknown;
}

/** Connections that are used again. */
export interface Pool {
  connect(): Promise<Connection>;
  end(): Promise<void>;
  on(event: "error", listener: (error: unknown) => void): unknown;
  on(event: "connect", listener: (connection: NewConnection) => void): unknown;
}

/** Where a connection leads to; no password. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly database: string | undefined;
  readonly user: string | undefined;
}

/** What the store uses of the package. */
export interface Driver {
  readonly Pool: new (config: Readonly<Record<string, unknown>>) => Pool;
  readonly Client: new (config: Readonly<Record<string, unknown>>) => Target;
}

/** @throws StoreError where the package is not there. */
export async function driver(): Promise<Driver> {
  try {
    const { default: pg } = (await import("pg")) as unknown as { readonly default: Driver };
    return pg;
  } catch (error) {
    const told = "a store in PostgreSQL needs the package pg; npm install pg";
    throw new StoreError("unsupported", told, error);
  }
}
