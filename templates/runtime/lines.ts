// Streams of JSON: one value a line (JSON Lines, NDJSON), or one after each record separator (RFC 7464).
import type { Content, Validate } from "./operation.ts";
import { failed, iterate, parsed, type Parser } from "./stream.ts";

/** One value a line; empty lines are nothing. */
export function lines(validate?: Validate): Content {
  return values("\n", validate);
}

/** One value after each record separator; it may stand on several lines. */
export function sequence(validate?: Validate): Content {
  return values("\u001e", validate);
}

function values(separator: string, validate: Validate | undefined): Content {
  return {
    async read(response, reading) {
      if (!response.ok) return failed(response);
      return iterate(response, reading, splitter(separator), (text) =>
        parsed(text, response, reading, validate),
      );
    },
  };
}

/** Pieces of text between separators, without those that are blank. */
function splitter(separator: string): Parser<string> {
  let rest = "";
  return (text, isEnd) => {
    const [first = "", ...others] = text.split(separator);
    const pieces = [rest + first, ...others];
    rest = isEnd ? "" : pieces.pop()!;
    return pieces.filter((piece) => piece.trim() !== "");
  };
}
