// One small story of producer and consumer, for any place that runs JavaScript: it needs what the web
// platform gives, and nothing else. It tells what came of it, and prints nothing.
import { createClient } from "#api/index";
import { consume } from "../../templates/cloudflare-queues/consumer.ts";
import { emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { queue } from "../../templates/cloudflare-queues/producer.ts";

/** What became of the messages. */
export interface Outcome {
  readonly handled: number;
  /** How often messages were delivered that were put back once. */
  readonly again: number;
  readonly text: unknown;
  readonly left: number;
  readonly events: readonly string[];
}

export const EXPECTED: Outcome = {
  handled: 251,
  again: 50,
  text: "grüße",
  left: 0,
  events: ["handled", "pulled", "settled", "stopped", "stopping", "waiting"],
};

/** Sends 251 messages in several batches, handles them two batches at a time, and stops. */
export async function story(): Promise<Outcome> {
  const { fetch, statistics } = emulator();
  const client = createClient({ apiToken: "any", accountId: "any", fetch });
  const orders = queue<{ n: number } | string>(client, "orders");
  await orders.sendBatch(Array.from({ length: 250 }, (_, n) => ({ body: { n } })));
  await orders.send("grüße", { contentType: "text" });

  const events = new Set<string>();
  const handled = new Set<unknown>();
  let again = 0;
  let text: unknown;
  const options = { queue: "orders", batchSize: 40, concurrency: 2, minIdleMs: 10, maxIdleMs: 10 };
  const onEvent = ({ type }: { readonly type: string }): void => void events.add(type);
  const consumer = consume<{ n: number } | string>(client, { ...options, onEvent }, (batch) => {
    for (const { id, body, attempts, ack, retry } of batch.messages) {
      if (typeof body === "string") text = body;
      else if (body.n % 5 === 0 && attempts === 1) {
        retry();
        continue;
      }
      if (attempts > 1) again++;
      handled.add(id);
      ack();
    }
    if (handled.size === 251) void consumer.stop();
  });
  await consumer.finished;
  const left = (await statistics()).reduce((sum, { backlogCount }) => sum + backlogCount, 0);
  return { handled: handled.size, again, text, left, events: [...events].sort() };
}
