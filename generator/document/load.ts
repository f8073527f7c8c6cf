// Text → Document as authored. Everything that is wrong with the text is found at once.
// It opens no file, follows no `$ref` and changes nothing in what it reads.
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json } from "../model/model.ts";
import type { Document, Language, SourceText } from "./document.ts";
import { identify } from "./identify.ts";
import { isJson, parseJson } from "./json.ts";
import { skipSpace } from "./json-text.ts";
import { parseYaml } from "./yaml.ts";

export interface Loaded {
  /** Absent where the text can't be read; with errors beside it where only keys are repeated. */
  readonly document?: Document;
  readonly diagnostics: readonly Diagnostic[];
}

export function load(source: SourceText): Loaded {
  const { path, text } = source;
  const { value, diagnostics } = parseText(source);
  if (value === undefined) return { diagnostics };
  const language = languageOf(source);
  const identity = identify(value);
  if ("refusal" in identity) return { diagnostics: [...diagnostics, identity.refusal] };
  return { document: { path, text, language, ...identity }, diagnostics };
}

/** The value of a text in either language, whatever it describes; undefined where it can't be read. */
export function parseText(source: SourceText): {
  readonly value?: Json | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { text } = source;
  const refusal = refuseText(text);
  if (refusal !== undefined) return { diagnostics: [refusal] };
  const parsed = languageOf(source) === "json" ? parseJson(text) : parseYaml(text);
  return { value: parsed.value, diagnostics: [...parsed.diagnostics, ...lostCharacters(text)] };
}

/**
 * The language of a text: by how it starts, and by its name where both languages are possible
 * (a YAML document may start with a brace too).
 */
export function languageOf({ path, text }: SourceText): Language {
  if (/\.json$/i.test(path)) return "json";
  const start = text[skipSpace(text, 0)];
  if (start !== "{" && start !== "[") return "yaml";
  return /\.ya?ml$/i.test(path) && !isJson(text) ? "yaml" : "json";
}

/** What gives bytes away that were read as if they were text. */
const NOT_TEXT: readonly (readonly [what: string, pattern: RegExp, within: number])[] = [
  ["a UTF-16 byte order mark", /^(?:\uFFFE|\uFFFD\uFFFD)/, 2],
  ["a NUL character", /\0/, Infinity],
  // Further on, one such character is a slip in a text, and a matter of its syntax.
  ["control characters", /[\x01-\x08\x0E-\x1F]/, 1000],
];

function refuseText(text: string): Diagnostic | undefined {
  if (text.trim() === "") return diagnostic("empty-document", { offset: 0 }, {});
  for (const [what, pattern, within] of NOT_TEXT) {
    const offset = text.slice(0, within).search(pattern);
    if (offset !== -1) return diagnostic("binary-document", { offset }, { what });
  }
  return undefined;
}

/** A character that was lost on the way here is nobody's syntax error, and should not go unseen. */
function lostCharacters(text: string): readonly Diagnostic[] {
  const offset = text.indexOf("\uFFFD");
  return offset === -1 ? [] : [diagnostic("replacement-character", { offset }, {})];
}
