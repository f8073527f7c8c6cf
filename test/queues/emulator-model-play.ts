// Random histories of an emulator with a store, played against the model and compared after every
// step. Knows no store: whoever plays brings one.
import fc from "fast-check";
import { expect } from "vitest";
import type { Emulator, Store } from "../../templates/cloudflare-queues/emulator.ts";
import { type Model, modelOf, type ModelOptions } from "./emulator-model.ts";
import { counting, stage, type Stage, START } from "./emulator-support.ts";

/** What happens to an emulator. */
export type Step =
  | { readonly do: "push"; readonly delay: Delay }
  | { readonly do: "bulk"; readonly delays: readonly Delay[]; readonly batchDelay: Delay }
  | {
      readonly do: "pull";
      readonly queue: string;
      readonly size: number;
      readonly visibility: number;
    }
  | {
      readonly do: "settle";
      readonly queue: string;
      readonly acks: readonly number[];
      readonly retries: readonly { readonly pick: number; readonly delay: Delay }[];
    }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "restart"; readonly how: "close" | "abandon" };
type Delay = number | undefined;

const delay = fc.option(fc.constantFrom(0, 1, 2, 5), { nil: undefined });
const place = fc.constantFrom<string>("q", "q", "dead");
const pick = fc.nat({ max: 40 });
export const restart: fc.Arbitrary<Step> = fc.record({
  do: fc.constant("restart" as const),
  how: fc.constantFrom<"close" | "abandon">("close", "abandon"),
});
export const steps: readonly fc.Arbitrary<Step>[] = [
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
];
const options: fc.Arbitrary<ModelOptions> = fc.record({
  maxRetries: fc.integer({ min: 0, max: 2 }),
  delaySeconds: fc.constantFrom(0, 3),
  retryDelaySeconds: fc.constantFrom(0, 2),
  retentionSeconds: fc.constantFrom(60, 600),
  reset: fc.boolean(),
});

interface Run extends Pick<Stage, "clock"> {
  emulator: Emulator;
  messages: Stage["messages"];
  readonly model: Model;
  /** Lets go of the emulator, with or without a word to its store, and makes another one. */
  readonly restart: (how: "close" | "abandon") => Promise<Pick<Stage, "emulator" | "messages">>;
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
  if (action.do === "restart") return Object.assign(run, await run.restart(action.how));
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
export function repeating(store: Store): Store {
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

export interface Kind {
  readonly runs: number;
  readonly step: fc.Arbitrary<Step>;
  /** Makes a function that opens one store, whose content outlives what it gives. */
  readonly place: () => () => Promise<Store>;
}

/** An emulator, and the model beside it. Its stores are closed in the end. */
async function runOf(given: ModelOptions, open: () => Promise<Store>, stores: Store[]) {
  const { reset, ...queue } = given;
  const { clock } = stage();
  const newId = counting();
  const start = async (): Promise<Stage> => {
    const store = await open();
    stores.push(store);
    return stage({
      ...{ store, clock, newId },
      queues: [
        { name: "q", ...queue, deadLetterQueue: "dead" },
        { name: "dead", ...queue, maxRetries: 3 },
      ],
      settings: { deadLetterAttempts: reset ? "reset" : "continue" },
    });
  };
  const run: Run = {
    ...(await start()),
    clock,
    model: modelOf(given, START),
    leases: [],
    pushed: 0,
    async restart(how) {
      if (how === "close") await stores.at(-1)!.close();
      const { emulator, messages } = await start();
      return { emulator, messages };
    },
  };
  return run;
}

/** Plays histories; throws where the emulator does what the model does not. */
export async function play({ runs, step, place: placed }: Kind): Promise<void> {
  const history = fc.array(step, { minLength: 5, maxLength: 60, size: "max" });
  const property = fc.asyncProperty(options, history, async (given, actions) => {
    const stores: Store[] = [];
    try {
      const run = await runOf(given, placed(), stores);
      for (const action of actions) {
        await take(run, action);
        await compare(run.emulator, run.model);
      }
      await drain(run);
    } finally {
      for (const store of stores) await store.close();
    }
  });
  await fc.assert(property, { numRuns: runs });
}
