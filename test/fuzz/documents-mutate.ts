// Mutations of documents: of their trees, where most of what is written stays sound, and of their texts,
// where little does.
import type { Random } from "./random.ts";

type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };

/** Texts that mean something to somebody: to a compiler, a terminal, a URL, a regular expression. */
const HOSTILE: readonly string[] = [
  "*/ export const hacked = 1; /*",
  "`${globalThis.hacked = 1}`",
  '"; globalThis.hacked = 1; "',
  "</script><script>hacked()</script>",
  "\u2028\u2029\u202e\u0000\ufeff\ud800",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "Response",
  "default",
  "await",
  "{a}{a}",
  "../../etc/passwd",
  "%2e%2e/%00",
  "(a+)+$",
  "\\u{110000}",
  "😀",
  "",
  " ",
  "\n",
  "x".repeat(300),
];

const VALUES: readonly Tree[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  -0,
  2 ** 53,
  [],
  {},
  [[]],
  { $ref: "#" },
  { $ref: "#/components/schemas/Nowhere" },
  { type: "object", properties: { "": true } },
  { allOf: [] },
  { not: {} },
];

/** The members that may be changed: of each object and list in the tree, by its place. */
function places(tree: Tree): (readonly [holder: Tree[] | { [key: string]: Tree }, key: string])[] {
  const found: (readonly [Tree[] | { [key: string]: Tree }, string])[] = [];
  const pending: Tree[] = [tree];
  for (const holder of pending) {
    if (typeof holder !== "object" || holder === null) continue;
    for (const [key, value] of Object.entries(holder)) {
      found.push([holder, key]);
      pending.push(value);
    }
  }
  return found;
}

function set(holder: Tree[] | { [key: string]: Tree }, key: string, value: Tree): void {
  Object.defineProperty(holder, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** A tree with some of its members dropped, copied, moved, renamed or replaced. */
export function mutateTree(source: unknown, random: Random): unknown {
  const tree = structuredClone(source) as Tree;
  const known = places(tree);
  if (known.length === 0) return tree;
  const one = (): readonly [Tree[] | { [key: string]: Tree }, string] => random.pick(known);
  const at = ([holder, key]: ReturnType<typeof one>): Tree =>
    Object.getOwnPropertyDescriptor(holder, key)?.value as Tree;
  for (let count = 1 + random.below(4); count > 0; count--) {
    const [holder, key] = one();
    const mutate: readonly (() => void)[] = [
      () => Reflect.deleteProperty(holder, key),
      () => set(holder, key, random.pick(HOSTILE)),
      () => set(holder, key, structuredClone(random.pick(VALUES))),
      () => set(holder, key, structuredClone(at(one()))),
      () => {
        if (Array.isArray(holder)) holder.push(structuredClone(at(one())));
        else set(holder, random.pick(HOSTILE), structuredClone(at([holder, key])));
      },
      () => set(holder, key, { [random.pick(HOSTILE)]: structuredClone(at([holder, key])) }),
      () =>
        set(holder, key, [structuredClone(at([holder, key])), structuredClone(at([holder, key]))]),
      () => {
        const refs = known.filter(([, name]) => name === "$ref");
        if (refs.length > 0) set(...random.pick(refs), at(random.pick(refs)));
      },
    ];
    random.pick(mutate)();
  }
  return tree;
}

/** A text with some of its characters dropped, doubled or replaced. */
export function mutateText(text: string, random: Random): string {
  let result = text;
  for (let count = 1 + random.below(3); count > 0; count--) {
    const from = random.below(result.length + 1);
    const to = Math.min(result.length, from + random.below(40));
    const middle = random.pick([
      "",
      result.slice(from, to).repeat(2),
      random.pick(HOSTILE),
      random.pick([
        "{",
        "}",
        "[",
        "]",
        ":",
        "- ",
        "&a ",
        "*a",
        "<<: *a",
        "\t",
        "|",
        "'",
        '"',
        "#",
        "? ",
      ]),
    ]);
    result = result.slice(0, from) + middle + result.slice(to);
  }
  return result;
}
