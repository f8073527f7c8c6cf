// The tables of a store, and the mark by which a schema is known to be one. A change of the tables
// gets a new VERSION and a step that leads there from the one before.

/** What `about` says of a schema that is a store. */
export const APPLICATION = "onespec cloudflare-queues";
/** The version of the tables. */
export const VERSION = 1;

/** A schema's name in SQL. */
export function quoted(schema: string): string {
  return `"${schema.replaceAll('"', '""')}"`;
}

/** Two numbers that name a lock of this schema, in SQL. What it holds for: making it, or what is due. */
export function lockOf(schema: string, purpose: "schema" | "due" | "full"): string {
  return `hashtext('onespec queues ${purpose}'), hashtext('${schema.replaceAll("'", "''")}')`;
}

/**
 * Makes the tables in an empty schema.
 * - Times are double precision, so that they come back exactly as they went in.
 * - tally: what a queue holds, in several rows that are to be added up: each connection counts in a
 *   row of its own, so that no push waits for another. Their pages keep room for new versions.
 * - held: the last delivery has not been put back; together with visible_at: it is leased.
 * - escaped: the body is kept as a JSON text, because PostgreSQL takes no NUL.
 * - Every message is written, leased and deleted within seconds: dead rows are cleaned away by
 *   their number and not by a share of the table, and at full speed.
 */
export function tablesOf(schema: string): string {
  const s = quoted(schema);
  return `
CREATE TABLE ${s}.about (application text NOT NULL, version integer NOT NULL);
INSERT INTO ${s}.about VALUES ('${APPLICATION}', ${VERSION});
CREATE SEQUENCE ${s}.arrival;
CREATE TABLE ${s}.queue (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE
);
CREATE TABLE ${s}.tally (
  queue integer NOT NULL,
  slot integer NOT NULL,
  messages bigint NOT NULL,
  bytes double precision NOT NULL,
  PRIMARY KEY (queue, slot)
) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE TABLE ${s}.message (
  sequence bigint NOT NULL,
  timestamp_ms double precision NOT NULL,
  visible_at double precision NOT NULL,
  expires_at double precision NOT NULL,
  due_at double precision NOT NULL,
  bytes double precision NOT NULL,
  queue integer NOT NULL,
  deliveries integer NOT NULL,
  entered integer NOT NULL,
  held boolean NOT NULL,
  escaped boolean NOT NULL,
  id text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  content_type text COLLATE "C" NOT NULL,
  retried text COLLATE "C" NOT NULL,
  body text COLLATE "C" NOT NULL,
  PRIMARY KEY (queue, sequence)
) WITH (
  autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_insert_scale_factor = 0.5, autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0.5, vacuum_truncate = off
);
CREATE UNIQUE INDEX message_id ON ${s}.message (id);
CREATE INDEX message_visible ON ${s}.message (queue, visible_at, sequence);
CREATE INDEX message_due ON ${s}.message (due_at, sequence);
CREATE INDEX message_oldest ON ${s}.message (queue, timestamp_ms);
`;
}
