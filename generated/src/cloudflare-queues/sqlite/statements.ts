// All statements of a store, prepared once. Each selects by an index; the names of the indexes
// stand where SQLite might otherwise look at a whole queue. No ?1: node 22 does not bind it.
import type { DatabaseSync, StatementSync } from "node:sqlite";

const SQL = {
  begin: "BEGIN IMMEDIATE",
  commit: "COMMIT",
  rollback: "ROLLBACK",
  sequence: "SELECT sequence FROM counter",
  setSequence: "UPDATE counter SET sequence = ?",
  queue: "SELECT id, messages, bytes, newest FROM queue WHERE name = ?",
  addQueue: "INSERT INTO queue (name) VALUES (?)",
  setQueue: "UPDATE queue SET messages = ?, bytes = ?, newest = ? WHERE id = ?",
  /** `first` is that of the first message, `early` the least of those out of order. */
  oldest: `SELECT
    (SELECT timestamp_ms FROM message INDEXED BY message_queue
      WHERE queue = ? ORDER BY sequence LIMIT 1) AS first,
    (SELECT min(timestamp_ms) FROM message INDEXED BY message_early
      WHERE queue = ? AND early = 1) AS early`,
  insert: "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  remove: "DELETE FROM message WHERE sequence = ?",
  /** What a lease or a retry changes as a rule. Not due_at: an index that is named is rewritten. */
  step: `UPDATE message SET held = ?, deliveries = ?, retried = ?, visible_at = ?
    WHERE sequence = ?`,
  change: `UPDATE message SET held = ?, deliveries = ?, retried = ?, visible_at = ?,
    entered = ?, expires_at = ?, due_at = ? WHERE sequence = ?`,
  visible: `SELECT * FROM message INDEXED BY message_visible
    WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, sequence LIMIT ?`,
  /** Of many at once, as a JSON list: that takes half the time of one by one. */
  byId: `SELECT message.* FROM json_each(?) AS wanted
    CROSS JOIN message INDEXED BY message_id ON message.id = wanted.value WHERE queue = ?`,
  anyDue: "SELECT 1 FROM message INDEXED BY message_due WHERE due_at <= ? LIMIT 1",
  due: `SELECT message.*, queue.name FROM message INDEXED BY message_due
    JOIN queue ON queue.id = message.queue
    WHERE due_at <= ? ORDER BY due_at, sequence LIMIT ?`,
  page: `SELECT * FROM message INDEXED BY message_queue
    WHERE queue = (SELECT id FROM queue WHERE name = ?) AND sequence >= ?
    ORDER BY sequence LIMIT ?`,
  statistics: `SELECT name, messages, bytes,
    (SELECT timestamp_ms FROM message INDEXED BY message_queue
      WHERE queue = here.id ORDER BY sequence LIMIT 1) AS first,
    (SELECT min(timestamp_ms) FROM message INDEXED BY message_early
      WHERE queue = here.id AND early = 1) AS early,
    (SELECT count(*) FROM message INDEXED BY message_visible
      WHERE queue = here.id AND visible_at > ?) AS hidden,
    (SELECT total(held) FROM message INDEXED BY message_visible
      WHERE queue = here.id AND visible_at > ?) AS held
    FROM queue AS here WHERE messages > 0 ORDER BY name`,
} as const;

/** The statements by name. */
export type Statements = Readonly<Record<keyof typeof SQL, StatementSync>>;

/** Those that give messages: their rows come as arrays where node can do that, which is faster. */
const ROWS: readonly string[] = ["visible", "byId", "due", "page"];

/** Prepares them all, which fails where the tables are not those of a store. */
export function statementsOf(database: DatabaseSync): Statements {
  const prepared = Object.entries(SQL).map(([name, sql]) => {
    const statement: Partial<StatementSync> = database.prepare(sql);
    // Missing before node 22.16.
    if (ROWS.includes(name)) statement.setReturnArrays?.(true);
    return [name, statement];
  });
  return Object.fromEntries(prepared) as Statements;
}
