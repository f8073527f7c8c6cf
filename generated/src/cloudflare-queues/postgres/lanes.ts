// Group commit: what is asked for while a transaction of the same kind is under way waits for it, and
// becomes the next one together. Under load many share one write to the disk; alone nobody waits.
import { StoreError } from "../emulator/store-error.ts";

/** Carries all of it out in one transaction, or none. */
export type Run<Op, T> = (ops: readonly Op[]) => Promise<readonly T[]>;

interface Waiting<Op, T> {
  readonly op: Op;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/** Lanes by name; in each, one group is under way at a time. */
export interface Lanes<Op, T> {
  add(lane: string, op: Op, run: Run<Op, T>): Promise<T>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Makes lanes. A group weighs no more than `most`, but for one that does so alone. */
export function lanesOf<Op, T>(weigh: (op: Op) => number, most: number): Lanes<Op, T> {
  const lanes = new Map<string, Waiting<Op, T>[]>();
  const running = new Set<Promise<void>>();

  async function drain(name: string, run: Run<Op, T>): Promise<void> {
    const waiting = lanes.get(name)!;
    while (waiting.length > 0) await runGroup(waiting.splice(0, sizeOf(waiting)), run);
    lanes.delete(name);
  }
  function sizeOf(waiting: readonly Waiting<Op, T>[]): number {
    let weight = 0;
    const end = waiting.findIndex(({ op }, index) => (weight += weigh(op)) > most && index > 0);
    return end < 0 ? waiting.length : end;
  }
  return {
    add: (name, op, run) =>
      new Promise((resolve, reject) => {
        const waiting = lanes.get(name);
        if (waiting) return void waiting.push({ op, resolve, reject });
        lanes.set(name, [{ op, resolve, reject }]);
        // Those of this turn go together.
        const drained = Promise.resolve().then(() => drain(name, run));
        running.add(drained);
        void drained.finally(() => running.delete(drained));
      }),
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Where one of them can't be carried out, each is tried alone, so that none suffers for another. */
async function runGroup<Op, T>(group: readonly Waiting<Op, T>[], run: Run<Op, T>): Promise<void> {
  try {
    const values = await run(group.map(({ op }) => op));
    group.forEach(({ resolve }, index) => resolve(values[index]!));
  } catch (error) {
    if (group.length === 1 || concernsAll(error)) group.forEach(({ reject }) => reject(error));
    else for (const one of group) await runGroup([one], run);
  }
}

/** The database is away, or does not say whether all of it has happened. */
function concernsAll(error: unknown): boolean {
  return (
    error instanceof StoreError &&
    ["unavailable", "failed", "closed", "locked"].includes(error.code)
  );
}
