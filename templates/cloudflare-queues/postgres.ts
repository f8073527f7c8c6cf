// A store of messages in a PostgreSQL database, for emulators: several servers may use it at once, on
// any machines. Keeps nothing in memory that another server could change.
/// <reference types="node" />
import { StoreError } from "./emulator/store-error.ts";
import type { Store } from "./emulator/store.ts";
import { due, type Lease, lease, type Settle, settle } from "./postgres/changes.ts";
import { gateOf } from "./postgres/gate.ts";
import { lanesOf } from "./postgres/lanes.ts";
import { rememberedNames } from "./postgres/names.ts";
import { checked, type PostgresStoreOptions, type Timing } from "./postgres/options.ts";
import { openPool } from "./postgres/pool.ts";
import { type Push, push } from "./postgres/push.ts";
import { page, statistics } from "./postgres/reads.ts";
import { statementsOf } from "./postgres/statements.ts";
import { tidyOf } from "./postgres/tidy.ts";
import { timeOf } from "./postgres/time.ts";
import { type Ask, ask, type Desk } from "./postgres/transaction.ts";
import { NOTHING } from "./postgres/writes.ts";

export { StoreError, type StoreErrorCode } from "./emulator/store-error.ts";
export type { DatabaseOptions, PostgresStoreOptions, Timing } from "./postgres/options.ts";

/** A store in PostgreSQL, which has a clock of its own. */
export interface PostgresStore extends Store {
  now(): Promise<number>;
  /** Where it is, for people: schema, database, host and port. Never a password. */
  readonly place: string;
}

/** Messages, bytes and leases of one group. */
const MOST_BYTES = 4_000_000;
const MOST_MESSAGES = 2000;

/**
 * Opens the store in a database, and makes its schema where there is none. Needs the package `pg`.
 *
 * An operation resolves when PostgreSQL has committed it. The clock of the database decides, so that
 * those of the servers need not agree. While the database is away, operations reject with a
 * StoreError that says after how many seconds to come again; the store goes on by itself.
 *
 * @throws StoreError where the database can't be used, or the schema is not a store.
 * @throws TypeError where an option is out of bounds.
 * @example
 * ```ts
 * import { emulator } from "@onespec/cloudflare-queues/emulator";
 * import { postgresStore } from "@onespec/cloudflare-queues/postgres";
 *
 * const { fetch } = emulator({ store: await postgresStore({ database: "queues" }) });
 * ```
 */
export async function postgresStore(options: PostgresStoreOptions = {}): Promise<PostgresStore> {
  const { schema, connections } = checked(options);
  const { pool, subject } = await openPool(options);
  const gate = gateOf(pool, connections, subject, options.timing ?? realTiming());
  const store = storeOf({ gate, statements: statementsOf(schema), subject }, connections > 1);
  return { ...store, place: subject.replace(/^the store /, "schema ") };
}

/** `tidies`: there is a connection to spare for it. */
function storeOf(desk: Desk, tidies: boolean): Omit<PostgresStore, "place"> {
  const { gate, statements } = desk;
  const names = rememberedNames();
  const time = timeOf(desk);
  const tidy = tidyOf(gate, statements, () => (tidies ? performance.now() : -Infinity));
  const pushes = lanesOf<Push, Awaited<ReturnType<Store["push"]>>>(weightOf, MOST_BYTES);
  const leases = lanesOf<Lease, Awaited<ReturnType<Store["lease"]>>>(
    ({ limit }) => limit,
    MOST_MESSAGES,
  );
  const settles = lanesOf<Settle, Awaited<ReturnType<typeof settle>>[number]>(
    ({ ids }) => ids.length,
    MOST_MESSAGES,
  );
  // A queue that got its number for nothing does no harm.
  const alone: Ask = (...call) => ask(desk, false, ...call);
  let isOpen = true;
  const check = (): void => {
    if (!isOpen) throw new StoreError("closed", "the store is closed");
  };
  const find = async (name: string): Promise<number | undefined> => {
    check();
    return names.find(alone, name);
  };
  return {
    now: async () => (check(), time.now()),
    async push(name, messages, maxBytes) {
      check();
      const queue = await names.open(alone, name);
      return pushes.add(name, { messages, maxBytes }, (some) => push(desk, queue, some));
    },
    async lease(name, now, limit, grant) {
      const queue = await find(name);
      if (queue === undefined) return { messages: [], metrics: NOTHING };
      const leased = await leases.add(name, { now, limit, grant }, (some) =>
        lease(desk, names, { name, queue }, some),
      );
      tidy.changed(leased.messages.length);
      return leased;
    },
    async settle(name, ids, decide) {
      const queue = await find(name);
      if (queue === undefined) return { result: decide(new Map()).result, metrics: NOTHING };
      const settled = await settles.add(name, { ids, decide }, (some) =>
        settle(desk, names, { name, queue }, some),
      );
      tidy.changed(ids.length);
      return settled as Awaited<ReturnType<typeof this.settle<never>>>;
    },
    async due(now, limit, lapse) {
      check();
      const isAny = time.isAnyDue(now) ?? (await ask(desk, false, "anyDue", [now])).length > 0;
      const count = isAny ? await due(desk, names, now, limit, lapse) : 0;
      tidy.changed(count);
      return count;
    },
    async statistics(now) {
      check();
      return statistics(desk, now);
    },
    async page(name, limit, from) {
      const queue = await find(name);
      if (queue === undefined) return { messages: [], next: undefined };
      return page(desk, { name, queue }, limit, from);
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await Promise.all([pushes.idle(), leases.idle(), settles.idle()]);
      await tidy.idle();
      await gate.close();
    },
  };
}

function weightOf({ messages }: Push): number {
  return messages.reduce((sum, { bytes }) => sum + bytes + 100, 0);
}

function realTiming(): Timing {
  return {
    // Nobody waits for the database who has nothing else to do.
    setTimeout: (run, ms) => setTimeout(run, ms).unref(),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    random: Math.random,
  };
}
