// JSON text → value. The fast path is JSON.parse; only a text with a fault is looked at twice.
// It knows nothing of OpenAPI.
import { printParseErrorCode, visit } from "jsonc-parser";
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, Pointer } from "../model/model.ts";
import { DEPTH_LIMIT } from "./document.ts";
import { measure } from "./json-text.ts";
import { join } from "./pointer.ts";

export interface Parsed {
  /** Absent where the text has no single meaning. */
  readonly value?: Json;
  readonly diagnostics: readonly Diagnostic[];
}

/** Problems of one text that are worth reporting: what follows is mostly their echo. */
export const PROBLEM_LIMIT = 100;

export function parseJson(text: string): Parsed {
  const { keys, tooDeep } = measure(text, DEPTH_LIMIT);
  if (tooDeep !== undefined) {
    const found = diagnostic("too-deep", { offset: tooDeep }, { limit: DEPTH_LIMIT });
    return { diagnostics: [found] };
  }
  try {
    const value = JSON.parse(withoutMark(text)) as Json;
    return check(text, value, keys);
  } catch (error) {
    return { diagnostics: syntaxErrors(text, (error as Error).message) };
  }
}

/** Whether a text is JSON that `parseJson` would read. */
export function isJson(text: string): boolean {
  if (measure(text, DEPTH_LIMIT).tooDeep !== undefined) return false;
  try {
    JSON.parse(withoutMark(text));
    return true;
  } catch {
    return false;
  }
}

/** The text with its byte order mark made a space, so that every offset stays. */
function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
}

function check(text: string, value: Json, keys: number): Parsed {
  const infinite: Pointer[] = [];
  const kept = survey(value, "", infinite);
  const diagnostics = infinite.map((at) =>
    diagnostic("bad-number", at, { found: "A number this large" }),
  );
  if (kept < keys) diagnostics.push(...duplicateKeys(text));
  return infinite.length === 0 ? { value, diagnostics } : { diagnostics };
}

/** Counts the keys that JSON.parse has kept, and finds the numbers that overflowed. */
function survey(value: Json, at: Pointer, infinite: Pointer[]): number {
  if (typeof value === "number" && !Number.isFinite(value)) infinite.push(at);
  if (typeof value !== "object" || value === null) return 0;
  const names = Object.keys(value);
  let keys = Array.isArray(value) ? 0 : names.length;
  for (const name of names) {
    const member = (value as Readonly<Record<string, Json>>)[name]!;
    if (typeof member === "object" ? member !== null : typeof member === "number") {
      keys += survey(member, join(at, name), infinite);
    }
  }
  return keys;
}

function duplicateKeys(text: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, offset) => {
      const seen = open.at(-1)!;
      if (seen.has(name)) found.push(diagnostic("duplicate-key", { offset }, { name }));
      seen.add(name);
    },
  });
  return found.slice(0, PROBLEM_LIMIT);
}

const PROBLEMS: ReadonlyMap<string, string> = new Map([
  ["InvalidSymbol", "This is no JSON value: strings need double quotes."],
  ["InvalidNumberFormat", "This is not a JSON number."],
  ["PropertyNameExpected", "A key in double quotes is expected here."],
  ["ValueExpected", "A value is expected here."],
  ["ColonExpected", "A colon is expected here."],
  ["CommaExpected", "A comma is expected here."],
  ["CloseBraceExpected", "A closing `}` is missing."],
  ["CloseBracketExpected", "A closing `]` is missing."],
  ["EndOfFileExpected", "The document has ended before this."],
  ["InvalidCommentToken", "JSON has no comments."],
  ["UnexpectedEndOfComment", "JSON has no comments."],
  ["UnexpectedEndOfString", "This string has no closing quote on its line."],
  ["UnexpectedEndOfNumber", "This number has no end."],
  ["InvalidUnicode", "`\\u` takes four hexadecimal digits."],
  ["InvalidEscapeCharacter", "This is no escape sequence of JSON."],
  ["InvalidCharacter", "A string may not have a control character: escape it."],
]);

/** An error this close behind another is its echo. */
const ECHO = 16;

function syntaxErrors(text: string, message: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let last = -Infinity;
  const report = (problem: string, offset: number): void => {
    if (offset - last > ECHO && found.length < PROBLEM_LIMIT) {
      found.push(diagnostic("syntax", { offset }, { problem, language: "JSON" }));
    }
    last = offset;
  };
  const onError = (code: number, offset: number): void =>
    report(problemAt(text, offset, code), offset);
  try {
    visit(withoutMark(text), { onError }, { disallowComments: true, allowTrailingComma: false });
  } catch {
    found.length = 0; // A stray quote hid brackets from `measure`, and they exhausted the visitor.
  }
  const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
  if (found.length === 0) report("This is not JSON.", offset);
  return found;
}

function problemAt(text: string, offset: number, code: number): string {
  const closing = text[offset] === "}" || text[offset] === "]";
  if (closing && text.slice(0, offset).trimEnd().endsWith(",")) {
    return "JSON has no comma before a closing bracket.";
  }
  return PROBLEMS.get(printParseErrorCode(code)) ?? "This is not JSON.";
}
