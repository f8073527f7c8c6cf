// Identifiers that nobody can guess. Random bytes are drawn many at a time: one by one that would be
// the most expensive part of a push.

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);

/** Makes a function that gives 32 random hexadecimal digits, 128 bits, at each call. */
export function randomIds(): () => string {
  const pool = new Uint8Array(4096);
  let next = pool.length;
  return () => {
    if (next === pool.length) {
      crypto.getRandomValues(pool);
      next = 0;
    }
    let id = "";
    for (const end = next + 16; next < end; next++) id += HEX[pool[next]!]!;
    return id;
  };
}
