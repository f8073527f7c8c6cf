// The database's clock, which decides for all servers, whatever their own ones show. Those who ask
// while a question is under way share the next one, so that nobody gets a time before they asked.
import { ask, type Desk } from "./transaction.ts";

/** The time, and what else the question has told. */
export interface Time {
  now(): Promise<number>;
  /** Whether anything was due at a time; undefined: not known. */
  isAnyDue(now: number): boolean | undefined;
}

interface Told {
  readonly now: number;
  /** When something is due first; null: nothing is. */
  readonly first: number | null;
}

export function timeOf(desk: Desk): Time {
  let last: Told | undefined;
  const told = shared(async () => {
    const [row] = await ask(desk, false, "now", []);
    const [now, first] = row as readonly [number, number | null];
    last = { now, first };
    return now;
  });
  return {
    now: told,
    isAnyDue: (now) => (last?.now === now ? last.first !== null && last.first <= now : undefined),
  };
}

/** One run at a time; those who come meanwhile share the one after it. */
export function shared<T>(run: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  const begin = (): Promise<T> => {
    const begun = run().finally(() => {
      if (current === begun) current = undefined;
    });
    current = begun;
    return begun;
  };
  return () => {
    if (!current) return begin();
    next ??= current.then(
      () => ((next = undefined), begin()),
      () => ((next = undefined), begin()),
    );
    return next;
  };
}
