// `npm run bench:postgres`: the emulator's servers on one PostgreSQL, beside one with its SQLite file,
// over loopback HTTP with bodies of 200 bytes. `--write` puts the figures into the README; `--short`
// lets fewer messages wait and pass. Needs the binaries of PostgreSQL, and starts its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BINARIES, type Database, databaseOf } from "../postgres/database.ts";
import { load, percentile, type Post, poster } from "./load.ts";
import { emulator, type Server } from "./servers.ts";
import { fill, table } from "./table.ts";

const isShort = process.argv.includes("--short");
const MANY = isShort ? 100_000 : 1_000_000;
/** An hour of 1,000 messages a second. */
const CHURN = isShort ? 200_000 : 3_600_000;
const SLICES = 6;
const SECONDS = isShort ? 4 : 8;
const SERVERS = [1, 2, 4];
const MESSAGE = { body: "x".repeat(200), content_type: "text" };
const ONE = JSON.stringify(MESSAGE);
const BATCH = JSON.stringify({ messages: Array.from({ length: 100 }, () => MESSAGE) });

const at = (queue: string, action = ""): string =>
  `/accounts/any/queues/${queue}/messages${action}`;
const until = (seconds: number): (() => boolean) => {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() > end;
};
const count = (value: number): string => Math.round(value).toLocaleString("en");
const ms = (value: number): string => `${value.toFixed(2)} ms`;

interface Pulled {
  readonly result: { readonly messages: readonly { readonly lease_id: string }[] };
}

function leases(text: string): readonly { readonly lease_id: string }[] {
  return (JSON.parse(text) as Pulled).result.messages.map(({ lease_id }) => ({ lease_id }));
}

async function post(send: Post, path: string, body: string) {
  const reply = await send(path, body);
  if (reply.status === 200) return reply;
  throw new Error(`The server answered with ${reply.status}: ${reply.text.slice(0, 300)}`);
}

/** Connections to all servers, as a load balancer would spread them. */
function spread(
  servers: readonly Server[],
  lanes: number,
): { of(lane: number): Post; close(): void } {
  const each = Math.ceil(lanes / servers.length);
  const posters = servers.map(({ url }) => poster(url, each));
  return {
    of: (lane) => posters[lane % posters.length]!,
    close: () => posters.forEach((one) => one.close()),
  };
}

/** Single pushes from 32 connections, a second. */
async function singles(servers: readonly Server[]): Promise<number> {
  const lanes = spread(servers, 32);
  const push = async (lane: number): Promise<void> =>
    void (await post(lanes.of(lane), at("singles"), ONE));
  await load(32, until(1), push);
  const { times, seconds } = await load(32, until(SECONDS), push);
  lanes.close();
  return times.length / seconds;
}

interface Both {
  readonly pushed: number;
  readonly pulled: number;
  readonly acked: number;
  readonly pulls: readonly number[];
}

/** Batches of 100 pushed while others are pulled and acknowledged; until so many are, or so long. */
async function both(
  servers: readonly Server[],
  queue: string,
  isOver: (acked: number) => boolean,
  backlog = Infinity,
): Promise<Both> {
  const [pushers, takers] = [4, 8];
  const push = spread(servers, pushers);
  const take = spread(servers, takers);
  let [sent, pulled, acked] = [0, 0, 0];
  const pulls: number[] = [];
  const over = (): boolean => isOver(acked);
  const pushing = load(pushers, over, async (lane) => {
    // A backlog that only grows would be another benchmark.
    if (sent - acked > backlog) return new Promise((resolve) => setTimeout(resolve, 1));
    await post(push.of(lane), at(queue, "/batch"), BATCH);
    sent += 100;
  });
  const taking = load(takers, over, async (lane) => {
    const { text, ms: time } = await post(take.of(lane), at(queue, "/pull"), '{"batch_size":100}');
    const acks = leases(text);
    if (acks.length === 0) return;
    pulls.push(time);
    pulled += acks.length;
    await post(take.of(lane), at(queue, "/ack"), JSON.stringify({ acks }));
    acked += acks.length;
  });
  const [, { seconds }] = await Promise.all([pushing, taking]);
  push.close();
  take.close();
  return { pushed: sent / seconds, pulled: pulled / seconds, acked: acked / seconds, pulls };
}

/** The time of a pull of 100 messages, with so many waiting. */
async function pullTime(
  servers: readonly Server[],
  settled: () => Promise<unknown>,
  queue: string,
  waiting: number,
): Promise<number> {
  const lanes = spread(servers, 4);
  let left = waiting / 100;
  await load(
    4,
    () => left <= 0,
    async (lane) => {
      left -= 1;
      await post(lanes.of(lane), at(queue, "/batch"), BATCH);
    },
  );
  // What is left to do after so many pushes is not the pull's.
  await settled();
  const times: number[] = [];
  for (let round = 0; round < 70; round++) {
    const pulled = await post(lanes.of(0), at(queue, "/pull"), '{"batch_size":100}');
    // What was pulled is put back, so that as many wait in the next round.
    const retries = leases(pulled.text);
    await post(lanes.of(0), at(queue, "/ack"), JSON.stringify({ retries }));
    if (round >= 10) times.push(pulled.ms);
  }
  lanes.close();
  return percentile(times, 0.5);
}

async function rowOf(name: string, servers: readonly Server[]): Promise<readonly string[]> {
  const { pushed, pulled, acked, pulls } = await both(servers, "both", until(SECONDS), 20_000);
  const p50 = percentile(pulls, 0.5);
  const p99 = percentile(pulls, 0.99);
  const one = await singles(servers);
  return [name, count(pushed), count(pulled), count(acked), ms(p50), ms(p99), count(one)];
}

async function withServers<T>(
  stores: readonly string[],
  run: (servers: readonly Server[]) => Promise<T>,
): Promise<T> {
  const servers: Server[] = [];
  try {
    for (const store of stores) servers.push(await emulator(store));
    return await run(servers);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function throughput(file: string, { url }: Database): Promise<string> {
  const rows = [await withServers([file], (servers) => rowOf("SQLite, 1 server", servers))];
  for (const number of SERVERS) {
    const name = `PostgreSQL, ${number} server${number > 1 ? "s" : ""}`;
    const stores = Array.from({ length: number }, () => `${url}?schema=with_${number}`);
    rows.push(await withServers(stores, (servers) => rowOf(name, servers)));
  }
  const head = ["messages a second", "pushed by 100", "pulled by 100", "acknowledged by 100"];
  return table([...head, "a pull, p50", "p99", "pushed one by one"], rows);
}

async function waiting(database: Database): Promise<string> {
  return withServers([`${database.url}?schema=waiting`], async (servers) => {
    const settled = async (): Promise<void> => {
      await database.query("VACUUM waiting.message");
      await database.query("CHECKPOINT");
    };
    const few = await pullTime(servers, settled, "few", 1000);
    const many = await pullTime(servers, settled, "many", MANY);
    return table(
      ["one pull of 100 from PostgreSQL", "p50", "ratio", "at most"],
      [
        ["1,000 waiting", ms(few), "", ""],
        [`${count(MANY)} waiting`, ms(many), (many / few).toFixed(2), "2.00"],
      ],
    );
  });
}

async function churn(database: Database): Promise<string> {
  return withServers(
    [1, 2].map(() => `${database.url}?schema=churn`),
    async (servers) => {
      const rows: string[][] = [];
      const each = CHURN / SLICES;
      for (let slice = 1; slice <= SLICES; slice++) {
        const { acked, pulls } = await both(servers, "churn", (done) => done >= each, 20_000);
        const [size] = await database.query(
          "SELECT pg_total_relation_size('churn.message') / 1e6 AS mb",
        );
        const [p50, p99] = [percentile(pulls, 0.5), percentile(pulls, 0.99)];
        const megabytes = `${Number(size!["mb"]).toFixed(0)} MB`;
        rows.push([count(slice * each), ms(p50), ms(p99), count(acked), megabytes]);
      }
      const head = ["messages that have passed, 2 servers", "a pull of 100, p50", "p99"];
      return table([...head, "acknowledged a second", "table and indexes"], rows);
    },
  );
}

if (BINARIES === undefined) throw new Error("There is no PostgreSQL here: no initdb, no postgres.");
const folder = mkdtempSync(join(tmpdir(), "onespec-bench-"));
const database = await databaseOf();
try {
  const only = /--only=(\w+)/.exec(process.argv.join(" "))?.[1];
  const parts = {
    throughput: () => throughput(join(folder, "queue.sqlite"), database),
    waiting: () => waiting(database),
    churn: () => churn(database),
  };
  const tables: string[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (only !== undefined && only !== name) continue;
    tables.push(await part());
    console.log(`${tables.at(-1)!}\n`);
  }
  const [version] = await database.query("SHOW server_version");
  console.log(
    `node ${process.version}, PostgreSQL ${String(version!["server_version"])}, its defaults.`,
  );
  if (process.argv.includes("--write")) fill("postgres", tables.join("\n\n"));
} finally {
  await database.remove();
  rmSync(folder, { recursive: true, force: true });
}
