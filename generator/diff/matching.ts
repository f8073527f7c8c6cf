// Things of both sides, matched by a key.

/** What is on both sides, what was only on the old one, and what only the new one has. */
export interface Matched<T> {
  readonly kept: readonly (readonly [T, T])[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/** Those with the same key, in their order: the second of one side is the second of the other. */
export function matchBy<T>(
  old: readonly T[],
  next: readonly T[],
  key: (item: T) => string,
): Matched<T> {
  const [was, is] = [numbered(old, key), numbered(next, key)];
  return {
    kept: [...was].flatMap(([each, item]) => {
      const other = is.get(each);
      return other === undefined ? [] : [[item, other] as const];
    }),
    removed: [...was].flatMap(([each, item]) => (is.has(each) ? [] : [item])),
    added: [...is].flatMap(([each, item]) => (was.has(each) ? [] : [item])),
  };
}

function numbered<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> {
  const counts = new Map<string, number>();
  return new Map(
    items.map((item) => {
      const own = key(item);
      const count = counts.get(own) ?? 0;
      counts.set(own, count + 1);
      return [`${own}\0${count}`, item];
    }),
  );
}
