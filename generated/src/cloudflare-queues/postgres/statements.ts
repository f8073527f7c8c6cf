// All statements of a store. Each finds its rows by an index; none is put together from what a
// request brings. They are prepared under their names, once a connection.
import { lockOf, quoted } from "./schema.ts";

/** Counts are spread over so many rows a queue. */
const SLOTS = 16;

const COLUMNS = `message.sequence, message.id, key, content_type, bytes, timestamp_ms, deliveries, entered,
  retried, visible_at, expires_at, due_at, escaped, body`;

type Name =
  | ("now" | "queue" | "addQueue" | "push" | "fullLock" | "visible" | "byId" | "anyDue" | "due")
  | ("remove" | "change" | "count" | "metrics" | "page" | "statistics" | "vacuum");

/** The texts by name. */
export type Statements = Readonly<Record<Name, string>>;

// What the planner believes of a table that is empty now and full a minute later is wrong in one of
// the two cases: an index is right in both.
export const SESSION = `
SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off;
SET enable_mergejoin = off; SET jit = off; SET plan_cache_mode = force_generic_plan;
SET default_transaction_isolation = 'read committed';
`;

/** The statements for the store in a schema. */
export function statementsOf(schema: string): Statements {
  const s = quoted(schema);
  const oldest = (queue: string): string => `(SELECT timestamp_ms FROM ${s}.message
    WHERE queue = ${queue} ORDER BY queue, timestamp_ms LIMIT 1)`;
  const sums = `coalesce(sum(messages), 0)::float8 AS messages, coalesce(sum(bytes), 0) AS bytes`;
  return {
    /** Floored, as a clock that shows whole milliseconds; and when something is due first. */
    now: `SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8,
      (SELECT due_at FROM ${s}.message ORDER BY due_at, sequence LIMIT 1)`,
    queue: `SELECT id FROM ${s}.queue WHERE name = $1`,
    addQueue: `INSERT INTO ${s}.queue (name) VALUES ($1) ON CONFLICT DO NOTHING`,
    /** $1 queue, $2 the most bytes it may have before, $3 messages and $4 bytes that come in. */
    push: `WITH before AS MATERIALIZED (SELECT ${sums} FROM ${s}.tally WHERE queue = $1),
      added AS (INSERT INTO ${s}.message (sequence, queue, id, key, content_type, bytes,
          timestamp_ms, deliveries, entered, retried, held, visible_at, expires_at, due_at,
          escaped, body)
        SELECT nextval('${s}.arrival'), $1, given.* FROM unnest($5::text[], $6::text[], $7::text[],
          $8::float8[], $9::float8[], $10::int[], $11::int[], $12::text[], $13::bool[],
          $14::float8[], $15::float8[], $16::float8[], $17::bool[], $18::text[]) AS given
        WHERE (SELECT bytes FROM before) <= $2),
      counted AS (INSERT INTO ${s}.tally AS tally (queue, slot, messages, bytes)
        SELECT $1, pg_backend_pid() % ${SLOTS}, $3, $4 FROM before WHERE bytes <= $2
        ON CONFLICT (queue, slot) DO UPDATE
          SET messages = tally.messages + excluded.messages, bytes = tally.bytes + excluded.bytes)
      SELECT messages, bytes, bytes <= $2, ${oldest("$1")} FROM before`,
    visible: `SELECT ${COLUMNS} FROM ${s}.message
      WHERE queue = $1 AND visible_at <= $2 AND due_at > $2
      ORDER BY queue, visible_at, sequence LIMIT $3 FOR UPDATE SKIP LOCKED`,
    /** In one order, so that no two wait for each other. */
    byId: `SELECT ${COLUMNS} FROM ${s}.message
      WHERE id = ANY($2::text[]) AND queue = $1 ORDER BY sequence FOR UPDATE`,
    anyDue: `SELECT 1 FROM ${s}.message WHERE due_at <= $1 LIMIT 1`,
    /** Nothing where another server is about it: the lock ends with its transaction, or with it. */
    due: `SELECT ${COLUMNS}, queue.id, queue.name FROM ${s}.message
      JOIN ${s}.queue ON queue.id = message.queue
      WHERE due_at <= $1 AND (SELECT pg_try_advisory_xact_lock(${lockOf(schema, "due")}))
      ORDER BY due_at, message.sequence LIMIT $2 FOR UPDATE OF message SKIP LOCKED`,
    /** $1 queues and $2 sequences. */
    remove: `DELETE FROM ${s}.message USING unnest($1::int[], $2::int8[]) AS gone (queue, sequence)
      WHERE message.queue = gone.queue AND message.sequence = gone.sequence`,
    /** What moves on to another queue comes last there. */
    change: `UPDATE ${s}.message SET queue = given.target, sequence = given.next,
        held = given.held, deliveries = given.deliveries, entered = given.entered,
        retried = given.retried, visible_at = given.visible_at, expires_at = given.expires_at,
        due_at = given.due_at
      FROM (SELECT one.*, CASE WHEN one.target = one.queue THEN one.sequence
          ELSE nextval('${s}.arrival') END AS next
        FROM unnest($1::int[], $2::int8[], $3::int[], $4::bool[], $5::int[], $6::int[],
          $7::text[], $8::float8[], $9::float8[], $10::float8[]) AS one (queue, sequence, target,
          held, deliveries, entered, retried, visible_at, expires_at, due_at)) AS given
      WHERE message.queue = given.queue AND message.sequence = given.sequence`,
    count: `INSERT INTO ${s}.tally AS tally (queue, slot, messages, bytes)
      SELECT queue, pg_backend_pid() % ${SLOTS}, messages, bytes
        FROM unnest($1::int[], $2::int8[], $3::float8[]) AS more (queue, messages, bytes)
        ORDER BY queue
      ON CONFLICT (queue, slot) DO UPDATE
        SET messages = tally.messages + excluded.messages, bytes = tally.bytes + excluded.bytes`,
    metrics: `SELECT ${sums}, ${oldest("$1")} FROM ${s}.tally WHERE queue = $1`,
    fullLock: `SELECT pg_advisory_xact_lock(${lockOf(schema, "full")})`,
    page: `SELECT ${COLUMNS} FROM ${s}.message
      WHERE queue = $1 AND sequence >= $2::int8 ORDER BY queue, sequence LIMIT $3`,
    statistics: `SELECT name, held.messages, held.bytes, ${oldest("held.queue")}, hidden.count,
        hidden.leased
      FROM (SELECT queue, ${sums} FROM ${s}.tally GROUP BY queue) AS held
      JOIN ${s}.queue ON queue.id = held.queue
      CROSS JOIN LATERAL (SELECT count(*)::float8 AS count,
          count(*) FILTER (WHERE message.held)::float8 AS leased
        FROM ${s}.message WHERE message.queue = held.queue AND visible_at > $1) AS hidden
      WHERE held.messages > 0 ORDER BY name`,
    vacuum: `VACUUM (SKIP_LOCKED, TRUNCATE false) ${s}.message`,
  };
}
