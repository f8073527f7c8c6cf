// Operations on messages that are there: each locks their rows, has the rules decide, and writes. Rows
// that another server has locked are passed over; only an acknowledgement waits for its own.
import type { Message } from "../emulator/message.ts";
import type { Found } from "../emulator/settle.ts";
import type { Metrics, Store } from "../emulator/store.ts";
import type { Row } from "./driver.ts";
import type { Names } from "./names.ts";
import { CELLS, type Entry, entryOf, isOdd } from "./rows.ts";
import { type Ask, type Call, type Desk, type Ending, inTransaction } from "./transaction.ts";
import { type Change, metricsOf, writesOf } from "./writes.ts";

/** A queue by name and number. */
export interface Here {
  readonly name: string;
  readonly queue: number;
}

/** One call of `Store.lease`. */
export interface Lease {
  readonly now: number;
  readonly limit: number;
  readonly grant: (message: Message) => Message;
}

/** Leases for several at once: the first messages to the first. */
export function lease(
  desk: Desk,
  names: Names,
  { name, queue }: Here,
  leases: readonly Lease[],
): Promise<readonly { readonly messages: readonly Message[]; readonly metrics: Metrics }[]> {
  return inTransaction(desk, async (run) => {
    const now = Math.min(...leases.map((one) => one.now));
    const wanted = leases.map(({ limit }) => countOf(limit));
    const most = wanted.reduce((sum, limit) => sum + limit, 0);
    const rows = await run("visible", [queue, now, most]);
    const entries = rows.map((row) => entryOf(row, queue, name));
    let taken = 0;
    const given = leases.map(({ grant }, index) =>
      entries.slice(taken, (taken += wanted[index]!)).map((entry) => {
        return { entry, message: grant(entry.message) };
      }),
    );
    return ending(run, names, queue, given.flat(), (metrics) =>
      given.map((some) => ({ messages: some.map(({ message }) => message), metrics })),
    );
  });
}

/** One call of `Store.settle`. */
export interface Settle {
  readonly ids: readonly string[];
  readonly decide: (found: Found) => {
    readonly changes: ReadonlyMap<string, Message | null>;
    readonly result: unknown;
  };
}

/** Settles for several at once, one after the other. */
export function settle(
  desk: Desk,
  names: Names,
  { name, queue }: Here,
  settles: readonly Settle[],
): Promise<readonly { readonly result: unknown; readonly metrics: Metrics }[]> {
  return inTransaction(desk, async (run) => {
    // What is no text to PostgreSQL names no message.
    const ids = [...new Set(settles.flatMap((one) => one.ids))].filter((id) => !isOdd(id));
    const rows = ids.length === 0 ? [] : await run("byId", [queue, ids]);
    const entries = new Map(rows.map((row) => [row[1] as string, entryOf(row, queue, name)]));
    const state = new Map<string, Message | null>();
    const results = settles.map(({ ids: own, decide }) => {
      const { changes, result } = decide(foundOf(own, entries, state, name));
      for (const id of own) {
        const change = changes.get(id);
        if (change !== undefined && entries.has(id)) state.set(id, change);
      }
      return result;
    });
    const changes = [...state].map(([id, message]) => ({ entry: entries.get(id)!, message }));
    return ending(run, names, queue, changes, (metrics) =>
      results.map((result) => ({ result, metrics })),
    );
  });
}

/** The messages of a call as those before it have left them. */
function foundOf(
  ids: readonly string[],
  entries: ReadonlyMap<string, Entry>,
  state: ReadonlyMap<string, Message | null>,
  name: string,
): Found {
  const found = new Map<string, Message>();
  for (const id of ids) {
    const changed = state.get(id);
    const message = changed === undefined ? entries.get(id)?.message : changed;
    if (message?.queue === name) found.set(id, message);
  }
  return found;
}

async function ending<T>(
  run: Ask,
  names: Names,
  queue: number,
  changes: readonly Change[],
  give: (metrics: Metrics) => T,
): Promise<Ending<T>> {
  const metrics: Call = ["metrics", [queue]];
  const last = [...(await writesOf(run, names, changes)), metrics];
  return { last, give: (rows) => give(metricsOf(rows[last.length - 1]![0]!)) };
}

/** @see Store.due */
export function due(desk: Desk, names: Names, ...given: Parameters<Store["due"]>): Promise<number> {
  const [now, limit, lapse] = given;
  return inTransaction(desk, async (run) => {
    let count = 0;
    // What one round moves to another queue can be due there as well.
    for (;;) {
      const rows = await run("due", [now, countOf(limit - count)]);
      if (rows.length === 0) return { last: [], give: () => count };
      const changes = rows.map(dueEntry).map((entry) => {
        return { entry, message: lapse(entry.message) };
      });
      for (const call of await writesOf(run, names, changes)) await run(...call);
      count += rows.length;
    }
  });
}

function dueEntry(row: Row): Entry {
  return entryOf(row, row[CELLS] as number, row[CELLS + 1] as string);
}

/** A limit as PostgreSQL takes it. */
export function countOf(limit: number): number {
  return Math.max(0, Math.min(Math.ceil(limit), 1_000_000));
}
