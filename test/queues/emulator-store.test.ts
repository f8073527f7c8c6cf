// What both stores promise; what the one in memory looks at, and the heap below it.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heapOf, type Place } from "../../templates/cloudflare-queues/emulator/heap.ts";
import { memoryStore } from "../../templates/cloudflare-queues/emulator/memory-store.ts";
import type { Message, Store } from "../../templates/cloudflare-queues/emulator.ts";
import { stage } from "./emulator-support.ts";
import { message as named, newPath, opened } from "./sqlite-support.ts";

const message = (index: number, given?: Partial<Message>): Message => named(`m${index}`, given);

it("leases ten of many without a look at the others", async () => {
  let looks = 0;
  const watched = Array.from({ length: 50_000 }, (_, index) =>
    Object.defineProperty({ ...message(index) }, "visibleAt", { get: () => (looks++, 0) }),
  );
  const store = memoryStore();
  await store.push("q", watched, Infinity);
  looks = 0;
  const { messages } = await store.lease("q", 1, 10, (one) => ({
    ...message(0),
    id: one.id,
    visibleAt: 5,
  }));
  expect(messages.map(({ id }) => id)).toEqual(
    Array.from({ length: 10 }, (_, index) => `m${index}`),
  );
  // Each costs a comparison or two a level, and there are 16 levels.
  expect(looks).toBeLessThan(10 * 16 * 4);
});

describe.each<readonly [string, () => Promise<Store>]>([
  ["in memory", async () => memoryStore()],
  ["in a file", () => opened(newPath())],
])("a store %s", (_, open) => {
  it("takes all of a push or nothing of it", async () => {
    const store = await open();
    expect(await store.push("q", [message(0), message(1)], 1)).toBeUndefined();
    expect(await store.statistics(0)).toEqual([]);
    const metrics = { backlogCount: 2, backlogBytes: 2, oldestTimestampMs: 0 };
    expect(await store.push("q", [message(0), message(1)], 2)).toEqual(metrics);
    await store.close();
  });

  it("leases by when messages became visible, and then by when they came", async () => {
    const store = await open();
    const times = [5, 3, 9, 3, 4];
    const messages = times.map((visibleAt, index) => message(index, { visibleAt }));
    await store.push("q", messages, Infinity);
    const lease = async (now: number, limit: number) => {
      const grant = (one: Message): Message => ({ ...one, visibleAt: 99 });
      return (await store.lease("q", now, limit, grant)).messages.map(({ id }) => id);
    };
    expect(await lease(2, 9)).toEqual([]);
    expect(await lease(5, 3)).toEqual(["m1", "m3", "m4"]);
    expect(await lease(5, 3)).toEqual(["m0"]);
    expect(await store.lease("none", 5, 3, (one) => one)).toMatchObject({ messages: [] });
  });

  it("knows the oldest message, also where the clock went back", async () => {
    const store = await open();
    const push = (index: number, timestampMs: number) =>
      store.push("q", [message(index, { timestampMs })], Infinity);
    const acked = async (index: number): Promise<number> => {
      const decide = () => ({ changes: new Map([[`m${index}`, null]]), result: undefined });
      return (await store.settle("q", [`m${index}`], decide)).metrics.oldestTimestampMs;
    };
    const pushed = [await push(0, 50), await push(1, 20), await push(2, 30), await push(3, 60)];
    expect(pushed.map((metrics) => metrics!.oldestTimestampMs)).toEqual([50, 20, 20, 20]);
    expect([await acked(1), await acked(0), await acked(2), await acked(3)]).toEqual([
      30, 30, 60, 0,
    ]);
  });

  it("carries on what is due again where it has gone", async () => {
    const store = await open();
    await store.push("q", [message(0, { dueAt: 1 }), message(1, { dueAt: 2 })], Infinity);
    const lapse = (one: Message) => (one.queue === "q" ? { ...one, queue: "dead" } : null);
    expect(await store.due(2, 3, lapse)).toBe(3);
    expect(await store.due(2, 3, lapse)).toBe(1);
    expect(await store.statistics(2)).toEqual([]);
  });

  it("gives pages in the order in which messages came, whatever became of some", async () => {
    const store = await open();
    await store.push(
      "q",
      [0, 1, 2, 3, 4].map((index) => message(index)),
      Infinity,
    );
    const first = await store.page("q", 2);
    expect(first.messages.map(({ id }) => id)).toEqual(["m0", "m1"]);
    const changes = new Map([
      ["m2", null],
      ["m3", message(3, { visibleAt: 99 })],
    ]);
    await store.settle("q", ["m2", "m3"], () => ({ changes, result: undefined }));
    const rest = await store.page("q", 2, first.next);
    expect(rest.messages.map(({ id }) => id)).toEqual(["m3", "m4"]);
    expect(rest.next).toBeUndefined();
  });

  it("carries on as many as are due at once", async () => {
    const queues = [{ name: "q", maxRetries: 0, deadLetterQueue: "dead" }];
    const { messages, clock, emulator } = stage({ queues, store: await open() });
    const batch = Array.from({ length: 100 }, (_, body) => ({ body }));
    for (let round = 0; round < 25; round++) {
      await messages.bulkPush("q", { messages: batch });
      await messages.pull("q", { batch_size: 100, visibility_timeout_ms: 1000 });
    }
    clock.advance(1000);
    expect(await emulator.statistics()).toMatchObject([{ queue: "dead", backlogCount: 2500 }]);
  });
});

it("keeps the first item first, whatever is added, moved and taken out", () => {
  const change = fc.record({
    kind: fc.nat({ max: 3 }),
    index: fc.nat(),
    value: fc.nat({ max: 50 }),
  });
  const property = fc.property(fc.array(change, { size: "max", maxLength: 200 }), (changes) => {
    const heap = heapOf<{ value: number }>((one, other) => one.value < other.value);
    const places: Place<{ value: number }>[] = [];
    for (const { kind, index, value } of changes) {
      const place = places[index % places.length];
      if (kind < 2 || !place) places.push(heap.add({ value }));
      else if (kind === 2) {
        place.item.value = value;
        heap.moved(place);
      } else {
        heap.remove(place);
        places.splice(places.indexOf(place), 1);
      }
      const least = Math.min(...places.map(({ item }) => item.value));
      expect(heap.first()?.value ?? Infinity).toBe(least);
    }
  });
  fc.assert(property, { numRuns: 500 });
});
