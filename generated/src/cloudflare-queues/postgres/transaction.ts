// One transaction on a connection of its own: all of the work or nothing of it. What needs no answer
// in between is sent together, where the driver can do that.
import { StoreError } from "../emulator/store-error.ts";
import type { Answer, Connection, Row } from "./driver.ts";
import { explain, isBroken, isRepeatable } from "./errors.ts";
import type { Gate } from "./gate.ts";
import type { Statements } from "./statements.ts";

/** What all operations work with. */
export interface Desk {
  readonly gate: Gate;
  readonly statements: Statements;
  /** What messages are about. */
  readonly subject: string;
}

/** A statement by name, and its values. */
export type Call = readonly [name: keyof Statements, values: readonly unknown[]];
/** Runs one and gives its rows. */
export type Ask = (...call: Call) => Promise<readonly Row[]>;

/** How a transaction ends: its last statements, and what is made of their rows once it has. */
export interface Ending<T> {
  readonly last: readonly Call[];
  readonly give: (rows: readonly (readonly Row[])[]) => T;
}

/** As often one has to give way to others before it gives up. */
const MOST_REPEATS = 5;

/** Runs one statement, which is a transaction of its own. `writes`: nobody may run it again. */
export async function ask(desk: Desk, writes: boolean, ...call: Call): Promise<readonly Row[]> {
  const connection = await desk.gate.connect();
  try {
    const { rows } = await send(connection, desk, call);
    connection.release();
    return rows;
  } catch (error) {
    connection.release(isBroken(error));
    throw explain(error, desk.subject, writes);
  }
}

/** Runs work in a transaction; again where it has to give way to another one. */
export async function inTransaction<T>(
  desk: Desk,
  work: (ask: Ask) => Promise<Ending<T>>,
): Promise<T> {
  for (let repeats = 0; ; repeats++) {
    try {
      return await once(desk, work);
    } catch (error) {
      if (!isRepeatable(error) || repeats >= MOST_REPEATS) throw explain(error, desk.subject);
    }
  }
}

async function once<T>(desk: Desk, work: (ask: Ask) => Promise<Ending<T>>): Promise<T> {
  const connection = await desk.gate.connect();
  let isAsked = false;
  try {
    const begun = connection.query({ text: "BEGIN" });
    // It is waited for together with what follows.
    begun.catch(() => undefined);
    const run: Ask = async (...call) => (await send(connection, desk, call)).rows;
    const { last, give } = await work(run);
    await begun;
    isAsked = true;
    const answers = await all([
      ...last.map((call) => send(connection, desk, call)),
      connection.query({ text: "COMMIT" }),
    ]);
    if (answers.at(-1)!.command !== "COMMIT") throw new StoreError("failed", "it was undone");
    connection.release();
    return give(answers.map(({ rows }) => rows));
  } catch (error) {
    await undo(connection, error);
    // What must be repeated is told as it is.
    throw isRepeatable(error) ? error : explain(error, desk.subject, isAsked);
  }
}

async function undo(connection: Connection, error: unknown): Promise<void> {
  try {
    if (isBroken(error)) throw error;
    await connection.query({ text: "ROLLBACK" });
    connection.release();
  } catch {
    // The database undoes it when it sees that the connection is gone.
    connection.release(true);
  }
}

function send(connection: Connection, { statements }: Desk, [name, values]: Call): Promise<Answer> {
  return connection.query({ name, text: statements[name], values, rowMode: "array" });
}

/** The answers to what was sent together, or the first failure: the others follow from it. */
async function all(sent: readonly Promise<Answer>[]): Promise<readonly Answer[]> {
  const outcomes = await Promise.allSettled(sent);
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}
