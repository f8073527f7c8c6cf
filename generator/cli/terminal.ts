// The terminal as the commands see it: results on stdout, everything else on stderr, colours and
// progress only where a person looks.
import { styleText } from "node:util";

export type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";
export type Paint = (style: Style, text: string) => string;

export interface Terminal {
  /** Writes lines to stdout: what was asked for. */
  readonly result: (text: string) => void;
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
  const line = (stream: Stream, text: string): void => {
    clear();
    stream.write(`${text}\n`);
  };
  return {
    result: (text) => line(stdout, text),
    complain: (text) => line(stderr, text),
    progress: (text) => {
      if (stderr.isTTY !== true) return;
      clear();
      stderr.write(`${text} …`);
      shown = true;
    },
    paint: { result: painter(stdout, environment), complain: painter(stderr, environment) },
  };
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
