// YAML nodes → values. What an alias refers to is built once and shared.
// It refuses what JSON can't hold, and what would explode in a reader's hands.
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject } from "../model/model.ts";
import { DEPTH_LIMIT } from "./document.ts";
import { type Parsed, PROBLEM_LIMIT } from "./json.ts";
import { isObject } from "./pointer.ts";
import { isMerge, keyText, rangeOf } from "./yaml-nodes.ts";

/** Values that aliases may add to those that are written out. */
const ALIAS_LIMIT = 1_000_000;

/** A value with the number of values in it and the levels below it, aliases followed. */
interface Built {
  readonly value: Json;
  readonly size: number;
  readonly depth: number;
}

interface State {
  readonly report: (found: Diagnostic) => void;
  readonly anchors: Map<string, unknown>;
  /** What anchors stand for; "open" while it is being built. */
  readonly built: Map<unknown, Built | "open">;
  added: number;
}

const NOTHING: Built = { value: null, size: 1, depth: 0 };

/** The value of a node that has no syntax errors. Only repeated keys leave it readable. */
export function valueOf(node: unknown): Parsed {
  const diagnostics: Diagnostic[] = [];
  const report = (found: Diagnostic): void => void diagnostics.push(found);
  const state = { report, anchors: new Map(), built: new Map(), added: 0 };
  const { value } = read(state, node, 0);
  const readable = diagnostics.every(({ code }) => code === "duplicate-key");
  const reported = diagnostics.slice(0, PROBLEM_LIMIT);
  return readable ? { value, diagnostics: reported } : { diagnostics: reported };
}

function read(state: State, node: unknown, level: number): Built {
  if (isAlias(node)) return readAlias(state, node, level);
  const anchor = anchorOf(node);
  if (anchor === undefined) return readNode(state, node, level);
  state.anchors.set(anchor, node);
  state.built.set(node, "open");
  const found = readNode(state, node, level);
  state.built.set(node, found);
  return found;
}

function readNode(state: State, node: unknown, level: number): Built {
  if (isMap(node)) return readMap(state, node, level);
  if (isSeq(node)) {
    const items = node.items.map((item) => read(state, item, level + 1));
    return combine(
      items.map(({ value }) => value),
      items,
    );
  }
  return { ...NOTHING, value: readScalar(state, node) };
}

function readScalar(state: State, node: unknown): Json {
  if (!isScalar(node)) return null;
  const value = node.value as Json;
  if (typeof value === "number" && !Number.isFinite(value)) {
    const found = `\`${node.source ?? value}\``;
    state.report(diagnostic("bad-number", { offset: rangeOf(node)[0] }, { found }));
  }
  return value;
}

function readAlias(state: State, alias: Alias, level: number): Built {
  const offset = rangeOf(alias)[0];
  const refuse = (problem: string): Built => {
    state.report(diagnostic("bad-alias", { offset }, { name: alias.source, problem }));
    return NOTHING;
  };
  const target = state.anchors.get(alias.source);
  if (target === undefined) return refuse("refers to an anchor that does not stand above it");
  const found = state.built.get(target) ?? { ...NOTHING, value: readScalar(state, target) };
  if (found === "open") return refuse("stands inside what it refers to");
  if (level + found.depth > DEPTH_LIMIT) {
    state.report(diagnostic("too-deep", { offset }, { limit: DEPTH_LIMIT }));
    return NOTHING;
  }
  const before = state.added;
  state.added += found.size;
  if (state.added <= ALIAS_LIMIT) return found;
  return before > ALIAS_LIMIT ? NOTHING : refuse(`brings in more than ${ALIAS_LIMIT} values`);
}

function readMap(state: State, map: YAMLMap, level: number): Built {
  const values = new Map<string, Json>();
  const merged: JsonObject[] = [];
  const parts: Built[] = [];
  for (const pair of map.items as readonly Pair<unknown, unknown>[]) {
    const name = readKey(state, pair.key);
    const part = read(state, pair.value, isMerge(pair) ? level : level + 1);
    parts.push(part);
    if (isMerge(pair)) {
      merged.push(...mergeSources(state, pair, part.value));
    } else if (name !== undefined) {
      const offset = rangeOf(pair.key)[0];
      if (values.has(name)) state.report(diagnostic("duplicate-key", { offset }, { name }));
      values.set(name, part.value);
    }
  }
  return combine(withMerged(values, merged), parts);
}

function readKey(state: State, key: unknown): string | undefined {
  const anchor = anchorOf(key);
  if (anchor !== undefined) state.anchors.set(anchor, key);
  const name = keyText(key, (alias) => state.anchors.get(alias.source));
  if (name === undefined)
    state.report(syntax(key, "A key is one word or text, and no collection."));
  return name;
}

function mergeSources(
  state: State,
  pair: Pair<unknown, unknown>,
  value: Json,
): readonly JsonObject[] {
  const sources = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (sources.every(isObject)) return sources;
  state.report(syntax(pair.key, "A merge (`<<`) takes a mapping, or a list of mappings."));
  return [];
}

/** What a mapping says itself goes before what it merges; an earlier merge before a later one. */
function withMerged(values: Map<string, Json>, merged: readonly JsonObject[]): JsonObject {
  for (const [key, value] of merged.flatMap((source) => Object.entries(source))) {
    if (!values.has(key)) values.set(key, value);
  }
  return Object.fromEntries(values);
}

function combine(value: Json, parts: readonly Built[]): Built {
  const size = parts.reduce((sum, part) => sum + part.size, 1);
  const depth = parts.reduce((most, part) => Math.max(most, part.depth), 0) + 1;
  return { value, size, depth };
}

function anchorOf(node: unknown): string | undefined {
  return (node as (Node & { readonly anchor?: string }) | null)?.anchor;
}

function syntax(node: unknown, problem: string): Diagnostic {
  return diagnostic("syntax", { offset: rangeOf(node)[0] }, { problem, language: "YAML" });
}
