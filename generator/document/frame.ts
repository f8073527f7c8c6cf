// A position → the lines around it, with the place underlined. Pure: colours come as a function.
// It shows the document's text, so nothing in it may reach the terminal as a command.
import type { Position } from "./position.ts";

/** Colours a piece of the frame; the default leaves it as it is. */
export type Paint = (part: "number" | "mark", text: string) => string;

const [BEFORE, AFTER] = [2, 1];
/** Columns shown of a long line, and how many of them stand before the place. */
const [WIDTH, LEAD] = [100, 40];

/** Two lines before, the line with its underline, one line after; each with its number. */
export function frame(
  text: string,
  position: Position,
  paint: Paint = (_part, piece) => piece,
): string {
  const first = Math.max(1, position.line - BEFORE);
  const lines = linesOf(text, first, position.line + AFTER);
  const last = first + lines.length - 1;
  const digits = String(last).length;
  const start = windowStart(lines, position);
  const rows: string[] = [];
  for (let number = first; number <= last; number++) {
    const here = number === position.line;
    const line = (lines[number - first] ?? "").replace(/\r$/, "");
    const gutter = `${here ? ">" : " "} ${String(number).padStart(digits)} | `;
    rows.push(paint("number", gutter) + cut(line, start));
    if (here) rows.push(underline(line, start, digits, position, paint));
  }
  return rows.map((row) => row.trimEnd()).join("\n");
}

/** Some lines of a text, counted from 1, those that there are; a large text is not split for them. */
function linesOf(text: string, first: number, last: number): readonly string[] {
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  const lines: string[] = [];
  for (let number = 1; number <= last; number++) {
    const end = text.indexOf("\n", start);
    if (number >= first) lines.push(text.slice(start, end === -1 ? undefined : end));
    if (end === -1) break;
    start = end + 1;
  }
  return lines;
}

/** The first column shown: 0, unless the place lies further right than a line may be wide. */
function windowStart(lines: readonly string[], { column, endColumn }: Position): number {
  const longest = Math.max(...lines.map((line) => line.length));
  const end = Math.max(column, endColumn);
  return longest <= WIDTH || end <= WIDTH - 1 ? 0 : Math.max(0, column - 1 - LEAD);
}

function cut(line: string, start: number): string {
  const end = start + WIDTH;
  const piece = visible(line.slice(start, end));
  return (start > 0 ? "…" : "") + piece + (line.length > end ? "…" : "");
}

function underline(
  line: string,
  start: number,
  digits: number,
  position: Position,
  paint: Paint,
): string {
  const { column, endLine, endColumn } = position;
  const end = endLine === position.line ? endColumn - 1 : line.length;
  const before = line.slice(start, column - 1);
  const marked = line.slice(column - 1, Math.min(Math.max(end, column), start + WIDTH));
  const pad = (start > 0 ? " " : "") + before.replace(/[^\t]/gsu, blank);
  const gutter = paint("number", `${" ".repeat(digits + 2)} | `);
  return (
    gutter + pad + paint("mark", "^".repeat(Math.max(1, [...marked].map(blank).join("").length)))
  );
}

/** As many spaces as a character takes columns in a terminal; a tab stays, and so keeps its width. */
function blank(character: string): string {
  if (/\p{Mark}/u.test(character)) return "";
  return /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]|\p{Emoji_Presentation}/u.test(
    character,
  )
    ? "  "
    : " ";
}

/** Control characters as pictures; what turns the direction of a line as a replacement character. */
function visible(text: string): string {
  return text
    .replace(/[\0-\x08\x0A-\x1F]/g, (character) =>
      String.fromCharCode(0x2400 + character.charCodeAt(0)),
    )
    .replace(/\x7F/g, "\u2421")
    .replace(/[\x80-\x9F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g, "\uFFFD");
}
