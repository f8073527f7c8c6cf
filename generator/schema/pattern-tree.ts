// A regular expression as a tree: what it consumes, and what it asserts on the way (anchors,
// boundaries, look-arounds). Back-references are not understood.

export type Pattern =
  | { readonly kind: "chars"; readonly source: string }
  | { readonly kind: "sequence"; readonly parts: readonly Pattern[] }
  | { readonly kind: "choice"; readonly branches: readonly Pattern[] }
  | { readonly kind: "repeat"; readonly part: Pattern; readonly min: number; readonly max: number }
  | Assertion;

/** What consumes nothing. */
export type Assertion =
  | { readonly kind: "start" | "end" }
  | { readonly kind: "boundary"; readonly negated: boolean }
  | {
      readonly kind: "look";
      readonly behind: boolean;
      readonly negated: boolean;
      readonly part: Pattern;
    };

/** One code point: a class, an escape for a class, or an escaped or plain character. */
const CHARS =
  /\[(?:\\[^]|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[\dA-Fa-f]+\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|[^1-9kbB])|[^\\^$()|*+?[]/uy;
const ASSERTION = /[$^]|\\[bB]/y;
const GROUP = /\((?:\?:|\?<(?![=!])[^>]*>)?/y;
const LOOK_AROUND = /\(\?(<?)([=!])/y;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;

interface Parsed {
  readonly pattern: Pattern;
  readonly end: number;
}

/** The tree of an expression that compiles; undefined where it has what is not understood. */
export function parsePattern(source: string): Pattern | undefined {
  const parsed = parseChoice(source, 0);
  return parsed?.end === source.length ? parsed.pattern : undefined;
}

function parseChoice(source: string, start: number): Parsed | undefined {
  const branches: Pattern[] = [];
  for (let at = start; ; at++) {
    const branch = parseSequence(source, at);
    if (branch === undefined) return undefined;
    branches.push(branch.pattern);
    at = branch.end;
    if (source[at] !== "|") {
      const pattern = branches.length === 1 ? branches[0]! : { kind: "choice" as const, branches };
      return { pattern, end: at };
    }
  }
}

function parseSequence(source: string, start: number): Parsed | undefined {
  const parts: Pattern[] = [];
  let at = start;
  while (at < source.length && source[at] !== "|" && source[at] !== ")") {
    const atom = parseAtom(source, at);
    if (atom === undefined) return undefined;
    const repeated = parseQuantifier(source, atom);
    parts.push(repeated.pattern);
    at = repeated.end;
  }
  return { pattern: parts.length === 1 ? parts[0]! : { kind: "sequence", parts }, end: at };
}

function parseAtom(source: string, at: number): Parsed | undefined {
  const assertion = matchAt(ASSERTION, source, at);
  if (assertion !== undefined) {
    return { pattern: assertionOf(assertion[0]), end: at + assertion[0].length };
  }
  const around = matchAt(LOOK_AROUND, source, at);
  const opening = around ?? matchAt(GROUP, source, at);
  if (opening !== undefined) {
    const inner = parseChoice(source, at + opening[0].length);
    if (inner === undefined || source[inner.end] !== ")") return undefined;
    const [, behind, sign] = around ?? [];
    const look = { behind: behind === "<", negated: sign === "!", part: inner.pattern };
    const pattern = around === undefined ? inner.pattern : { kind: "look" as const, ...look };
    return { pattern, end: inner.end + 1 };
  }
  const chars = matchAt(CHARS, source, at);
  if (chars === undefined) return undefined;
  return { pattern: { kind: "chars", source: chars[0] }, end: at + chars[0].length };
}

function assertionOf(text: string): Assertion {
  if (text === "^" || text === "$") return { kind: text === "^" ? "start" : "end" };
  return { kind: "boundary", negated: text === "\\B" };
}

function parseQuantifier(source: string, { pattern, end }: Parsed): Parsed {
  const quantifier = matchAt(QUANTIFIER, source, end);
  if (quantifier === undefined) return { pattern, end };
  const [text, sign, least, comma, most] = quantifier;
  const min = sign === undefined ? Number(least) : sign === "+" ? 1 : 0;
  const bounded = comma === "" ? min : most === "" ? Infinity : Number(most);
  const max = sign === undefined ? bounded : sign === "?" ? 1 : Infinity;
  return { pattern: { kind: "repeat", part: pattern, min, max }, end: end + text.length };
}

function matchAt(expression: RegExp, source: string, at: number): RegExpExecArray | undefined {
  expression.lastIndex = at;
  return expression.exec(source) ?? undefined;
}

/** The least and the most code points that a tree consumes. */
export function extent(pattern: Pattern): readonly [least: number, most: number] {
  switch (pattern.kind) {
    case "chars":
      return [1, 1];
    case "sequence": {
      const all = pattern.parts.map(extent);
      return [sum(all.map(([least]) => least)), sum(all.map(([, most]) => most))];
    }
    case "choice": {
      const all = pattern.branches.map(extent);
      return [Math.min(...all.map(([least]) => least)), Math.max(...all.map(([, most]) => most))];
    }
    case "repeat": {
      const [least, most] = extent(pattern.part);
      return [least * pattern.min, most === 0 || pattern.max === 0 ? 0 : most * pattern.max];
    }
    default:
      return [0, 0];
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
