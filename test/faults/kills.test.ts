// A hundred times `kill -9` under load: whatever the server has accepted is in the end handled and
// acknowledged, or a dead letter; what was acknowledged never comes back. Real processes, a real
// file, real time; how far it goes is counted in messages and kills, not in seconds.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createClient } from "#api/index";
import { openGate } from "../../templates/cloudflare-queues/consumer/gate.ts";
import { emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { sqliteStore } from "../../templates/cloudflare-queues/sqlite.ts";
import { seeded, witness } from "../queues/faults-support.ts";
import { handling, isPoison, MAX_RETRIES, produce, rest } from "./kills-support.ts";
import { serverOf } from "./server-support.ts";

const KILLS = 100;
/** The fewest messages that each of the servers accepts before it is killed. */
const LEAST = 10;
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
