// Queues have numbers in the tables. What was looked up once is remembered: a queue is never renamed
// and keeps its number when it is empty.
import { StoreError } from "../emulator/store-error.ts";
import { isOdd } from "./rows.ts";
import type { Ask } from "./transaction.ts";

/** The numbers of queues by name. */
export interface Names {
  /** Undefined: no message was ever in the queue. */
  find(ask: Ask, name: string): Promise<number | undefined>;
  /** Gives a number to a queue that has none. */
  open(ask: Ask, name: string): Promise<number>;
}

/** Queues that are remembered. */
const MOST = 10_000;

export function rememberedNames(): Names {
  const known = new Map<string, number>();
  async function find(ask: Ask, name: string): Promise<number | undefined> {
    const before = known.get(name);
    // PostgreSQL has no such texts, so that there is no such queue.
    if (before !== undefined || isOdd(name)) return before;
    const [row] = await ask("queue", [name]);
    if (!row) return undefined;
    if (known.size >= MOST) known.clear();
    known.set(name, row[0] as number);
    return row[0] as number;
  }
  return {
    find,
    async open(ask, name) {
      const before = await find(ask, name);
      if (before !== undefined) return before;
      if (isOdd(name)) throw new StoreError("failed", "a queue's name must be Unicode without NUL");
      await ask("addQueue", [name]);
      // Not remembered: the transaction may still be undone.
      const [row] = await ask("queue", [name]);
      return row![0] as number;
    },
  };
}
