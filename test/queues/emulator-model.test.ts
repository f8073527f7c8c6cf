// Random histories against the model: at least once, no message with two holders of a live lease,
// attempts and delays right, dead-lettering and expiry exactly when due.
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type Emulator,
  memoryStore,
  type Store,
} from "../../templates/cloudflare-queues/emulator.ts";
import { type Model, modelOf, type ModelOptions } from "./emulator-model.ts";
import { stage, type Stage, START } from "./emulator-support.ts";

const delay = fc.option(fc.constantFrom(0, 1, 2, 5), { nil: undefined });
const place = fc.constantFrom<string>("q", "q", "dead");
const pick = fc.nat({ max: 40 });
const step = fc.oneof(
  fc.record({ do: fc.constant("push" as const), delay }),
  fc.record({
    do: fc.constant("bulk" as const),
    delays: fc.array(delay, { minLength: 1, maxLength: 4 }),
    batchDelay: delay,
  }),
  fc.record({
    do: fc.constant("pull" as const),
    queue: place,
    size: fc.integer({ min: 1, max: 3 }),
    visibility: fc.constantFrom(1, 1000, 3000),
  }),
  fc.record({
    do: fc.constant("settle" as const),
    queue: place,
    acks: fc.array(pick, { maxLength: 2 }),
    retries: fc.array(fc.record({ pick, delay }), { maxLength: 2 }),
  }),
  fc.record({
    do: fc.constant("wait" as const),
    ms: fc.constantFrom<number>(0, 1, 999, 1000, 2500, 61_000),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const options: fc.Arbitrary<ModelOptions> = fc.record({
  maxRetries: fc.integer({ min: 0, max: 2 }),
  delaySeconds: fc.constantFrom(0, 3),
  retryDelaySeconds: fc.constantFrom(0, 2),
  retentionSeconds: fc.constantFrom(60, 600),
  reset: fc.boolean(),
});

interface Run extends Stage {
  readonly model: Model;
  readonly leases: string[];
  pushed: number;
}

/** The newest first, so that most of what is picked can still be settled. */
const leaseAt = ({ leases }: Run, index: number): string => leases.at(-1 - index) ?? "garbage";

async function push(run: Run, delays: readonly (number | undefined)[], batch?: number) {
  const messages = delays.map((seconds) => {
    const body = `m${run.pushed++}`;
    run.model.push(body, seconds, batch);
    const given = seconds === undefined ? {} : { delay_seconds: seconds };
    return { body, content_type: "text" as const, ...given };
  });
  if (messages.length === 1 && batch === undefined) {
    return run.messages.push("q", messages[0]!);
  }
  return run.messages.bulkPush("q", {
    messages,
    ...(batch !== undefined && { delay_seconds: batch }),
  });
}

async function pull(run: Run, queue: string, size: number, visibility: number): Promise<number> {
  const { model } = run;
  const order = { batch_size: size, visibility_timeout_ms: visibility };
  const visible = model.visible(queue).map(({ body, visibleAt }) => ({ body, visibleAt }));
  const { messages = [] } = await run.messages.pull(queue, order);
  expect(messages).toHaveLength(Math.min(size, visible.length));
  const bodies = messages.map(({ body }) => body);
  const times = (wanted: boolean): number[] =>
    visible.flatMap(({ body, visibleAt }) => (bodies.includes(body) === wanted ? [visibleAt] : []));
  expect(times(true)).toHaveLength(messages.length);
  expect(Math.max(...times(true), 0)).toBeLessThanOrEqual(Math.min(...times(false), Infinity));
  for (const message of messages) {
    expect(model.isHeld(message.body!)).toBe(false);
    expect(message.attempts).toBe(model.pulled(message.body!, message.lease_id!, visibility));
    run.leases.push(message.lease_id!);
  }
  return messages.length;
}

async function settle(run: Run, { queue, acks, retries }: Step & { do: "settle" }) {
  const { model } = run;
  const acked = acks.map((index) => leaseAt(run, index));
  const retried = retries.map(({ pick: index, delay: seconds }) => {
    const given = seconds === undefined ? {} : { delay_seconds: seconds };
    return { lease_id: leaseAt(run, index), ...given };
  });
  const seen = new Set<string>();
  const isNew = (lease: string): boolean => !seen.has(lease) && !!seen.add(lease);
  const ackCount = acked.filter((lease) => isNew(lease) && model.ack(queue, lease)).length;
  const retryCount = retried.filter(
    ({ lease_id, delay_seconds }) => isNew(lease_id) && model.retry(queue, lease_id, delay_seconds),
  ).length;
  const body = { acks: acked.map((lease_id) => ({ lease_id })), retries: retried };
  expect(await run.messages.ack(queue, body)).toMatchObject({ ackCount, retryCount });
}

async function take(run: Run, action: Step): Promise<unknown> {
  if (action.do === "push") return push(run, [action.delay]);
  if (action.do === "bulk") return push(run, action.delays, action.batchDelay);
  if (action.do === "pull") return pull(run, action.queue, action.size, action.visibility);
  if (action.do === "settle") return settle(run, action);
  run.clock.advance(action.ms);
  return run.model.advance(action.ms);
}

async function compare(emulator: Emulator, model: Model): Promise<void> {
  const statistics = await emulator.statistics();
  for (const queue of ["q", "dead"]) {
    const expected = model.statistics(queue);
    const found = statistics.find((one) => one.queue === queue);
    expect(found).toEqual(expected.backlogCount > 0 ? { queue, ...expected } : undefined);
  }
}

/** A store that repeats each transaction, as one on a server may: the first try leaves nothing. */
function repeating(store: Store): Store {
  const twice =
    <In, Out>(run: (given: In) => Out) =>
    (given: In): Out => {
      run(given);
      return run(given);
    };
  return {
    ...store,
    lease: (queue, now, limit, grant) => store.lease(queue, now, limit, twice(grant)),
    settle: (queue, ids, decide) => store.settle(queue, ids, twice(decide)),
    due: (now, limit, lapse) => store.due(now, limit, twice(lapse)),
  };
}

/** Everything that is left is delivered, once more at least, and acknowledged. */
async function drain(run: Run): Promise<void> {
  for (const ms of [0, 6000, 6000]) {
    await take(run, { do: "wait", ms });
    for (const queue of ["q", "dead"]) {
      while ((await pull(run, queue, 3, 3000)) > 0) {
        await settle(run, { do: "settle", queue, acks: [0, 1, 2], retries: [] });
      }
    }
  }
  expect(run.model.fates.size).toBe(run.pushed);
  expect(await run.emulator.statistics()).toEqual([]);
}

it("does what the model does", async () => {
  const history = fc.array(step, { minLength: 5, maxLength: 60, size: "max" });
  const property = fc.asyncProperty(options, history, async (given, steps) => {
    const { reset, ...queue } = given;
    const staged = stage({
      store: repeating(memoryStore()),
      queues: [
        { name: "q", ...queue, deadLetterQueue: "dead" },
        { name: "dead", ...queue, maxRetries: 3 },
      ],
      settings: { deadLetterAttempts: reset ? "reset" : "continue" },
    });
    const run: Run = { ...staged, model: modelOf(given, START), leases: [], pushed: 0 };
    for (const action of steps) {
      await take(run, action);
      await compare(run.emulator, run.model);
    }
    await drain(run);
  });
  await fc.assert(property, { numRuns: 300 });
});
