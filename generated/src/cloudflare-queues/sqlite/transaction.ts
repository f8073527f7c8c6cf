// One transaction on the connection: all of the work or nothing of it.
import { explain } from "./errors.ts";
import { type Ledger, ledgerOf } from "./ledger.ts";
import type { Statements } from "./statements.ts";

/** What became of a transaction; nothing of it has happened unless it is `done`. */
export type Outcome<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "notBegun" | "threw" | "notCommitted"; readonly error: unknown };

/** Runs work, and writes the counts down. After a failure the connection can be used again. */
export function inTransaction<T>(statements: Statements, work: (ledger: Ledger) => T): Outcome<T> {
  let kind: Exclude<Outcome<T>["kind"], "done"> = "notBegun";
  try {
    statements.begin.run();
    kind = "threw";
    const ledger = ledgerOf(statements);
    const value = work(ledger);
    ledger.close();
    kind = "notCommitted";
    statements.commit.run();
    return { kind: "done", value };
  } catch (error) {
    if (kind !== "notBegun") rollBack(statements);
    return { kind, error: explain(error) };
  }
}

function rollBack({ rollback }: Statements): void {
  try {
    rollback.run();
  } catch {
    // After some failures, a full disk for one, SQLite has done it by itself.
  }
}
