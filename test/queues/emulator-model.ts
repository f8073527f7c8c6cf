// A queue as simple as it can be said: a list that is searched from end to end, and in which each
// thing happens at its time. The emulator, which finds all this out afterwards, must not differ.
import type { QueueStatistics } from "../../templates/cloudflare-queues/emulator/store.ts";

export interface ModelOptions {
  readonly maxRetries: number;
  readonly delaySeconds: number;
  readonly retryDelaySeconds: number;
  readonly retentionSeconds: number;
  readonly reset: boolean;
}

interface Item {
  readonly body: string;
  readonly pushed: number;
  queue: "q" | "dead";
  deliveries: number;
  earlier: number;
  /** The lease that nobody has settled yet, if there is one. */
  lease: string | undefined;
  visibleAt: number;
  expiresAt: number;
  readonly leases: Map<string, "open" | "retried" | "elsewhere">;
}

export type Fate = "acked" | "expired" | "deleted";

export interface Model {
  readonly fates: Map<string, Fate>;
  push(body: string, delay: number | undefined, batchDelay: number | undefined): void;
  advance(ms: number): void;
  visible(queue: string): readonly Item[];
  /** Takes over what the emulator gave out. Gives the attempts that it should have told. */
  pulled(body: string, lease: string, visibilityMs: number): number;
  ack(queue: string, lease: string): boolean;
  retry(queue: string, lease: string, delay: number | undefined): boolean;
  isHeld(body: string): boolean;
  statistics(queue: string): Omit<QueueStatistics, "queue">;
}

export function modelOf(options: ModelOptions, start: number): Model {
  let now = start;
  const items = new Set<Item>();
  const fates = new Map<string, Fate>();
  const held = (item: Item): boolean => item.lease !== undefined && now < item.visibleAt;
  const isLast = (item: Item): boolean =>
    item.queue === "q" && item.deliveries - item.earlier > options.maxRetries;
  const isLastDead = (item: Item): boolean =>
    item.queue === "dead" && item.deliveries - item.earlier > 3;
  const end = (item: Item, fate: Fate): void => {
    items.delete(item);
    fates.set(item.body, fate);
  };

  function afterLast(item: Item): void {
    if (item.queue === "dead") return end(item, "deleted");
    const leases = [...item.leases.keys()];
    leases.forEach((lease) => item.leases.set(lease, "elsewhere"));
    const expiresAt = now + options.retentionSeconds * 1000;
    const moved = { queue: "dead", earlier: item.deliveries, lease: undefined } as const;
    Object.assign(item, moved, { visibleAt: now, expiresAt });
  }

  /** Whatever happens at this very moment. */
  function tick(): void {
    for (const item of [...items]) {
      if (item.expiresAt <= now) end(item, "expired");
      else if (
        item.lease !== undefined &&
        item.visibleAt <= now &&
        (isLast(item) || isLastDead(item))
      )
        afterLast(item);
    }
  }

  const owner = (queue: string, lease: string): Item | undefined =>
    [...items].find((item) => item.queue === queue && item.leases.get(lease) === "open");

  return {
    fates,
    push(body, delay, batchDelay) {
      const visibleAt = now + (delay ?? batchDelay ?? options.delaySeconds) * 1000;
      const expiresAt = now + options.retentionSeconds * 1000;
      const none = { deliveries: 0, earlier: 0, lease: undefined, leases: new Map() };
      items.add({ body, pushed: now, queue: "q", ...none, visibleAt, expiresAt });
    },
    advance(ms) {
      const until = now + ms;
      while (now < until) {
        const next = [...items].flatMap(({ visibleAt, expiresAt }) => [visibleAt, expiresAt]);
        now = Math.min(until, ...next.filter((at) => at > now));
        tick();
      }
    },
    visible: (queue) => [...items].filter((item) => item.queue === queue && item.visibleAt <= now),
    pulled(body, lease, visibilityMs) {
      const item = [...items].find((one) => one.body === body)!;
      item.deliveries += 1;
      item.lease = lease;
      item.leases.set(lease, "open");
      item.visibleAt = now + visibilityMs;
      return item.deliveries - (options.reset ? item.earlier : 0);
    },
    ack(queue, lease) {
      const item = owner(queue, lease);
      if (item) end(item, "acked");
      return item !== undefined;
    },
    retry(queue, lease, delay) {
      const item = owner(queue, lease);
      if (!item || item.lease !== lease || !held(item)) return false;
      item.leases.set(lease, "retried");
      item.lease = undefined;
      if (isLast(item) || isLastDead(item)) afterLast(item);
      else item.visibleAt = now + (delay ?? options.retryDelaySeconds) * 1000;
      return true;
    },
    isHeld: (body) => [...items].some((item) => item.body === body && held(item)),
    statistics(queue) {
      const here = [...items].filter((item) => item.queue === queue);
      const inFlight = here.filter(held).length;
      const delayed = here.filter((item) => !held(item) && item.visibleAt > now).length;
      const backlogBytes = here.reduce((sum, { body }) => sum + body.length, 0);
      const oldestTimestampMs = here.length > 0 ? Math.min(...here.map(({ pushed }) => pushed)) : 0;
      return { backlogCount: here.length, backlogBytes, oldestTimestampMs, inFlight, delayed };
    },
  };
}
