// Cleans dead rows away after so many changes. PostgreSQL does that by itself once a minute at best,
// and in a minute a busy queue leaves a million of them before its first message.
import type { Gate } from "./gate.ts";
import type { Statements } from "./statements.ts";

/** Told of changes, it sees to it now and then. */
export interface Tidy {
  changed(rows: number): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Changes after which it is tidied, a guess that held in `npm run bench:postgres`; where that takes long, more of them. */
const LEAST_CHANGES = 20_000;
/** It takes no more than one part in so many of the time. */
const SHARE = 10;
const LONGEST_MS = 3_600_000;

/** `elapsed` gives milliseconds since whenever. */
export function tidyOf(gate: Gate, { vacuum }: Statements, elapsed: () => number): Tidy {
  let changes = 0;
  let notBefore = 0;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    const start = elapsed();
    try {
      const connection = await gate.connect();
      try {
        await connection.query({ text: "SET statement_timeout = 0" });
        // The driver's own timeout is for statements that somebody waits for.
        await connection.query({ text: vacuum, query_timeout: LONGEST_MS });
        await connection.query({ text: "RESET statement_timeout" });
        connection.release();
      } catch {
        // Somebody who may not do it leaves it to PostgreSQL.
        connection.release(true);
      }
    } catch {
      // The database is away; later, then.
    }
    notBefore = elapsed() + (elapsed() - start) * SHARE;
    running = undefined;
  }
  return {
    changed(rows) {
      changes += rows;
      if (changes < LEAST_CHANGES || running || elapsed() < notBefore) return;
      changes = 0;
      running = run();
    },
    idle: async () => running,
  };
}
