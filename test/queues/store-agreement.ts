// Random operations on two stores that must agree: the same answers, whatever the rules make of
// messages and wherever the clock goes. Knows no store but the one in memory.
import fc from "fast-check";
import { expect } from "vitest";
import {
  memoryStore,
  type Message,
  type Store,
} from "../../templates/cloudflare-queues/emulator.ts";
import { message } from "./sqlite-support.ts";

const queue = fc.constantFrom("a", "b", "c");
const time = fc.integer({ min: 0, max: 40 });
const limit = fc.integer({ min: 0, max: 4 });
/** What the rules decide of the message with a number: by its identifier, so that both agree. */
const fate = fc.record({ to: fc.option(queue, { nil: undefined }), at: time, due: time });
type Fate = { readonly to: string | undefined; readonly at: number; readonly due: number };

const step = fc.oneof(
  fc.record({
    do: fc.constant("push" as const),
    queue,
    times: fc.array(fc.tuple(time, time, time), { maxLength: 5 }),
    maxBytes: fc.constantFrom(10, 1e9, Infinity),
  }),
  fc.record({ do: fc.constant("lease" as const), queue, now: time, limit, for: time }),
  fc.record({
    do: fc.constant("settle" as const),
    queue,
    picks: fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 4 }),
    fates: fc.array(fc.option(fate), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    do: fc.constant("due" as const),
    now: time,
    limit,
    fates: fc.array(fc.option(fate), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ do: fc.constant("reopen" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function changed(one: Message, { to, at, due }: Fate, now = 0): Message {
  const times = { visibleAt: at, dueAt: now + 1 + due, expiresAt: now + 1 + due };
  const retried = at % 2 === 0 ? [...one.retried, one.deliveries] : one.retried;
  if (to === undefined) return { ...one, ...times, retried };
  return { ...one, ...times, queue: to, entered: one.deliveries, retried: [] };
}

const fateOf = <T>(fates: readonly T[], { id }: Message): T =>
  fates[Number(id.slice(1)) % fates.length]!;

/** Carries a step out and gives all that the store answers. */
async function take(store: Store, action: Exclude<Step, { do: "reopen" }>, next: number) {
  if (action.do === "push") {
    const messages = action.times.map(([timestampMs, visibleAt, dueAt], index) =>
      message(`m${next + index}`, { queue: action.queue, timestampMs, visibleAt, dueAt, bytes: 3 }),
    );
    return store.push(action.queue, messages, action.maxBytes);
  }
  if (action.do === "lease") {
    const visibleAt = action.now + 1 + action.for;
    return store.lease(action.queue, action.now, action.limit, (one) => {
      return { ...one, deliveries: one.deliveries + 1, visibleAt };
    });
  }
  if (action.do === "due") {
    return store.due(action.now, action.limit, (one) => {
      const found = fateOf(action.fates, one);
      return found && changed(one, found, action.now);
    });
  }
  const ids = action.picks.map((pick) => `m${pick}`);
  return store.settle(action.queue, ids, (found) => {
    const changes = new Map<string, Message | null>();
    for (const one of found.values()) {
      const given = fateOf(action.fates, one);
      changes.set(one.id, given && changed(one, given));
    }
    return { changes, result: [...found.values()] };
  });
}

/** All that is in a store, queue by queue and in pages of two. */
async function contentOf(store: Store): Promise<unknown> {
  const statistics = await store.statistics(20);
  const queues = statistics.map(({ queue: name }) => name).sort();
  const pages: unknown[] = [];
  for (const name of queues) {
    let from: string | undefined;
    do {
      const page = await store.page(name, 2, from);
      from = page.next;
      pages.push(page.messages);
    } while (from !== undefined);
  }
  return { pages, statistics: queues.map((name) => statistics.find((one) => one.queue === name)) };
}

/** What is compared. */
export interface Agreement {
  readonly runs: number;
  /** Makes a function that opens one store, whose content outlives what it gives. */
  readonly place: () => () => Promise<Store>;
  /** Whether what is due is done before a lease, as the emulator does; else in any order. */
  readonly dueFirst: boolean;
}

/** Throws where a store gives what the one in memory does not. */
export async function agree({ runs, place, dueFirst }: Agreement): Promise<void> {
  const history = fc.array(step, { minLength: 5, maxLength: 40, size: "max" });
  const property = fc.asyncProperty(history, async (steps) => {
    const open = place();
    const memory = memoryStore();
    const stores = [await open()];
    try {
      for (const [index, action] of steps.entries()) {
        if (action.do === "reopen") {
          stores.push(await open());
          continue;
        }
        const both = [stores.at(-1)!, memory] as const;
        if (dueFirst && action.do === "lease") {
          for (const one of both) await one.due(action.now, 1000, () => null);
        }
        const [found, expected] = [
          await take(both[0], action, index * 5),
          await take(memory, action, index * 5),
        ];
        expect(found).toEqual(expected);
        expect(await contentOf(both[0])).toEqual(await contentOf(memory));
      }
    } finally {
      for (const store of stores) await store.close();
    }
  });
  await fc.assert(property, { numRuns: runs });
}
