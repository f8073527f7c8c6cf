// Pointer → place in YAML text. Through an alias the way goes on at its anchor; an alias itself is
// shown where it stands. Of equal keys the last one counts, and a merge after the own keys.
import { type Alias, type Document as YamlDocument, isAlias, isMap, isPair, isSeq } from "yaml";
import type { Pair } from "yaml";
import type { Range } from "./document.ts";
import type { Spot } from "./spot.ts";
import { compose, isMerge, keyText, rangeOf } from "./yaml-nodes.ts";

/** The root of the first document in a text; undefined where there is none. */
export function yamlSpot(text: string): Spot | undefined {
  const [document] = compose(text).documents;
  return document && spot({ text, document }, undefined, document.contents);
}

interface Context {
  readonly text: string;
  readonly document: YamlDocument.Parsed;
}

function spot(context: Context, key: Range | undefined, node: unknown): Spot {
  return {
    key,
    value: shown(context.text, key, node),
    child: (step) => {
      const found = childOf(context, node, step);
      if (!isPair(found)) return found && spot(context, undefined, found.item);
      return spot(context, rangeOf(found.key), found.value);
    },
  };
}

/** A block collection starts with its first key, which says less than the key that leads to it. */
function shown(text: string, key: Range | undefined, node: unknown): Range {
  if (node === null || node === undefined) return key ?? [0, 0];
  const [start, end] = rangeOf(node);
  if (!isMap(node) && !isSeq(node)) return start === end ? (key ?? [start, end]) : [start, end];
  if (node.flow === true) return [start, start + 1];
  const line = text.indexOf("\n", start);
  return key ?? [start, line === -1 ? text.length : line];
}

type Child = Pair<unknown, unknown> | { readonly item: unknown } | undefined;

function childOf(context: Context, node: unknown, step: string): Child {
  const resolve = (alias: Alias): unknown => alias.resolve(context.document);
  const target = isAlias(node) ? resolve(node) : node;
  if (isSeq(target)) {
    return /^\d+$/.test(step) && Number(step) < target.items.length
      ? { item: target.items[Number(step)] }
      : undefined;
  }
  if (!isMap(target)) return undefined;
  const pairs = target.items as readonly Pair<unknown, unknown>[];
  const own = pairs.findLast((pair) => !isMerge(pair) && keyText(pair.key, resolve) === step);
  return own ?? mergedChild(context, pairs, step);
}

function mergedChild(
  context: Context,
  pairs: readonly Pair<unknown, unknown>[],
  step: string,
): Child {
  for (const { value } of pairs.filter(isMerge)) {
    const sources: readonly unknown[] = isSeq(value) ? value.items : [value];
    for (const source of sources) {
      const found = childOf(context, source, step);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
