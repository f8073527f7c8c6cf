// YAML text → nodes with offsets, and how a node's keys read. Shared by `yaml` (values) and
// `yaml-spots` (positions), so that both see the same document. It builds no values.
import {
  type Alias,
  Composer,
  type CST,
  type Document as YamlDocument,
  isAlias,
  isScalar,
  type Node,
  type Pair,
  Parser,
  type Scalar,
} from "yaml";
import { DEPTH_LIMIT } from "./document.ts";

export interface Composed {
  readonly documents: readonly YamlDocument.Parsed[];
  /** The offset of the first collection beyond the limit; there are no documents then. */
  readonly tooDeep: number | undefined;
}

/** YAML 1.2, core schema; keys are checked by the reader, which knows when two are equal. */
const OPTIONS = {
  version: "1.2",
  schema: "core",
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "silent",
} as const;

export function compose(text: string): Composed {
  const tokens = [...new Parser().parse(text)];
  // The composer recurses, the parser does not: what is too deep must be found before composing.
  const tooDeep = firstTooDeep(tokens);
  if (tooDeep !== undefined) return { documents: [], tooDeep };
  const documents = [
    ...new Composer(OPTIONS).compose(tokens, true, text.length),
  ] as readonly YamlDocument.Parsed[];
  return { documents, tooDeep };
}

function firstTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const pending = tokens.map((token) => ({ token, depth: 0 })).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > DEPTH_LIMIT) return token.offset;
    for (const inner of innerTokens(token)) {
      pending.push({ token: inner, depth: isCollection(inner) ? depth + 1 : depth });
    }
  }
  return undefined;
}

function isCollection(token: CST.Token): boolean {
  return ["block-map", "block-seq", "flow-collection"].includes(token.type);
}

function innerTokens(token: CST.Token): readonly CST.Token[] {
  if (token.type === "document") return token.value === undefined ? [] : [token.value];
  if (!("items" in token)) return [];
  return token.items.flatMap((item) =>
    [item.key, item.value].filter((inner) => inner !== null && inner !== undefined),
  );
}

/** Whether a pair is a merge (`<<: *base`): not of YAML 1.2, but what readers of OpenAPI know. */
export function isMerge({ key }: Pair<unknown, unknown>): boolean {
  return isScalar(key) && key.value === "<<" && key.type === "PLAIN";
}

/** A key as JSON would write it: `200:` is "200". Undefined for a collection. */
export function keyText(key: unknown, resolve: (alias: Alias) => unknown): string | undefined {
  const node = isAlias(key) ? resolve(key) : key;
  if (node === null) return "null";
  if (!isScalar(node)) return undefined;
  if (typeof node.value === "string") return node.value;
  return (node as Scalar).source || String(node.value);
}

/** Where a node starts and where its value ends. */
export function rangeOf(node: unknown): readonly [number, number] {
  const range = (node as Node | null)?.range;
  return range ? [range[0], range[1]] : [0, 0];
}
