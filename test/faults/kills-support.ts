// Load for tests that kill servers: producers that send number after number until each is accepted,
// consumers that handle and acknowledge, and a few messages that nobody can handle.
import {
  consume,
  type Consumer,
  type SettleRules,
} from "../../templates/cloudflare-queues/consumer.ts";
import { queue } from "../../templates/cloudflare-queues/producer.ts";
import type { Client, Witness } from "../queues/faults-support.ts";

export const MAX_RETRIES = 100;
/** One in this many is never handled, and ends as a dead letter. */
const POISON = 401;
export const isPoison = (n: number): boolean => n % POISON === 7;

export const rest = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Sends number after number, each until it is accepted, one at a time. */
export async function produce(
  client: Client,
  server: { up(): Promise<void> },
  next: () => number | undefined,
): Promise<void> {
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
export function handling(
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
