// Lets so many at once have a connection, and nobody while the database can't be reached: then it
// tries again by itself, at ever longer intervals, and whoever asks is refused at once.
import { StoreError } from "../emulator/store-error.ts";
import type { Connection, Pool } from "./driver.ts";
import { explain, ofDriver } from "./errors.ts";
import type { Timing } from "./options.ts";

/** Gives connections. */
export interface Gate {
  /** @throws StoreError, with `retryAfterSeconds` while the database is away. */
  connect(): Promise<Connection>;
  /** Waits for those that are out. */
  close(): Promise<void>;
}

const [LEAST_MS, MOST_MS] = [100, 3000];

/** A gate before a pool of `connections`; `subject` is what messages are about. */
export function gateOf(pool: Pool, connections: number, subject: string, timing: Timing): Gate {
  const waiting: (() => void)[] = [];
  let free = connections;
  let away: { readonly error: StoreError; readonly timer: unknown } | undefined;
  let isClosed = false;
  let allBack = (): void => undefined;
  // A connection that breaks while nobody uses it has left the pool; the next one tells.
  pool.on("error", () => undefined);

  async function connect(): Promise<Connection> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      if (isClosed) throw new StoreError("closed", "the store is closed");
      if (away) throw away.error;
      return returning(await reach());
    } catch (error) {
      leave();
      throw error;
    }
  }

  async function reach(): Promise<Connection> {
    try {
      return await pool.connect();
    } catch (error) {
      // Of those who fail together, the first one shuts the gate.
      if (!away) shut(error, 0);
      throw away?.error ?? explain(ofDriver(error), subject);
    }
  }

  /** The connection, which makes room when it is given back. */
  function returning(connection: Connection): Connection {
    return {
      query: (query) =>
        connection.query(query).catch((error: unknown) => {
          throw ofDriver(error);
        }),
      release(isBroken) {
        connection.release(isBroken);
        leave();
      },
    };
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
    if (free === connections) allBack();
  }

  function shut(error: unknown, attempt: number): void {
    if (isClosed) return;
    const longest = Math.min(MOST_MS, LEAST_MS * 2 ** attempt);
    const delay = longest * (0.5 + timing.random() / 2);
    const timer = timing.setTimeout(() => void knock(attempt), delay);
    away = { error: forNow(explain(ofDriver(error), subject) as StoreError, delay), timer };
  }

  async function knock(attempt: number): Promise<void> {
    try {
      (await pool.connect()).release();
      away = undefined;
    } catch (error) {
      shut(error, attempt + 1);
    }
  }

  return {
    connect,
    async close() {
      isClosed = true;
      if (away) timing.clearTimeout(away.timer);
      // The pool itself would let those wait in vain who are about to get one.
      if (free < connections) await new Promise<void>((resolve) => (allBack = resolve));
      await pool.end();
    },
  };
}

/** Whatever keeps the store away may be mended, a password too. */
function forNow({ message, cause }: StoreError, delay: number): StoreError {
  return new StoreError("unavailable", message, cause, Math.max(1, Math.ceil(delay / 1000)));
}
