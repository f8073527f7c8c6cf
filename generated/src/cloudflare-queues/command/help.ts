// What `--help` prints.

/** Where the token is looked for; other than an argument it does not stand in the process list. */
export const TOKEN_VARIABLE = "CLOUDFLARE_QUEUES_EMULATOR_TOKEN";

/** Where the address of the database is looked for, for the same reason. */
export const STORE_VARIABLE = "CLOUDFLARE_QUEUES_EMULATOR_DATABASE";

/** The whole text. */
export const HELP: string = `Cloudflare Queues on this machine: push, pull and ack over HTTP, and a page to watch.

Usage: cloudflare-queues-emulator [options]

Server:
  -p, --port <number>       port; 0 takes any free one (default: 4010)
      --host <address>      address to listen on (default: 127.0.0.1, this machine alone)
      --allow-host <name>   a further name to be called by; can be repeated
      --no-page             no page at /
      --token <text>        what requests and the page must bring (default: requests any, but some)

Queues:
      --store <file>        keep messages in this SQLite file (default: in memory)
      --store postgres:     keep them in PostgreSQL, which several servers may share; the address is
                            looked for in the environment, or written out: postgres://host/database
                            (?schema=<name> for one of several stores in a database)
      --config <file>       queues and settings as JSON; options on the command line go first
      --max-retries <n>     retries of a message, 0 to 100 (default: 3)
      --dead-letter <name>  queue for what was retried too often (default: it is deleted)

Failures on purpose, each with the part of all requests that meet it:
      --fault <list>        such as 429:0.1,timeout:0.05
                            before the operation: 429, 500, 503, timeout (no answer), reset
                            after it: lost (reset), cut (half an answer), garbage (HTML, half JSON)

      --demo                a producer and a consumer at work, so that there is something to see
  -q, --quiet               print the address alone
  -h, --help                print this
  -v, --version             print the version

Environment:
  ${TOKEN_VARIABLE}  the token, so that it does not stand in the process list
  ${STORE_VARIABLE}
                                    postgres://user:password@host/database for --store postgres:
  PGHOST, PGUSER, PGPASSWORD, …     what that leaves out, as psql takes it; ~/.pgpass too
  NO_COLOR                          no colours

Examples:
  cloudflare-queues-emulator --demo
  cloudflare-queues-emulator --store queue.sqlite --max-retries 5 --dead-letter dead
  cloudflare-queues-emulator --store postgres://ci@db.internal/queues --host 0.0.0.0 --token t
  cloudflare-queues-emulator --config queues.json --port 0 --quiet
  cloudflare-queues-emulator --fault 429:0.1,timeout:0.05,reset:0.02,lost:0.02

A configuration, of which all can be left out:
  {
    "queues": [{ "name": "orders", "maxRetries": 5, "deadLetterQueue": "orders-dead" }],
    "defaults": { "visibilityTimeoutMs": 60000 },
    "create": "configured",
    "settings": { "warnings": "list" },
    "port": 4010, "host": "127.0.0.1", "allowedHosts": [], "page": true, "token": "secret",
    "store": "queue.sqlite", "faults": "429:0.1", "limits": { "bodyBytes": 1000000 }
  }
  With queues there are only these and their dead letter queues, unless create is "onFirstUse".
  The path of the store is relative to the configuration.

Exit codes:
  0  stopped by a signal, after the requests under way
  1  a value, the configuration, the store or the port can't be used
  2  wrong usage
  130, 143  ended at once by a second signal
`;
