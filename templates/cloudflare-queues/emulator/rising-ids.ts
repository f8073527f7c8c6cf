// Identifiers that nobody can guess, and that rise with time: a store that keeps them in order writes
// those of one moment side by side. Random bytes are drawn many at a time, because one by one that
// would be the most expensive part of a push.

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);

/** Of 32 digits: enough for the milliseconds of the next 8,900 years. */
const TIME_DIGITS = 12;
const RANDOM_BYTES = 10;

/** Makes a function that gives 32 hexadecimal digits at each call: the time, and 80 random bits. */
export function risingIds(now: () => number): () => string {
  const pool = new Uint8Array(RANDOM_BYTES * 400);
  let next = pool.length;
  return () => {
    if (next === pool.length) {
      crypto.getRandomValues(pool);
      next = 0;
    }
    let id = timeDigits(now());
    for (const end = next + RANDOM_BYTES; next < end; next++) id += HEX[pool[next]!]!;
    return id;
  };
}

/** A clock by hand may show anything, and still has to give digits. */
function timeDigits(time: number): string {
  const milliseconds = Number.isFinite(time) ? Math.max(0, Math.trunc(time)) : 0;
  return milliseconds.toString(16).padStart(TIME_DIGITS, "0").slice(-TIME_DIGITS);
}
