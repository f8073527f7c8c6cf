// The story against the service itself. Needs an account, a token and an empty queue with HTTP pull
// enabled that nobody else reads, in the environment; is skipped by name without them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { createClient } from "#api/index";
import { expect, test } from "vitest";
import { consume } from "../../templates/cloudflare-queues/consumer.ts";
import { defaultSettings } from "../../templates/cloudflare-queues/emulator.ts";
import { queue as queueOf } from "../../templates/cloudflare-queues/producer.ts";
import { drain, type Findings, story } from "./story.ts";
import { type Answer, messagesIn, type World } from "./world.ts";

const {
  CLOUDFLARE_API_TOKEN: token,
  CLOUDFLARE_ACCOUNT_ID: account,
  CLOUDFLARE_QUEUE_ID: queue,
  CLOUDFLARE_DEAD_LETTER_QUEUE_ID: deadLetters,
  CLOUDFLARE_QUEUE_MAX_RETRIES: maxRetries,
  CLOUDFLARE_BASE_URL: base = "https://api.cloudflare.com/client/v4",
} = process.env;

const NEEDED = "CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_QUEUE_ID";
const isReady = Boolean(token && account && queue);

const named = (name: string): string =>
  isReady ? name : `${name}: needs ${NEEDED} in the environment`;

test.skipIf(!isReady)(
  named("a producer and a consumer carry messages"),
  { timeout: 300_000 },
  async () => {
    await drain(worldOf(queue!));
    const client = createClient({ apiToken: token!, accountId: account!, baseUrl: base });
    const sent = Array.from({ length: 20 }, (_, index) => `live ${index}`);
    const handled = new Set<unknown>();
    await new Promise<void>((resolve, reject) => {
      const options = { queue: queue!, visibilityTimeoutMs: 60_000, onError: reject };
      const consumer = consume(client, options, (batch) => {
        batch.messages.forEach(({ body }) => handled.add(body));
        batch.ackAll();
        if (handled.size === sent.length) void consumer.stop().then(resolve, reject);
      });
      queueOf(client, queue!)
        .sendBatch(sent.map((body) => ({ body })))
        .catch(reject);
    });
    expect([...handled].sort()).toEqual([...sent].sort());
  },
);

test.skipIf(!isReady)(
  named("the service answers as the emulator does"),
  { timeout: 900_000 },
  async () => {
    const world = worldOf(queue!);
    const { body } = await world.post("/pull", { batch_size: 1, visibility_timeout_ms: 1000 });
    expect(messagesIn(body.result), "the queue must be empty").toEqual([]);
    const found = await story(world);
    record(found);
    const known = Object.keys(found).filter((name) => Object.hasOwn(defaultSettings, name));
    const pick = (from: object): object =>
      Object.fromEntries(known.map((name) => [name, (from as Record<string, unknown>)[name]]));
    expect(pick(found)).toEqual(pick(defaultSettings));
  },
);

function worldOf(id: string): World {
  const post =
    (of: string): World["post"] =>
    async (path, body) => {
      const url = `${base}/accounts/${account}/queues/${of}/messages${path}`;
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const response = await fetch(url, { method: "POST", headers, body: text });
      return { status: response.status, body: (await response.json()) as Answer["body"] };
    };
  return {
    post: post(id),
    deadLetters: deadLetters === undefined ? undefined : post(deadLetters),
    wait: async (ms) => void (await after(ms)),
    maxRetries: maxRetries === undefined ? undefined : Number(maxRetries),
  };
}

/** Keeps what was found, whatever comes of the comparison. */
function record(found: Findings): void {
  const folder = join(import.meta.dirname, "../../coverage");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "live.json");
  writeFileSync(file, `${JSON.stringify(found, undefined, 2)}\n`);
  console.log(`What was found is in coverage/live.json:\n${JSON.stringify(found, undefined, 2)}`);
}
