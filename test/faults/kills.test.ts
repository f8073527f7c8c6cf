// A hundred times `kill -9` under load: whatever the server has accepted is in the end handled and
// acknowledged, or a dead letter; what was acknowledged never comes back. Real processes, a real
// file, real time; how far it goes is counted in messages and kills, not in seconds.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createClient } from "#api/index";
import {
  consume,
  type Consumer,
  type SettleRules,
} from "../../templates/cloudflare-queues/consumer.ts";
import { openGate } from "../../templates/cloudflare-queues/consumer/gate.ts";
import { emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { queue } from "../../templates/cloudflare-queues/producer.ts";
import { sqliteStore } from "../../templates/cloudflare-queues/sqlite.ts";
import { type Client, seeded, type Witness, witness } from "../queues/faults-support.ts";
import { type Server, serverOf } from "./server-support.ts";

const KILLS = 100;
/** The fewest messages that each of the servers accepts before it is killed. */
const LEAST = 10;
const MAX_RETRIES = 100;
/** One in this many is never handled, and ends as a dead letter. */
const POISON = 401;
const isPoison = (n: number): boolean => n % POISON === 7;

const rest = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Sends number after number, each until it is accepted, one at a time. */
async function produce(client: Client, server: Server, next: () => number | undefined) {
  const orders = queue<{ n: number }>(client, "q");
  const bulk: { body: { n: number } }[] = [];
  for (let n = next(); n !== undefined; n = next()) {
    bulk.push({ body: { n } });
    // Alone, or some together.
    if (n % 3 === 0) continue;
    while (bulk.length > 0) {
      const sending = bulk.length === 1 ? orders.send(bulk[0]!.body) : orders.sendBatch(bulk);
      await sending.then(
        () => (bulk.length = 0),
        () => server.up(),
      );
    }
  }
}

/** Handles what comes; tells when nothing is left. */
function handling(
  client: Client,
  seen: Witness,
  settle: SettleRules,
  onEmpty: () => void,
): Consumer {
  return consume<{ n: number }>(
    client,
    {
      queue: "q",
      settle,
      batchSize: 100,
      concurrency: 3,
      visibilityTimeoutMs: 1500,
      minIdleMs: 10,
      maxIdleMs: 20,
      onError: () => undefined,
      onEvent: (event) => {
        if (event.type === "pulled" && event.backlog === 0) onEmpty();
      },
    },
    async (batch) => {
      await rest(1);
      for (const message of batch.messages) {
        if (isPoison(message.body.n)) message.retry();
        else {
          seen.handled(message.id, message.attempts);
          message.ack();
        }
      }
    },
  );
}

it("loses nothing that was accepted, and brings nothing back, through a hundred kills", async () => {
  const folder = mkdtempSync(join(tmpdir(), "onespec-kills-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "queue.sqlite");
  const server = await serverOf([
    ...["--store", path, "--dead-letter", "dead", "--max-retries", String(MAX_RETRIES)],
  ]);
  const seen = witness((request) => fetch(request));
  const gate = openGate();
  const client = createClient({
    apiToken: "t",
    accountId: "a",
    baseUrl: server.url,
    fetch: (request) => seen.fetch(request).finally(gate.changed),
    retry: 0,
  });

  let n = 0;
  let isKilling = true;
  let onEmpty = (): void => undefined;
  const next = (): number | undefined => (isKilling ? n++ : undefined);
  const producers = [1, 2, 3].map(() => produce(client, server, next));
  const consumers = (["explicit", "workers"] as const).map((settle) =>
    handling(client, seen, settle, () => onEmpty()),
  );

  const random = seeded(1);
  for (let kills = 0; kills < KILLS; kills++) {
    const enough = seen.pushed.size + LEAST + random() * 50;
    await gate.until(() => seen.pushed.size >= enough);
    // Not always right after an answer.
    await rest(random() * 20);
    await server.kill();
  }
  isKilling = false;
  await Promise.all(producers);
  await new Promise<void>((resolve) => (onEmpty = resolve));
  await Promise.all(consumers.map((consumer) => consumer.stop()));
  await server.stop();

  const store = await sqliteStore(path);
  const { statistics, messages } = emulator({ store });
  const left = (await statistics()).map(({ queue: name }) => name);
  const dead = (await messages("dead", 1000)).messages.map(
    ({ body }) => (JSON.parse(body) as { n: number }).n,
  );
  await store.close();
  const ends = new Set([...seen.claimed, ...dead]);
  expect(seen.pushed.size).toBeGreaterThanOrEqual(KILLS * LEAST);
  expect({
    wrong: seen.wrong,
    left,
    lost: [...seen.pushed.keys()].filter((number) => !ends.has(number)),
    dead: dead.every(isPoison),
    undead: [...seen.pushed.keys()].filter((number) => isPoison(number) && !dead.includes(number)),
  }).toEqual({ wrong: [], left: ["dead"], lost: [], dead: true, undead: [] });
});
