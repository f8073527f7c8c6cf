// The four operations: a request's body, a queue and a time → an answer. They put rules and store
// together and know neither addresses nor credentials.
import { ackResult, type Answer, pullResult, pushResult, success } from "./answers.ts";
import { Refusal } from "./codes.ts";
import type { ConfiguredQueue, Queues } from "./queues.ts";
import { type PushRequest, readAck, readBatch, readPull, readPush } from "./requests.ts";
import { enqueue, grant, type Ground, lapse } from "./rules.ts";
import type { Settings } from "./settings.ts";
import { messagesOf, settle } from "./settle.ts";
import type { Store } from "./store.ts";
import type { Tally } from "./tally.ts";

/** What the operations work with. */
export interface Workplace {
  readonly store: Store;
  readonly queues: Queues;
  readonly settings: Settings;
  /** Gives a text that was never given before and can't be guessed. */
  readonly newId: () => string;
  readonly tally: Tally;
}

/** One of the four. @throws Refusal */
export type Operation = (
  place: Workplace,
  queue: ConfiguredQueue,
  text: string,
  now: number,
) => Promise<Answer>;

/** By the last part of the path. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  "": async (place, queue, text, now) => push(place, queue, readPush(text, place.settings), now),
  "/batch": async (place, queue, text, now) =>
    push(place, queue, readBatch(text, place.settings), now),
  "/pull": pull,
  "/ack": ack,
};

/** How many messages one transaction carries on. */
const DUE_AT_ONCE = 1000;

/** Does all that should have happened until now by itself: expiry and dead letters. */
export async function catchUp({ store, queues }: Workplace, now: number): Promise<void> {
  const carryOn: Parameters<Store["due"]>[2] = (message) => {
    return lapse(message, deadLetterOf(queues, queues.named(message.queue)));
  };
  while ((await store.due(now, DUE_AT_ONCE, carryOn)) === DUE_AT_ONCE);
}

async function push(
  { store, settings, newId, tally }: Workplace,
  queue: ConfiguredQueue,
  { drafts, batchDelaySeconds }: PushRequest,
  now: number,
): Promise<Answer> {
  const messages = drafts.map((draft) =>
    enqueue(draft, batchDelaySeconds, queue, now, newId(), newId()),
  );
  const metrics = await store.push(queue.name, messages, settings.maxBacklogBytes);
  if (!metrics) throw new Refusal(10251);
  tally.add(queue.name, { pushed: messages.length });
  return success(pushResult(metrics, settings));
}

async function pull(
  place: Workplace,
  queue: ConfiguredQueue,
  text: string,
  now: number,
): Promise<Answer> {
  const { store, settings, tally } = place;
  const { batchSize, visibilityTimeoutMs, remarks } = readPull(text, settings);
  const ground = groundOf(place, queue);
  const timeout = visibilityTimeoutMs ?? queue.visibilityTimeoutMs;
  const leased = await store.lease(queue.name, now, batchSize, (message) =>
    grant(message, ground, timeout, now),
  );
  tally.add(queue.name, { pulled: leased.messages.length });
  return success(pullResult(leased, settings), remarks);
}

async function ack(
  place: Workplace,
  queue: ConfiguredQueue,
  text: string,
  now: number,
): Promise<Answer> {
  const request = readAck(text, place.settings);
  const ground = groundOf(place, queue);
  const { result } = await place.store.settle(queue.name, messagesOf(request), (found) =>
    settle(found, request, ground, now),
  );
  const { ackCount: acked, retryCount: retried } = result;
  place.tally.add(queue.name, { acked, retried });
  return success(ackResult(result, place.settings));
}

function groundOf({ queues, settings }: Workplace, queue: ConfiguredQueue): Ground {
  return { queue, deadLetter: deadLetterOf(queues, queue), settings };
}

function deadLetterOf(
  queues: Queues,
  { deadLetterQueue }: ConfiguredQueue,
): ConfiguredQueue | undefined {
  return deadLetterQueue === undefined ? undefined : queues.named(deadLetterQueue);
}
