// Where a text stops being JSON. The parser of the language does not always say.

/** What is wrong, and at which line and column; both begin at 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const TOKENS = {
  space: /[ \t\n\r]*/y,
  string: /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y,
  scalar: /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y,
};

/** A text read step by step. */
interface Reader {
  at: number;
  readonly text: string;
}

/** The first fault of a text; undefined: it is JSON. */
export function jsonFault(text: string): JsonFault | undefined {
  const reader: Reader = { at: 0, text };
  const message = valueFault(reader) ?? restFault(reader);
  if (message === undefined) return undefined;
  const before = text.slice(0, reader.at).split("\n");
  const end = reader.at >= text.length ? "; the text ends here" : hint(text.slice(reader.at));
  return { line: before.length, column: before.at(-1)!.length + 1, message: `${message}${end}` };
}

function hint(rest: string): string {
  if (/^\/[/*]/.test(rest)) return "; JSON has no comments";
  if (rest.startsWith("'")) return "; JSON has double quotes only";
  return /^[}\]]/.test(rest) ? "; a comma before it is one too many" : "";
}

function valueFault(reader: Reader): string | undefined {
  space(reader);
  if (next(reader, "{")) return listFault(reader, "}", memberFault);
  if (next(reader, "[")) return listFault(reader, "]", valueFault);
  const isValue = token(reader, TOKENS.string) || token(reader, TOKENS.scalar);
  if (isValue) return undefined;
  return reader.text[reader.at] === '"'
    ? "this text in quotes is not well formed"
    : "a value is expected";
}

/** What stands between brackets. */
function listFault(
  reader: Reader,
  end: string,
  item: (reader: Reader) => string | undefined,
): string | undefined {
  space(reader);
  if (next(reader, end)) return undefined;
  for (;;) {
    const fault = item(reader);
    if (fault !== undefined) return fault;
    space(reader);
    if (next(reader, end)) return undefined;
    if (!next(reader, ",")) return `a comma or ${end} is expected`;
  }
}

function memberFault(reader: Reader): string | undefined {
  space(reader);
  if (!token(reader, TOKENS.string)) return "a name in double quotes is expected";
  space(reader);
  return next(reader, ":") ? valueFault(reader) : "a colon is expected";
}

function restFault(reader: Reader): string | undefined {
  space(reader);
  return reader.at < reader.text.length ? "nothing more is expected" : undefined;
}

function space(reader: Reader): void {
  token(reader, TOKENS.space);
}

function next(reader: Reader, sign: string): boolean {
  if (reader.text[reader.at] !== sign) return false;
  reader.at += 1;
  return true;
}

function token(reader: Reader, pattern: RegExp): boolean {
  pattern.lastIndex = reader.at;
  const [found] = pattern.exec(reader.text) ?? [];
  reader.at += found?.length ?? 0;
  return found !== undefined;
}
