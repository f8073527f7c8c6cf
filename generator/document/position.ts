// Pointer or offset → line and column, computed from the text when a diagnostic asks for it.
// It never fails: what is not in the text is shown at the nearest thing around it that is.
import type { At } from "../diagnostics.ts";
import type { Pointer } from "../model/model.ts";
import type { Range, SourceText } from "./document.ts";
import { jsonSpot } from "./json-spots.ts";
import { stringEnd } from "./json-text.ts";
import { languageOf } from "./load.ts";
import { split } from "./pointer.ts";
import type { Spot } from "./spot.ts";
import { yamlSpot } from "./yaml-spots.ts";

/** Lines and columns count from 1, columns in UTF-16 units as editors do; the end is exclusive. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where something stands in a text; with `key`, the key that leads to it. */
export function locate(source: SourceText, at: At, key: boolean): Position {
  const { text } = source;
  const [start, end] =
    typeof at === "string" ? rangeAt(source, at, key) : [at.offset, tokenEnd(text, at.offset)];
  const from = lineAndColumn(source, start);
  const to = lineAndColumn(source, trimmedEnd(text, start, end));
  return { ...from, endLine: to.line, endColumn: to.column };
}

/** What is known of a text: computed once, however many diagnostics it has. */
interface Known {
  root?: Spot;
  lines?: readonly number[];
}

const known = new WeakMap<SourceText, Known>();

function knownOf(source: SourceText): Known {
  const found = known.get(source) ?? {};
  known.set(source, found);
  return found;
}

function rootOf(source: SourceText): Spot {
  const { text } = source;
  const nothing: Spot = { key: undefined, value: [0, 0], child: () => undefined };
  const parse = (): Spot =>
    languageOf(source) === "json" ? jsonSpot(text) : (yamlSpot(text) ?? nothing);
  return (knownOf(source).root ??= parse());
}

function rangeAt(source: SourceText, pointer: Pointer, key: boolean): Range {
  let spot = rootOf(source);
  const steps = [...split(pointer)];
  for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
    const next = spot.child(step) ?? authored(spot, step, steps);
    if (next === undefined) return spot.key ?? spot.value;
    spot = next;
  }
  return key ? (spot.key ?? spot.value) : spot.value;
}

/** What the upgrade renames stands in the text under the name that the author gave it. */
const AUTHORED: ReadonlyMap<string, string> = new Map([
  ["examples", "example"],
  ["contentEncoding", "format"],
  ["contentMediaType", "format"],
  ["prefixItems", "items"],
]);

function authored(spot: Spot, step: string, rest: string[]): Spot | undefined {
  const name = AUTHORED.get(step);
  const found = name === undefined ? undefined : spot.child(name);
  // `examples/0/name` was `example/name`.
  if (found !== undefined && name === "example") rest.shift();
  return found;
}

/** The end of the word or quoted text that starts at an offset. */
function tokenEnd(text: string, offset: number): number {
  if (text[offset] === '"') return stringEnd(text, offset);
  const rest = /^[^\s:,[\]{}]+/.exec(text.slice(offset, offset + 200));
  return offset + (rest?.[0].length ?? 1);
}

function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** The offset at which each line starts. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}

function lineAndColumn(
  source: SourceText,
  offset: number,
): { readonly line: number; readonly column: number } {
  const { text } = source;
  const starts = (knownOf(source).lines ??= lineStarts(text));
  const end = Math.min(offset, text.length);
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= end) low = middle;
    else high = middle;
  }
  // A byte order mark has no column in an editor.
  const mark = low === 0 && end > 0 && text.startsWith("\uFEFF") ? 1 : 0;
  return { line: low + 1, column: end - starts[low]! + 1 - mark };
}
