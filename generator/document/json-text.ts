// Scanning JSON text that JSON.parse has accepted: how deep it is, how many keys it has, where its
// members stand. It builds no tree and reports nothing; on other text its answers mean nothing.
import type { Range } from "./document.ts";

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const BYTE_ORDER_MARK = 0xfeff;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

export interface Measure {
  /** Keys of all objects, repeated ones included. */
  readonly keys: number;
  /** The offset of the first bracket beyond the limit. */
  readonly tooDeep: number | undefined;
}

/** Counts keys and levels without building anything; safe on any text. */
export function measure(text: string, limit: number): Measure {
  let keys = 0;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = stringEnd(text, index) - 1;
    else if (code === COLON) keys++;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      depth++;
      if (depth > limit) return { keys, tooDeep: index };
    }
  }
  return { keys, tooDeep: undefined };
}

/** The offset behind the string that starts at a quote. */
export function stringEnd(text: string, start: number): number {
  let index = text.indexOf('"', start + 1);
  while (index !== -1) {
    let slashes = 0;
    while (text.charCodeAt(index - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return index + 1;
    index = text.indexOf('"', index + 1);
  }
  return text.length;
}

export interface Member {
  readonly key: Range | undefined;
  readonly value: Range;
}

/** The members of the object or list that starts at an offset. Of equal keys the last one counts. */
export function members(text: string, start: number): ReadonlyMap<string, Member> {
  const found = new Map<string, Member>();
  const named = text.charCodeAt(start) === OPEN_OBJECT;
  let index = skipSpace(text, start + 1);
  while (index < text.length && !isClose(text.charCodeAt(index))) {
    const key: Range | undefined = named ? [index, stringEnd(text, index)] : undefined;
    if (key !== undefined) index = skipSpace(text, skipSpace(text, key[1]) + 1);
    const value: Range = [index, valueEnd(text, index)];
    const name = key === undefined ? String(found.size) : String(JSON.parse(text.slice(...key)));
    found.set(name, { key, value });
    index = skipSpace(text, value[1]);
    if (text[index] === ",") index = skipSpace(text, index + 1);
  }
  return found;
}

function valueEnd(text: string, start: number): number {
  const code = text.charCodeAt(start);
  if (code === QUOTE) return stringEnd(text, start);
  let index = start;
  if (code !== OPEN_LIST && code !== OPEN_OBJECT) {
    while (
      index < text.length &&
      !isSpace(text.charCodeAt(index)) &&
      !isEnd(text.charCodeAt(index))
    )
      index++;
    return index;
  }
  for (let depth = 0; index < text.length; index++) {
    const inner = text.charCodeAt(index);
    if (inner === QUOTE) index = stringEnd(text, index) - 1;
    else if (inner === OPEN_LIST || inner === OPEN_OBJECT) depth++;
    else if (isClose(inner) && --depth === 0) return index + 1;
  }
  return text.length;
}

function isClose(code: number): boolean {
  return code === CLOSE_LIST || code === CLOSE_OBJECT;
}

function isEnd(code: number): boolean {
  return isClose(code) || code === COMMA;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === BYTE_ORDER_MARK;
}

/** The offset of the next character that is not white space (a byte order mark counts as such). */
export function skipSpace(text: string, start: number): number {
  let index = start;
  while (index < text.length && isSpace(text.charCodeAt(index))) index++;
  return index;
}
