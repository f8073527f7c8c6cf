// Cloudflare Queues on this machine: a Fetch that answers the four message endpoints as the service
// does, with queues that hold messages. Opens no port and sets no timer: what should have happened
// in the meantime is done when somebody asks.
import type { Fetch } from "../runtime/operation.ts";
import { type Answer, failure, later } from "./emulator/answers.ts";
import { settingsOf } from "./emulator/check-settings.ts";
import { TOKEN_CHECK } from "./emulator/checks.ts";
import type { Now } from "./emulator/clock.ts";
import { Refusal } from "./emulator/codes.ts";
import { type Exchange, exchangeOf } from "./emulator/exchange.ts";
import { memoryStore } from "./emulator/memory-store.ts";
import type { Workplace } from "./emulator/operations.ts";
import { oversightOf } from "./emulator/oversee.ts";
import type { Oversight } from "./emulator/oversight.ts";
import { type QueueDefaults, type QueueOptions, queuesOf } from "./emulator/queues.ts";
import { risingIds } from "./emulator/rising-ids.ts";
import { route } from "./emulator/route.ts";
import type { Settings } from "./emulator/settings.ts";
import type { Store } from "./emulator/store.ts";
import { emptyTally } from "./emulator/tally.ts";

export type { Answer } from "./emulator/answers.ts";
export { manualClock, type ManualClock, type Now } from "./emulator/clock.ts";
export { type Code, CODES, type CodeFacts } from "./emulator/codes.ts";
export type { Exchange } from "./emulator/exchange.ts";
export { leaseOf } from "./emulator/lease.ts";
export { memoryStore } from "./emulator/memory-store.ts";
export type { Message, Queue } from "./emulator/message.ts";
export type {
  ConfiguredQueue,
  QueueDefaults,
  QueueOptions,
  QueueRefusal,
} from "./emulator/queues.ts";
export { defaultSettings, type Settings, type WarningKind } from "./emulator/settings.ts";
export type { Changes, Found } from "./emulator/settle.ts";
export type { Metrics, Page, QueueStatistics, Store } from "./emulator/store.ts";
export type { Counts } from "./emulator/tally.ts";

/** The options of an emulator; all can be left out. */
export interface EmulatorOptions {
  /** Where messages are kept. Default: in memory. */
  readonly store?: Store;
  /**
   * Default: the store's, where it has one, else the global `Date`. `manualClock()` moves time by
   * hand.
   */
  readonly clock?: Now;
  /** Gives a new text for each call, without dots. Default: 32 hexadecimal digits, of which 20 are random. */
  readonly newId?: () => string;
  /** Default: none but those of first use. */
  readonly queues?: readonly QueueOptions[];
  /** What holds for queues that do not say it themselves. Default: the service's defaults. */
  readonly defaults?: QueueDefaults;
  /**
   * `"onFirstUse"`: any queue that a request names is there; `"configured"`: only those given, and
   * their dead letter queues. Default: `"onFirstUse"`, `"configured"` where queues are given.
   */
  readonly create?: "onFirstUse" | "configured";
  /** What requests must carry, as token or key. Default: any credentials, but some. */
  readonly token?: string;
  /** Answers to open questions about the service, and its limits. */
  readonly settings?: Partial<Settings>;
}

/** An emulator. Whatever account a request names, there is one. */
export interface Emulator extends Oversight {
  /** Answers a request; for `createClient({ fetch })`. Rejects only where the request is aborted. */
  readonly fetch: Fetch;
  /** The same for a server that has no Request at hand. Rejects only where reading the body does. */
  answer(exchange: Exchange): Promise<Answer>;
}

/**
 * Makes an emulator.
 *
 * @throws TypeError where the token, a setting or an option of a queue can't be used.
 * @example
 * ```ts
 * import { createClient } from "@onespec/cloudflare-queues";
 * import { emulator } from "@onespec/cloudflare-queues/emulator";
 *
 * const { fetch } = emulator();
 * const client = createClient({ apiToken: "any", accountId: "any", fetch });
 * await client.queues.messages.push("orders", { body: "hello", content_type: "text" });
 * console.log(await client.queues.messages.pull("orders"));
 * ```
 */
export function emulator(options: EmulatorOptions = {}): Emulator {
  const { clock, queues: configured = [], defaults = {}, token } = options;
  if (token !== undefined && !TOKEN_CHECK[0](token)) {
    throw new TypeError(`token must be ${TOKEN_CHECK[1]}`);
  }
  const create = options.create ?? (configured.length > 0 ? "configured" : "onFirstUse");
  const store = options.store ?? memoryStore();
  const now = async (): Promise<number> => clock?.now() ?? (await store.now?.()) ?? Date.now();
  const place: Workplace = {
    store,
    queues: queuesOf(configured, defaults, create),
    settings: settingsOf(options.settings),
    newId: options.newId ?? risingIds(() => (clock ?? Date).now()),
    tally: emptyTally(),
  };
  const answer = (exchange: Exchange): Promise<Answer> => answerOf(place, exchange, token, now);
  return {
    ...oversightOf(place, token, now),
    answer,
    async fetch(request) {
      request.signal.throwIfAborted();
      const { body, ...rest } = await answer(exchangeOf(request)).catch((error: unknown) => {
        request.signal.throwIfAborted();
        return unforeseen(error, place.settings);
      });
      return Response.json(body, rest);
    },
  };
}

/** A store that fails is an answer too; a request that can't be read to its end is none. */
async function answerOf(
  place: Workplace,
  exchange: Exchange,
  token: string | undefined,
  now: () => Promise<number>,
): Promise<Answer> {
  let isUnread = false;
  const text = (): Promise<string> =>
    exchange.text().catch((error: unknown) => {
      isUnread = true;
      throw error;
    });
  try {
    return await route(place, { ...exchange, text }, token, now);
  } catch (error) {
    if (isUnread) throw error;
    if (error instanceof Refusal) return failure(error, place.settings);
    return unforeseen(error, place.settings);
  }
}

/** What a store says to be for the time being is answered so that clients come again. */
function unforeseen(error: unknown, settings: Settings): Answer {
  const refusal = new Refusal(15000, error instanceof Error ? error.message : undefined);
  const { retryAfterSeconds } = Object(error) as { readonly retryAfterSeconds?: unknown };
  const answer = failure(refusal, settings);
  return typeof retryAfterSeconds === "number" ? later(answer, retryAfterSeconds) : answer;
}
