// How the command writes: to people on a terminal in colours, to everything else plainly.
import type { Environment } from "./plan.ts";

export type Style = "bold" | "dim" | "cyan" | "red" | "yellow";
export type Paint = (style: Style, text: string) => string;

/** A stream that is written to. */
export interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  cyan: [36, 39],
  red: [31, 39],
  yellow: [33, 39],
};

/** Colours on a terminal, unless NO_COLOR (not empty) is set or the terminal has none. */
export function painterOf({ isTTY }: Stream, { NO_COLOR, TERM }: Environment): Paint {
  if (!isTTY || NO_COLOR || TERM === "dumb") return (_, text) => text;
  return (style, text) => `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m`;
}
