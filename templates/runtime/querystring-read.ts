// The whole query string as one value, where an operation has such a parameter. Only the mock server reads.
import { parsedJson } from "./interpret.ts";
import { decodeForm, decodePercent, readPairs, type ReadStyle, splitPair } from "./pairs-read.ts";
import type { Part } from "./receive.ts";
import type { ReadWhole } from "./styles-read.ts";

const NOTHING: Part = { value: {}, issues: [] };

/** A form; `styles` say what its properties are. */
export function formQuery(
  styles: Readonly<Record<string, ReadStyle>>,
  required: boolean,
): ReadWhole {
  const rules = { names: Object.keys(styles), styles, decode: decodeForm, depth: 1 };
  return (raw, validate) =>
    raw === "" && !required ? NOTHING : readPairs(raw.split("&").map(splitPair), rules, validate);
}

/** JSON text. */
export function jsonQuery(required: boolean): ReadWhole {
  return (raw, validate) => {
    if (raw === "" && !required) return NOTHING;
    const text = decodePercent(raw);
    const value = parsedJson(text) ?? text;
    return { value, issues: validate(value).issues ?? [] };
  };
}
