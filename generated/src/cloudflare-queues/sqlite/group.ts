// Group commit: all that is asked for in one turn of the event loop becomes one transaction, so that
// many share one write to the disk. A promise is settled only after its transaction has ended.
import type { Work } from "./operations.ts";
import type { Statements } from "./statements.ts";
import { inTransaction } from "./transaction.ts";

/** Runs work in transactions. */
export interface Group {
  /** Rejects where the work throws, which undoes that work alone, or where nothing was written. */
  run<T>(work: Work<T>): Promise<T>;
  /** Runs at once what waits. */
  flush(): void;
}

interface Waiting {
  readonly work: Work<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Groups work on one connection. `later` calls a function when all of a turn has arrived. */
export function groupOf(statements: Statements, later: (flush: () => void) => void): Group {
  let waiting: Waiting[] = [];
  function flush(): void {
    const group = waiting;
    waiting = [];
    if (group.length > 0) runGroup(statements, group);
  }
  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) later(flush);
        waiting.push({ work, resolve, reject });
      }),
    flush,
  };
}

/** Where one of them throws, all is undone and each runs again in a transaction of its own. */
function runGroup(statements: Statements, group: readonly Waiting[]): void {
  const outcome = inTransaction(statements, (ledger) => group.map(({ work }) => work(ledger)));
  if (outcome.kind === "done") {
    group.forEach(({ resolve }, index) => resolve(outcome.value[index] as never));
  } else if (outcome.kind === "threw" && group.length > 1) {
    runEach(statements, group);
  } else {
    group.forEach(({ reject }) => reject(outcome.error));
  }
}

function runEach(statements: Statements, group: readonly Waiting[]): void {
  let locked: { readonly error: unknown } | undefined;
  for (const { work, resolve, reject } of group) {
    const outcome = locked
      ? { kind: "notBegun" as const, ...locked }
      : inTransaction(statements, work);
    if (outcome.kind === "done") resolve(outcome.value as never);
    else reject(outcome.error);
    // A file that somebody has locked is waited for once, not by each.
    if (outcome.kind === "notBegun") locked = outcome;
  }
}
