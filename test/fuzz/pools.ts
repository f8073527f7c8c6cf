// What schemas and values of the fuzzer have in common: names of properties, texts, numbers, and
// patterns with texts that match them. Without common words nothing would ever be valid.

/** Common names, and names that engines stumble over. */
export const plainNames: readonly string[] = ["a", "b", "c", "kind"];
export const hostileNames: readonly string[] = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "",
  "0",
  "a/b~c",
  "ключ",
  "😀",
  'q"\\',
];

export const texts: readonly string[] = [
  "",
  "a",
  "b",
  "ab",
  "abc",
  "aaaa",
  "😀",
  "é",
  "x@y",
  "10",
  "\ud800",
];

export const numbers: readonly number[] = [
  0, -0, 1, -1, 2, 3, 4, 5, 6, 10, 0.5, 2.5, -2.5, 0.1, 0.3, 0.07, 4.35, 19.99, 1e-7, 1e21, 1e300,
  5e-324, 9007199254740991, 9007199254740992, -3.5,
];

export const divisors: readonly number[] = [1, 2, 3, 0.5, 2.5, 0.1, 0.01, 0.07, 1e-7, 1e10];

/** Patterns by what matches them. */
export const patterns: ReadonlyMap<string, readonly string[]> = new Map([
  ["^a", ["a", "ab", "abc"]],
  ["b$", ["b", "ab"]],
  ["^[a-c]{1,3}$", ["a", "cab"]],
  ["^\\p{L}*$", ["", "é", "ключ"]],
  ["^.$", ["a", "😀"]],
  ["\\d", ["0", "10"]],
  ["^(?:ab|c)*$", ["", "abc", "cab"]],
  ["^[^/~]*$", ["", "a", "😀"]],
  ["^$", [""]],
  ["^\\S+@\\S+$", ["x@y"]],
  ["o", ["constructor", "toString"]],
  ["^__", ["__proto__"]],
]);
