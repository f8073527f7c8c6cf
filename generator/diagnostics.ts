// What onespec says about a document: one shape, collected and never thrown.
// It knows no file and no line: a pointer is turned into a position by document/position.
import { catalogue } from "./catalogue.ts";

export type Code = keyof typeof catalogue;

/** A JSON pointer into the document ("" is its root), or an offset where the text has no tree yet;
 * `file` is another file than the document, by its path from there. */
export type At = string | { readonly offset: number; readonly file?: string };

export interface Diagnostic {
  readonly code: Code;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** What the reader can do. */
  readonly help: string;
  readonly at: At;
  /** Whether it points at the key of the node rather than at its value. */
  readonly key: boolean;
}

/** The names in `{braces}` of a text. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `{${infer Inner}` ? Inner : Name) | Names<Rest>
  : never;
type Params<C extends Code> = {
  readonly [
    Name in Names<(typeof catalogue)[C]["message"]> | Names<(typeof catalogue)[C]["help"]>
  ]: string | number;
};

/** Makes the diagnostic of a code; every parameter of its texts is demanded. */
export function diagnostic<C extends Code>(
  code: C,
  at: At,
  params: Params<C>,
  options: { readonly key?: boolean } = {},
): Diagnostic {
  const entry = catalogue[code];
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(params, name)
        ? String((params as Record<string, string | number>)[name])
        : whole,
    );
  return {
    code,
    severity: entry.severity,
    message: fill(entry.message),
    help: fill(entry.help).trim(),
    at,
    key: options.key ?? false,
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((entry) => entry.severity === "error");
}

/** A sentence "Did you mean `x`?" where a name is close to one that exists, else `otherwise`. */
export function didYouMean(name: string, known: Iterable<string>, otherwise: string): string {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best === undefined ? otherwise : `Did you mean \`${best}\`?`;
}

/** Letters that are too many, missing, others, or in the wrong order (`gte`): one each. */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const other = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? before[j - 2]! + 1 : other;
      next.push(Math.min(other, swap, row[j]! + 1, next[j - 1]! + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
