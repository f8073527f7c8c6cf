// The terminal as the commands see it: results on stdout, everything else on stderr, colours and
// progress only where a person looks.
import { styleText } from "node:util";

export type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";
export type Paint = (style: Style, text: string) => string;

export interface Terminal {
  /** Writes lines to stdout: what was asked for. */
  readonly result: (text: string) => void;
  /** Writes what another program reads to stdout, as it is; a person sees it as `result` has it. */
  readonly data: (text: string) => void;
  /** Writes lines to stderr: what went wrong. */
  readonly complain: (text: string) => void;
  /** Shows what is being done, on a terminal only; the next line of any kind replaces it. */
  readonly progress: (text: string) => void;
  /** How stdout and stderr are coloured. */
  readonly paint: { readonly result: Paint; readonly complain: Paint };
}

interface Stream {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

/** The terminal on two streams; the environment decides on colours before the streams do. */
export function createTerminal(
  stdout: Stream,
  stderr: Stream,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write("\r\u001b[K");
    shown = false;
  };
  const write = (stream: Stream, text: string): void => {
    clear();
    stream.write(`${text}\n`);
  };
  const line = (stream: Stream, text: string): void =>
    write(stream, harmless(text, coloured(stream, environment)));
  return {
    result: (text) => line(stdout, text),
    data: (text) => (stdout.isTTY === true ? line : write)(stdout, text),
    complain: (text) => line(stderr, text),
    progress: (text) => {
      if (stderr.isTTY !== true) return;
      clear();
      stderr.write(`${harmless(text, false).replaceAll("\n", " ")} …`);
      shown = true;
    },
    paint: { result: painter(stdout, environment), complain: painter(stderr, environment) },
  };
}

/** What the styles above write, and nothing else that starts so. */
const PAINT = /^\u001b\[(?:1|2|22|3[1236]|39)m/;

/** Text of a document may be anywhere in a line, and commands nothing: it is shown as JSON escapes it. */
function harmless(text: string, painted: boolean): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (unit, at: number) =>
      painted && PAINT.test(text.slice(at, at + 5))
        ? unit
        : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function painter(stream: Stream, environment: Readonly<Record<string, string | undefined>>): Paint {
  if (!coloured(stream, environment)) return (_style, text) => text;
  return (style, text) => styleText(style, text, { validateStream: false });
}

/** NO_COLOR (not empty) switches colours off, FORCE_COLOR (not "0") on; else a terminal has them. */
function coloured(
  stream: Stream,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stream.isTTY === true && TERM !== "dumb";
}
