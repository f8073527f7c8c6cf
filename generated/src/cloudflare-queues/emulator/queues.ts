// Which queues there are and how each is set up. Keeps no message.
import { checkedQueue } from "./check-queue.ts";
import type { Queue } from "./message.ts";

/** Why a queue takes part in nothing for now; each is a 429 of its own. */
export type QueueRefusal = "overloaded" | "full" | "paused" | "freePlanSpent";

/** How a queue is set up; plain JSON. What is left out is the service's default. */
export interface QueueOptions {
  /** 1 to 63 characters. A request may name the queue by it, or by its `id`. */
  readonly name: string;
  /** 1 to 32 characters. Default: none. */
  readonly id?: string;
  /** The delay of messages that bring none, in whole seconds up to 86,400. Default: 0. */
  readonly delaySeconds?: number;
  /** The delay of retries that bring none, in whole seconds up to 86,400. Default: 0. */
  readonly retryDelaySeconds?: number;
  /** 0 to 100. Default: 3. */
  readonly maxRetries?: number;
  /**
   * The name or identifier of another queue, which need not be configured. Default: none, messages
   * are deleted.
   */
  readonly deadLetterQueue?: string;
  /** 1 to 43,200,000. Default: 30,000. */
  readonly visibilityTimeoutMs?: number;
  /** 60 to 1,209,600 (14 days). Default: 345,600 (4 days). */
  readonly retentionSeconds?: number;
  /** What requests to this queue must carry. Default: the emulator's own. */
  readonly token?: string;
  /** False: pulls and acknowledgements are answered with 405. Default: true. */
  readonly httpPull?: boolean;
  /** Answers requests to this queue with a 429; `full` pushes only. Default: nothing is refused. */
  readonly refuse?: QueueRefusal;
}

/** A queue, and how requests to it are treated. */
export interface ConfiguredQueue extends Queue {
  readonly id: string | undefined;
  readonly token: string | undefined;
  readonly httpPull: boolean;
  readonly refuse: QueueRefusal | undefined;
}

/** Options of queues that nobody configured. */
export type QueueDefaults = Omit<QueueOptions, "name" | "id">;

/** The queues of an emulator. */
export interface Queues {
  /** The queue of a request, by name or identifier; undefined: there is none. */
  find(nameOrId: string): ConfiguredQueue | undefined;
  /** Whether the configuration speaks of it, if only as a dead letter queue. */
  isConfigured(nameOrId: string): boolean;
  /** A queue by name, which exists as soon as a message is in it. */
  named(name: string): ConfiguredQueue;
  /** Adds a queue, or replaces that with its name. @throws TypeError that says what is wrong. */
  configure(options: QueueOptions): void;
  all(): readonly ConfiguredQueue[];
}

/** Makes queues. With `"onFirstUse"` every name that a request mentions is a queue. */
export function queuesOf(
  configured: readonly QueueOptions[],
  defaults: QueueDefaults,
  create: "onFirstUse" | "configured",
): Queues {
  const known = new Map<string, ConfiguredQueue>();
  const raw = (text: string): ConfiguredQueue | undefined =>
    known.get(text) ?? [...known.values()].find(({ id }) => id === text);
  // A dead letter queue may be named before it is configured, and by its identifier too.
  const resolved = (queue: ConfiguredQueue): ConfiguredQueue => {
    const name = raw(queue.deadLetterQueue ?? "")?.name;
    if (name === undefined) return queue;
    return { ...queue, deadLetterQueue: name === queue.name ? undefined : name };
  };
  const byNameOrId = (text: string): ConfiguredQueue | undefined => {
    const queue = raw(text);
    return queue && resolved(queue);
  };
  const named = (name: string): ConfiguredQueue =>
    byNameOrId(name) ?? resolved(complete({ ...defaults, name }));
  const isDeadLetter = (name: string): boolean =>
    [...known.values()].some(({ deadLetterQueue }) => deadLetterQueue === name);
  function configure(options: QueueOptions): void {
    const queue = complete({ ...defaults, ...checkedQueue(options) });
    for (const { name, id } of known.values()) {
      const taken = [name, id].find((own) => own === queue.id || own === queue.name);
      if (name !== queue.name && taken !== undefined) {
        throw new TypeError(`two queues are called ${JSON.stringify(taken)}`);
      }
    }
    known.set(queue.name, queue);
  }
  complete({ ...defaults, ...checkedQueue({ ...defaults, name: "any" }) });
  configured.forEach(configure);
  return {
    find(nameOrId) {
      const exists = create === "onFirstUse" || isDeadLetter(nameOrId);
      return byNameOrId(nameOrId) ?? (exists ? named(nameOrId) : undefined);
    },
    isConfigured: (nameOrId) => byNameOrId(nameOrId) !== undefined || isDeadLetter(nameOrId),
    named,
    configure,
    all: () => [...known.values()].map(resolved),
  };
}

function complete(options: QueueOptions): ConfiguredQueue {
  const { name, id, token, deadLetterQueue, refuse } = options;
  return {
    ...{ name, id, token, refuse },
    delaySeconds: options.delaySeconds ?? 0,
    retryDelaySeconds: options.retryDelaySeconds ?? 0,
    maxRetries: options.maxRetries ?? 3,
    // Of defaults it is the queue itself for the dead letter queue, which keeps what it has.
    deadLetterQueue: deadLetterQueue === name ? undefined : deadLetterQueue,
    visibilityTimeoutMs: options.visibilityTimeoutMs ?? 30_000,
    retentionSeconds: options.retentionSeconds ?? 345_600,
    httpPull: options.httpPull ?? true,
  };
}
