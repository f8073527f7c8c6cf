// Raw `name=value` texts, of a query, a form or cookies → values by name, by the inverse of the style
// of each. Where a style leaves open what a text is, each reading is offered, and the validator asked.
import { interpret, parsedJson } from "./interpret.ts";
import type { Style, Validate } from "./operation.ts";
import type { Part } from "./receive.ts";

/** A style and what the values are. */
export interface ReadStyle extends Style {
  /** What a value may be, the likeliest first. Default: a primitive. */
  readonly shapes?: readonly Shape[];
  /** The names of an exploded object's properties. Absent: all that nothing else claims. */
  readonly keys?: readonly string[];
}

export type Shape = "array" | "object" | "primitive";
export type RawPair = readonly [name: string, raw: string];
export type Decode = (raw: string) => string;

/** The readings of one value; those that are undefined say that it is not there. */
export type Readings = readonly unknown[];

export interface Pairs {
  readonly names: readonly string[];
  readonly styles: Readonly<Record<string, ReadStyle>>;
  readonly decode: Decode;
  /** Names that are no parameters. */
  readonly hidden?: readonly string[];
  /** From how many keys on a list or an object is JSON text. */
  readonly depth?: number;
  /** Whether only names that are known count. */
  readonly closed?: boolean;
}

const FORM: ReadStyle = { style: "form", explode: true };

/** Parameters may be called `constructor`. */
export function styleOf(
  styles: Readonly<Record<string, ReadStyle>> | undefined,
  name: string,
): ReadStyle | undefined {
  return styles && Object.hasOwn(styles, name) ? styles[name] : undefined;
}

export function splitPair(text: string): RawPair {
  const at = text.indexOf("=");
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** What is no percent-encoding stays as it is. */
export function decodePercent(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

export function decodeForm(raw: string): string {
  return decodePercent(raw.replaceAll("+", " "));
}

export function readPairs(raws: readonly RawPair[], rules: Pairs, validate: Validate): Part {
  return settle(pairReadings(raws, rules), validate, rules.depth);
}

/** The readings of each value, by its name. */
export function pairReadings(
  raws: readonly RawPair[],
  rules: Pairs,
): readonly (readonly [name: string, readings: Readings])[] {
  const { names, styles, decode, hidden = [], closed = false } = rules;
  const pairs = raws
    .map(([name, raw]) => [decode(name), raw] as const)
    .filter(([name]) => name !== "" && !hidden.includes(name));
  const style = (name: string): ReadStyle => styleOf(styles, name) ?? FORM;
  const deep = names.filter((name) => style(name).style === "deepObject");
  const listed = names.flatMap((name) => style(name).keys ?? []);
  const isFree = (name: string): boolean =>
    !names.includes(name) && !deep.some((owner) => name.startsWith(`${owner}[`));
  const free = [...new Set(pairs.map(([name]) => name))].filter(isFree);
  const rest = free.filter((name) => !listed.includes(name));
  const read = (name: string): Readings =>
    readingsOf(style(name), (shape) =>
      fromPairs(name, pairs, { style: style(name), decode, free, rest }, shape),
    );
  const takesAll = names.some((name) => {
    const { explode, shapes, keys } = style(name);
    return explode && shapes?.includes("object") && !keys;
  });
  const others = closed || takesAll ? [] : rest.filter((name) => !listed.includes(name));
  const declared = names.map((name) => [name, read(name)] as const);
  const undeclared = others.map((name) => [name, [plain(name, pairs, decode)]] as const);
  return [...declared, ...undeclared];
}

export function readingsOf(
  { shapes = ["primitive"] }: ReadStyle,
  read: (shape: Shape) => unknown,
): Readings {
  return shapes.map(read);
}

/** Takes of each value the first reading that nothing is wrong with. */
export function settle(
  entries: readonly (readonly [name: string, readings: Readings])[],
  validate: Validate,
  depth?: number,
): Part {
  const chosen = new Map(entries.map(([name, readings]) => [name, readings[0]]));
  const result = (): Part => {
    const there = [...chosen].filter(([, value]) => value !== undefined);
    return interpret(Object.fromEntries(there), validate, depth);
  };
  for (const [name, readings] of entries) {
    if (readings.length === 1) continue;
    const right = readings.find((reading) => {
      chosen.set(name, reading);
      return !result().issues.some(({ path }) => path[0] === name);
    });
    chosen.set(name, right ?? readings[0]);
  }
  return result();
}

interface Around {
  readonly style: ReadStyle;
  readonly decode: Decode;
  /** Names that no parameter has, and those of them that no object lists. */
  readonly free: readonly string[];
  readonly rest: readonly string[];
}

function fromPairs(
  name: string,
  pairs: readonly RawPair[],
  { style, decode, free, rest }: Around,
  shape: Shape,
): unknown {
  const own = pairs.filter(([key]) => key === name).map(([, raw]) => raw);
  if (style.style === "json") {
    const text = own[0] === undefined ? undefined : decode(own[0]);
    return parsedJson(text) ?? text;
  }
  if (style.style === "deepObject") return deepOf(name, pairs, decode);
  if (style.explode && shape === "array") return own.length === 0 ? undefined : own.map(decode);
  if (style.explode && shape === "object") {
    const keys = style.keys?.filter((key) => free.includes(key)) ?? rest;
    const fields = keys.map((key) => [key, plain(key, pairs, decode)] as const);
    return fields.length === 0 ? undefined : Object.fromEntries(fields);
  }
  if (shape === "primitive" || own[0] === undefined) return plain(name, pairs, decode);
  return unfolded(own[0].split(DELIMITERS[style.style] ?? ",").map(decode), shape);
}

const DELIMITERS: Readonly<Record<string, RegExp>> = {
  spaceDelimited: /%20|\+/,
  pipeDelimited: /%7C|\|/i,
};

/** `R,100,G,200`: a list, or names and values in turns. */
export function unfolded(parts: readonly string[], shape: Shape): unknown {
  if (shape === "array") return parts;
  const keys = parts.filter((_, index) => index % 2 === 0);
  return Object.fromEntries(keys.map((key, index) => [key, parts[index * 2 + 1] ?? ""]));
}

/** What comes several times is a list. */
function plain(name: string, pairs: readonly RawPair[], decode: Decode): unknown {
  const texts = pairs.filter(([key]) => key === name).map(([, raw]) => decode(raw));
  return texts.length > 1 ? texts : texts[0];
}

type DeepPair = readonly [path: readonly string[], text: string];

/** `a[b][c]=1`; of `a` alone the text. */
function deepOf(name: string, pairs: readonly RawPair[], decode: Decode): unknown {
  const found = pairs.flatMap(([key, raw]): DeepPair[] => {
    if (key === name) return [[[], decode(raw)]];
    if (!key.startsWith(`${name}[`) || !key.endsWith("]")) return [];
    return [[key.slice(name.length + 1, -1).split("]["), decode(raw)]];
  });
  return found.length === 0 ? undefined : nested(found);
}

function nested(pairs: readonly DeepPair[]): unknown {
  const texts = pairs.filter(([path]) => path.length === 0).map(([, text]) => text);
  if (texts.length > 0) return texts.length === 1 ? texts[0] : texts;
  const groups = new Map<string, DeepPair[]>();
  pairs.forEach(([[key, ...path], text]) => {
    // `a[]=1&a[]=2`: items without their indices.
    const name = key === "" ? String(groups.size) : key!;
    groups.set(name, [...(groups.get(name) ?? []), [path, text]]);
  });
  return Object.fromEntries([...groups].map(([key, inner]) => [key, nested(inner)]));
}
