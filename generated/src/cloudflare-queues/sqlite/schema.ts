// The tables of a store file, and the marks by which a file is known to be one. A change of the
// tables gets a new VERSION and a step that leads there from the one before.

/** The application_id of the file: "oscq". */
export const APPLICATION = 0x6f736371;
/** The user_version of the file. */
export const VERSION = 1;

// Times are REAL, so that they come back exactly as they went in, whatever clock gave them.
// - held: the last delivery has not been put back; together with visible_at: it is leased.
// - early: it is older than one that came to its queue before it. Among the others the first one
//   is the oldest, so that only the few early ones need an index by age.
// - body: ANY, since the odd text that SQLite does not give back is kept as its UTF-16 bytes.
const TABLES = `
CREATE TABLE counter (
  sequence INTEGER NOT NULL
) STRICT;
INSERT INTO counter VALUES (0);
CREATE TABLE queue (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  messages INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  newest REAL NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE message (
  sequence INTEGER PRIMARY KEY,
  queue INTEGER NOT NULL,
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  content_type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  timestamp_ms REAL NOT NULL,
  early INTEGER NOT NULL,
  held INTEGER NOT NULL,
  deliveries INTEGER NOT NULL,
  entered INTEGER NOT NULL,
  retried TEXT NOT NULL,
  visible_at REAL NOT NULL,
  expires_at REAL NOT NULL,
  due_at REAL NOT NULL,
  body ANY NOT NULL
) STRICT;
CREATE UNIQUE INDEX message_id ON message (id);
CREATE INDEX message_queue ON message (queue);
CREATE INDEX message_visible ON message (queue, visible_at, sequence, held);
CREATE INDEX message_due ON message (due_at);
CREATE INDEX message_early ON message (queue, timestamp_ms) WHERE early = 1;
`;

/** Makes the tables in an empty database. Part of a transaction. */
export const CREATE: string = `${TABLES}
PRAGMA application_id = ${APPLICATION};
PRAGMA user_version = ${VERSION};
`;
