// Whether a backtracking matcher may take exponential time over a pattern, as with `^(a+)+$`.
//
// Such a matcher tries one way after another of reading a text, so it is the number of ways that counts.
// Take each character class of the pattern for a place. A way is a walk from place to place, one step a
// character. If a place can be left and reached again in two ways by the same text, n such rounds are
// 2^n ways. If none can, two walks that part never meet again on a loop, and the ways to read a text of
// n characters grow with a power of n at most; most patterns have one way, which is linear time.
// The ways are only tried out where reading may still fail, so places where a match is complete are left
// out: `^(a+)+` finds itself matched as soon as it looks.
//
// It refuses to say: how steep a power is, anything of back-references, and of patterns that are too long.
import { parsePattern, type Pattern } from "./pattern-tree.ts";

/** From here on a counted repetition is taken for an endless one: `(a{1,99}){1,99}` is as slow. */
const MANY = 10;
const MOST_COPIES = 64;
const MOST_PLACES = 600;
const MOST_STEPS = 400_000;

/** The part of an expression's places that a tree gives. */
interface Part {
  /** Whether it may read nothing; and whether nothing can fail then. */
  readonly empty: boolean;
  readonly free: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** Those of the last ones after which nothing can fail. */
  readonly freeLast: readonly number[];
}

interface Places {
  /** The class of characters at each place. */
  readonly atoms: string[];
  /** Where a step may lead from each place, and in how many ways. */
  readonly next: Map<number, number>[];
}

/** Whether a pattern that compiles is known to be slow. */
export function isSlow(source: string, flags: string): boolean {
  const tree = parsePattern(source);
  return tree !== undefined && [tree, ...lookedAt(tree)].some((part) => isSlowTree(part, flags));
}

function isSlowTree(tree: Pattern, flags: string): boolean {
  const places: Places = { atoms: [], next: [] };
  const whole = partOf(tree, places);
  if (whole === undefined) return false;
  const done = new Set(whole.freeLast);
  const graph = places.next.map((steps, place) =>
    done.has(place)
      ? new Map<number, number>()
      : new Map([...steps].filter(([to]) => !done.has(to))),
  );
  return loopsOf(graph).some((loop) => hasTwoWays(graph, loop, overlaps(places.atoms, flags)));
}

/** What look-arounds look for: patterns of their own. */
function lookedAt(tree: Pattern): readonly Pattern[] {
  switch (tree.kind) {
    case "sequence":
      return tree.parts.flatMap(lookedAt);
    case "choice":
      return tree.branches.flatMap(lookedAt);
    case "repeat":
      return lookedAt(tree.part);
    case "look":
      return [tree.part, ...lookedAt(tree.part)];
    default:
      return [];
  }
}

const NOTHING: Part = { empty: true, free: true, first: [], last: [], freeLast: [] };

/** Glushkov's construction; undefined where there are too many places. */
function partOf(tree: Pattern, places: Places): Part | undefined {
  switch (tree.kind) {
    case "chars": {
      const place = places.atoms.push(tree.source) - 1;
      places.next.push(new Map());
      if (place >= MOST_PLACES) return undefined;
      return { empty: false, free: false, first: [place], last: [place], freeLast: [place] };
    }
    case "sequence":
      return all(tree.parts, places)?.reduce((one, other) => joined(one, other, places), NOTHING);
    case "choice":
      return all(tree.branches, places)?.reduce(either);
    case "repeat":
      return repeated(tree.part, tree.min, tree.max, places);
    default:
      return { ...NOTHING, free: false };
  }
}

function all(trees: readonly Pattern[], places: Places): readonly Part[] | undefined {
  const parts = trees.map((tree) => partOf(tree, places));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function joined(one: Part, other: Part, places: Places): Part {
  link(one.last, other.first, places);
  return {
    empty: one.empty && other.empty,
    free: one.free && other.free,
    first: one.empty ? [...one.first, ...other.first] : one.first,
    last: other.empty ? [...one.last, ...other.last] : other.last,
    freeLast: other.free ? [...one.freeLast, ...other.freeLast] : other.freeLast,
  };
}

function either(one: Part, other: Part): Part {
  return {
    empty: one.empty || other.empty,
    free: one.free || other.free,
    first: [...one.first, ...other.first],
    last: [...one.last, ...other.last],
    freeLast: [...one.freeLast, ...other.freeLast],
  };
}

/** So many copies in a row, where those beyond `min` may be missing; the last one may go on. */
function repeated(tree: Pattern, min: number, max: number, places: Places): Part | undefined {
  const endless = max === Infinity || (max >= MANY && max > min);
  const count = Math.min(endless ? Math.max(min, 1) : max, MOST_COPIES);
  const ends: Part[] = min === 0 ? [NOTHING] : [];
  let row = NOTHING;
  for (let copy = 1; copy <= count; copy++) {
    const part = partOf(tree, places);
    if (part === undefined) return undefined;
    if (endless && copy === count) link(part.last, part.first, places);
    row = joined(row, part, places);
    if (copy >= Math.min(min, count)) ends.push(row);
  }
  const { empty, free, last, freeLast } = ends.reduce(either, {
    ...NOTHING,
    empty: false,
    free: false,
  });
  return { empty, free, first: row.first, last: unique(last), freeLast: unique(freeLast) };
}

function unique(places: readonly number[]): readonly number[] {
  return [...new Set(places)];
}

function link(from: readonly number[], to: readonly number[], { next }: Places): void {
  for (const place of from)
    for (const other of to) next[place]!.set(other, (next[place]!.get(other) ?? 0) + 1);
}

type Graph = readonly ReadonlyMap<number, number>[];

/** Places that lead to one another, loop by loop. */
function loopsOf(graph: Graph): readonly ReadonlySet<number>[] {
  const reached = graph.map((_, place) => reachable(graph, place));
  const loops: ReadonlySet<number>[] = [];
  const known = new Set<number>();
  for (const [place, ahead] of reached.entries()) {
    if (known.has(place) || !ahead.has(place)) continue;
    const loop = new Set([...ahead].filter((other) => reached[other]!.has(place)));
    for (const member of loop) known.add(member);
    loops.push(loop);
  }
  return loops;
}

function reachable(graph: Graph, from: number): ReadonlySet<number> {
  const found = new Set<number>();
  const pending = [from];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    for (const to of graph[place]!.keys()) {
      if (found.has(to)) continue;
      found.add(to);
      pending.push(to);
    }
  }
  return found;
}

type Overlap = (one: number, other: number) => boolean;

/** Whether a place of a loop comes back to itself in two ways by the same text. */
function hasTwoWays(graph: Graph, loop: ReadonlySet<number>, overlap: Overlap): boolean {
  const ahead = new Map(
    [...loop].map((place) => [place, [...graph[place]!.keys()].filter((to) => loop.has(to))]),
  );
  const behind = new Map(
    [...loop].map((place) => [place, [...loop].filter((from) => graph[from]!.has(place))]),
  );
  const doubled = [...loop].some((place) =>
    ahead.get(place)!.some((to) => graph[place]!.get(to)! > 1),
  );
  if (doubled) return true;
  const budget = { steps: MOST_STEPS };
  const size = graph.length;
  return [...loop].some((place) => {
    const out = pairs(place, ahead, overlap, size, budget);
    const back = pairs(place, behind, overlap, size, budget);
    return [...out].some((pair) => Math.floor(pair / size) !== pair % size && back.has(pair));
  });
}

/** Pairs of places, as one number each, that two walks from the same place reach by the same text. */
function pairs(
  start: number,
  steps: ReadonlyMap<number, readonly number[]>,
  overlap: Overlap,
  size: number,
  budget: { steps: number },
): ReadonlySet<number> {
  const found = new Set<number>();
  const pending = [start * size + start];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    for (const one of steps.get(Math.floor(pair / size))!) {
      for (const other of steps.get(pair % size)!) {
        if (budget.steps-- < 0) return new Set();
        const next = one * size + other;
        if (found.has(next) || !overlap(one, other)) continue;
        found.add(next);
        pending.push(next);
      }
    }
  }
  return found;
}

/** Characters by which classes are told apart, beside those that a pattern itself writes. */
const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const OTHERS = [..."\u00a0éßÉλЖअ中あ٣\u2028€😀𝒳"];

/** Whether two places may read the same character, as far as the samples show. */
function overlaps(atoms: readonly string[], flags: string): Overlap {
  const samples = [...new Set([...ASCII, ...OTHERS, ...atoms.flatMap((atom) => [...atom])])];
  const bits = new Map<string, bigint>();
  for (const atom of new Set(atoms)) {
    const expression = new RegExp(`^(?:${atom})$`, flags);
    const admitted = samples.map((sample) => (expression.test(sample) ? "1" : "0"));
    bits.set(atom, BigInt(`0b${admitted.join("")}`));
  }
  return (one, other) =>
    one === other || (bits.get(atoms[one]!)! & bits.get(atoms[other]!)!) !== 0n;
}
