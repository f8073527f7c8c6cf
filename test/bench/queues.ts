// `npm run bench:queues`: how fast the emulator is over loopback HTTP with its SQLite store, each in a
// process of its own, with bodies of 200 bytes. `--write` puts the figures into the README; `--short`
// lets fewer messages wait.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "#api/index";
import { consume } from "../../templates/cloudflare-queues/consumer.ts";
import { load, percentile, poster } from "./load.ts";
import { bare, emulator, type Server } from "./servers.ts";
import { fill, table } from "./table.ts";

const MANY = process.argv.includes("--short") ? 100_000 : 1_000_000;
const SECONDS = 8;
const BODY = "x".repeat(200);
const MESSAGE = { body: BODY, content_type: "text" };
const BATCH = JSON.stringify({ messages: Array.from({ length: 100 }, () => MESSAGE) });
const at = (queue: string, action = ""): string =>
  `/accounts/any/queues/${queue}/messages${action}`;

const folder = mkdtempSync(join(tmpdir(), "onespec-queues-"));
const until = (seconds: number): (() => boolean) => {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() > end;
};
const count = (value: number): string => Math.round(value).toLocaleString("en");
const ms = (value: number): string => `${value.toFixed(2)} ms`;

interface Pulled {
  readonly result: { readonly messages: readonly { readonly lease_id: string }[] };
}

/** Single pushes from 32 connections: how many a second, and how long each takes. */
async function singles(server: Server): Promise<readonly [rate: number, times: readonly number[]]> {
  const post = poster(server.url, 32);
  const body = JSON.stringify(MESSAGE);
  const push = async (): Promise<void> => expectOk(await post(at("singles"), body));
  await load(32, until(1), push);
  const { times, seconds } = await load(32, until(SECONDS), push);
  post.close();
  return [times.length / seconds, times];
}

/** Batches of 100 pushed while others are pulled and acknowledged. */
async function both(server: Server): Promise<Readonly<Record<"pushed" | "acked", Figures>>> {
  const [push, take] = [poster(server.url, 2), poster(server.url, 3)];
  let acked = 0;
  const isOver = until(SECONDS);
  const pushing = load(2, isOver, async () => {
    expectOk(await push(at("both", "/batch"), BATCH));
  });
  const pulls: number[] = [];
  const taking = load(3, isOver, async () => {
    const pulled = await take(at("both", "/pull"), '{"batch_size":100}');
    pulls.push(pulled.ms);
    const acks = leases(pulled.text);
    if (acks.length === 0) return;
    expectOk(await take(at("both", "/ack"), JSON.stringify({ acks })));
    acked += acks.length;
  });
  const [pushed, taken] = await Promise.all([pushing, taking]);
  push.close();
  take.close();
  return {
    pushed: { rate: (pushed.times.length * 100) / pushed.seconds, times: pushed.times },
    acked: { rate: acked / taken.seconds, times: pulls },
  };
}

interface Figures {
  readonly rate: number;
  readonly times: readonly number[];
}

/** The time of a pull of 100 messages, with so many waiting. */
async function pullTime(server: Server, queue: string, waiting: number): Promise<number> {
  const post = poster(server.url, 4);
  let left = waiting / 100;
  await load(
    4,
    () => left <= 0,
    async () => {
      left -= 1;
      expectOk(await post(at(queue, "/batch"), BATCH));
    },
  );
  const times: number[] = [];
  for (let round = 0; round < 60; round++) {
    const pulled = await post(at(queue, "/pull"), '{"batch_size":100}');
    // What was pulled is put back, so that as many wait in the next round.
    const retries = leases(pulled.text);
    expectOk(await post(at(queue, "/ack"), JSON.stringify({ retries })));
    if (round >= 10) times.push(pulled.ms);
  }
  post.close();
  return percentile(times, 0.5);
}

/** Drains a queue with the consumer, and looks at the memory of consumer and server meanwhile. */
async function drain(server: Server, queue: string, messages: number): Promise<Drained> {
  const client = createClient({ apiToken: "any", accountId: "any", baseUrl: server.url });
  const now = (): Memory => [process.memoryUsage.rss() / 1e6, server.memory()];
  const most = (one: Memory, [own, other]: Memory): Memory => [
    Math.max(one[0], own),
    Math.max(one[1], other),
  ];
  const before = now();
  let [tenth, whole, handled] = [before, before, 0];
  const start = performance.now();
  await new Promise<void>((resolve, reject) => {
    const options = { queue, batchSize: 100, visibilityTimeoutMs: 600_000, concurrency: 4 };
    const consumer = consume(client, { ...options, onError: reject }, (batch) => {
      batch.ackAll();
      handled += batch.messages.length;
      whole = most(whole, now());
      if (handled <= messages / 10) tenth = whole;
      if (handled >= messages) void consumer.stop().then(resolve, reject);
    });
  });
  return { before, tenth, whole, rate: (handled / (performance.now() - start)) * 1000 };
}

/** Megabytes of the consumer's process and of the server's. */
type Memory = readonly [own: number, server: number];

interface Drained {
  readonly before: Memory;
  /** The most until a tenth of all messages was handled. */
  readonly tenth: Memory;
  readonly whole: Memory;
  readonly rate: number;
}

function leases(text: string): readonly { readonly lease_id: string }[] {
  return (JSON.parse(text) as Pulled).result.messages.map(({ lease_id }) => ({ lease_id }));
}

function expectOk({ status, text }: { readonly status: number; readonly text: string }): void {
  if (status !== 200) throw new Error(`The server answered with ${status}: ${text.slice(0, 200)}`);
}

async function measure(): Promise<readonly string[]> {
  const reference = await bare();
  const [bareRate] = await singles(reference);
  await reference.stop();
  const server = await emulator(join(folder, "queue.sqlite"));
  const [rate, times] = await singles(server);
  const { pushed, acked } = await both(server);
  const few = await pullTime(server, "few", 1000);
  const many = await pullTime(server, "many", MANY);
  const memory = await drain(server, "many", MANY);
  await server.stop();
  const p = (of: readonly number[]): readonly string[] => [
    ms(percentile(of, 0.5)),
    ms(percentile(of, 0.99)),
  ];
  return [
    table(
      ["200-byte bodies, SQLite store", "messages a second", "at least", "p50", "p99"],
      [
        ["pushed in batches of 100, while", count(pushed.rate), "25,000", ...p(pushed.times)],
        ["pulled and acknowledged by 100", count(acked.rate), "20,000", ...p(acked.times)],
        ["pushed one by one, 32 connections", count(rate), "8,000", ...p(times)],
        ["the same to a bare server that keeps nothing", count(bareRate), "", "", ""],
        ["drained by the consumer", count(memory.rate), "", "", ""],
      ],
    ),
    table(
      ["one pull of 100", "p50", "ratio", "at most"],
      [
        ["1,000 waiting", ms(few), "", ""],
        [`${count(MANY)} waiting`, ms(many), (many / few).toFixed(2), "2.00"],
      ],
    ),
    table(
      [`memory while ${count(MANY)} are drained`, "before", "at most, to a tenth", "at most"],
      ["consumer", "server"].map((name, index) => [
        name,
        ...[memory.before, memory.tenth, memory.whole].map((one) => megabytes(one[index]!)),
      ]),
    ),
  ];
}

const megabytes = (value: number): string => `${value.toFixed(0)} MB`;

try {
  const report = (await measure()).join("\n\n");
  console.log(report);
  console.log(`\nnode ${process.version}; a push is answered once it is on disk.`);
  if (process.argv.includes("--write")) fill("queues", report);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
