// Cloudflare Queues on this machine: a Fetch that answers the four message endpoints as the service
// does, with queues that hold messages. Opens no port and sets no timer: what should have happened
// in the meantime is done when somebody asks.
import type { Fetch } from "../runtime/operation.ts";
import { failure } from "./emulator/answers.ts";
import type { Now } from "./emulator/clock.ts";
import { Refusal } from "./emulator/codes.ts";
import { memoryStore } from "./emulator/memory-store.ts";
import { catchUp, type Workplace } from "./emulator/operations.ts";
import { type QueueDefaults, type QueueOptions, queuesOf } from "./emulator/queues.ts";
import { route } from "./emulator/route.ts";
import { defaultSettings, type Settings } from "./emulator/settings.ts";
import type { Page, QueueStatistics, Store } from "./emulator/store.ts";

export { manualClock, type ManualClock, type Now } from "./emulator/clock.ts";
export { type Code, CODES, type CodeFacts } from "./emulator/codes.ts";
export { memoryStore } from "./emulator/memory-store.ts";
export type { Message } from "./emulator/message.ts";
export type { QueueDefaults, QueueOptions, QueueRefusal } from "./emulator/queues.ts";
export { defaultSettings, type Settings, type WarningKind } from "./emulator/settings.ts";
export type { Changes, Found } from "./emulator/settle.ts";
export type { Metrics, Page, QueueStatistics, Store } from "./emulator/store.ts";

/** The options of an emulator; all can be left out. */
export interface EmulatorOptions {
  /** Where messages are kept. Default: in memory. */
  readonly store?: Store;
  /** Default: the global `Date`. `manualClock()` moves time by hand. */
  readonly clock?: Now;
  /** Gives a new text for each call, without dots. Default: 32 random hexadecimal digits. */
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
export interface Emulator {
  /** Answers a request; for `createClient({ fetch })`. Rejects only where the request is aborted. */
  readonly fetch: Fetch;
  /** Adds a queue, or replaces the options of one. @throws TypeError that says what is wrong. */
  configure(queue: QueueOptions): void;
  /** The queues that hold messages. */
  statistics(): Promise<readonly QueueStatistics[]>;
  /** Up to `limit` messages of a queue, leased and delayed ones too; leases none. */
  messages(queue: string, limit?: number, from?: string): Promise<Page>;
}

/**
 * Makes an emulator.
 *
 * @throws TypeError where the options of a queue can't be used.
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
  const { clock = Date, queues: configured = [], defaults = {}, token } = options;
  const create = options.create ?? (configured.length > 0 ? "configured" : "onFirstUse");
  const place: Workplace = {
    store: options.store ?? memoryStore(),
    queues: queuesOf(configured, defaults, create),
    settings: { ...defaultSettings, ...options.settings },
    newId: options.newId ?? randomId,
  };
  return {
    async fetch(request) {
      request.signal.throwIfAborted();
      try {
        return await route(place, request, token, () => clock.now());
      } catch (error) {
        request.signal.throwIfAborted();
        return failure(error instanceof Refusal ? error : internal(error), place.settings);
      }
    },
    configure: place.queues.configure,
    async statistics() {
      const now = clock.now();
      await catchUp(place, now);
      return place.store.statistics(now);
    },
    async messages(queue, limit = 100, from) {
      await catchUp(place, clock.now());
      return place.store.page(place.queues.find(queue)?.name ?? queue, limit, from);
    },
  };
}

function internal(error: unknown): Refusal {
  return new Refusal(15000, error instanceof Error ? error.message : undefined);
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
