// A PostgreSQL of its own for tests: made in a folder that is gone afterwards, started as a user who is
// not root, and found where Debian and others put it. Where there is none, tests are skipped by name.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import pg from "pg";

/** The folder of `initdb` and `postgres`; undefined: there is none on this machine. */
export const BINARIES: string | undefined = binaries();

/** What stands behind the name of a test that can't run. */
export const WHY: string = BINARIES === undefined ? " (skipped: no initdb and postgres here)" : "";

/** A server with a database `queues` and a user `tester`. */
export interface Database {
  readonly port: number;
  readonly folder: string;
  /** With the password, which must never show. */
  readonly url: string;
  readonly password: string;
  /** Runs SQL as the superuser. */
  query(sql: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
  /** Ends it as an administrator who is in a hurry does. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it, and its folder is gone. */
  remove(): Promise<void>;
}

const PASSWORD = "s3cret-Passw0rd";

/** Who runs the server: PostgreSQL refuses to run as root. */
const owner = process.getuid?.() === 0 ? userOf("postgres") : undefined;

/** Makes and starts one. `settings` are lines of postgresql.conf. */
export async function databaseOf(settings: readonly string[] = []): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), "onespec-postgres-"));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const port = await freePort();
  const secret = join(folder, "secret");
  writeFileSync(secret, PASSWORD);
  if (owner) chownSync(secret, owner.uid, owner.gid);
  const args = ["-D", data, "-U", "tester", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C"];
  const made = spawnSync(join(BINARIES!, "initdb"), [...args, `--pwfile=${secret}`, "-N"], {
    ...owner,
    cwd: folder,
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const always = [`port = ${port}`, "listen_addresses = '127.0.0.1'", "autovacuum_naptime = 60s"];
  const lines = [...always, `unix_socket_directories = '${folder}'`, ...settings];
  writeFileSync(join(data, "postgresql.auto.conf"), `${lines.join("\n")}\n`);
  let server = run(data, folder);
  await listening(server);
  const connect = { host: "127.0.0.1", port, user: "tester", password: PASSWORD };
  const query = async (sql: string, values?: readonly unknown[], database = "queues") => {
    const client = new pg.Client({ ...connect, database });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return (await client.query(sql, values as unknown[])).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  await query("CREATE DATABASE queues", undefined, "postgres");
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, "exit");
    server.kill(signal);
    await exit;
  };
  return {
    port,
    folder,
    password: PASSWORD,
    url: `postgres://tester:${PASSWORD}@127.0.0.1:${port}/queues`,
    query: (sql, values) => query(sql, values),
    // Its children notice that it is gone, and end; a new one waits for that by itself.
    kill: () => end("SIGKILL"),
    stop: () => end("SIGINT"),
    async start() {
      for (;;) {
        server = run(data, folder);
        if (await listening(server)) return;
      }
    },
    async remove() {
      await end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function run(data: string, cwd: string): ChildProcess {
  const args = ["-D", data];
  return spawn(join(BINARIES!, "postgres"), args, {
    ...owner,
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
  });
}

/** Resolves with true when it takes connections, with false when it has ended instead. */
async function listening(server: ChildProcess): Promise<boolean> {
  let said = "";
  const ready = new Promise<boolean>((resolve) => {
    server.stderr!.setEncoding("utf8").on("data", (text: string) => {
      // The end of what it says is enough, and may come in pieces.
      said = (said + text).slice(-10_000);
      if (said.includes("ready to accept connections")) resolve(true);
    });
  });
  return Promise.race([ready, once(server, "exit").then(() => false)]);
}

function binaries(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => +b - +a) : [];
  const folders = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    ...versions.map((version) => join(debian, version, "bin")),
  ];
  return folders.find((folder) =>
    ["initdb", "postgres"].every((name) => existsSync(join(folder, name))),
  );
}

function userOf(name: string): { readonly uid: number; readonly gid: number } {
  const [uid, gid] = ["-u", "-g"].map((flag) => {
    return Number(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout);
  });
  return { uid: uid!, gid: gid! };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { readonly port: number };
  server.close();
  return port;
}
