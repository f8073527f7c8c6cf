// The store in memory: what it looks at, what it gives, and the heap below it.
import fc from "fast-check";
import { expect, it } from "vitest";
import { heapOf, type Place } from "../../templates/cloudflare-queues/emulator/heap.ts";
import { memoryStore } from "../../templates/cloudflare-queues/emulator/memory-store.ts";
import type { Message } from "../../templates/cloudflare-queues/emulator/message.ts";
import { stage } from "./emulator-support.ts";

const BODY = { queue: "q", body: "a", contentType: "text", bytes: 1, timestampMs: 0 };
const message = (index: number): Message => ({
  ...BODY,
  id: `m${index}`,
  key: "k",
  deliveries: 0,
  entered: 0,
  retried: [],
  visibleAt: 0,
  expiresAt: 1e9,
  dueAt: 1e9,
});

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

it("takes all of a push or nothing of it", async () => {
  const store = memoryStore();
  expect(await store.push("q", [message(0), message(1)], 1)).toBeUndefined();
  expect(await store.statistics(0)).toEqual([]);
  const metrics = { backlogCount: 2, backlogBytes: 2, oldestTimestampMs: 0 };
  expect(await store.push("q", [message(0), message(1)], 2)).toEqual(metrics);
  await store.close();
});

it("carries on as many as are due at once", async () => {
  const queues = [{ name: "q", maxRetries: 0, deadLetterQueue: "dead" }];
  const { messages, clock, emulator } = stage({ queues });
  const batch = Array.from({ length: 100 }, (_, body) => ({ body }));
  for (let round = 0; round < 25; round++) {
    await messages.bulkPush("q", { messages: batch });
    await messages.pull("q", { batch_size: 100, visibility_timeout_ms: 1000 });
  }
  clock.advance(1000);
  expect(await emulator.statistics()).toMatchObject([{ queue: "dead", backlogCount: 2500 }]);
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
