// What is wrong with a schema itself: keywords with values they can't have, keywords that are not
// supported, and words that are none. Everything is found, not the first.
import { escapeStep } from "../document/pointer.ts";
import { didYouMean, diagnostic, type Diagnostic } from "../diagnostics.ts";
import { mapSubschemas } from "../document/walk.ts";
import type { Json, NamedSchema, Pointer, Schema } from "../model/model.ts";
import { KEYWORDS, NOT_YET } from "./keywords.ts";
import { ANNOTATIONS } from "./plain.ts";
import { checkType } from "./types.ts";
import { isMap } from "./values.ts";

const byName = new Map(KEYWORDS.map((keyword) => [keyword.name, keyword]));
const KNOWN = [...byName.keys(), ...NOT_YET, "type", "format"];

export function checkSchemas(schemas: readonly NamedSchema[]): readonly Diagnostic[] {
  const formats = new Set<string>();
  return schemas.flatMap(({ schema, at }) => checkSchema(schema, at, formats));
}

function checkSchema(schema: Schema, at: Pointer, formats: Set<string>): readonly Diagnostic[] {
  if (!isMap(schema)) return [];
  const own = Object.entries(schema).flatMap(([name, value]) => {
    return checkKeyword(name, value, `${at}/${escapeStep(name)}`, formats);
  });
  const inner: Diagnostic[] = [];
  mapSubschemas(schema, (subschema, path) => {
    inner.push(...checkSchema(subschema, at + path, formats));
    return subschema;
  });
  return [...own, ...inner];
}

function checkKeyword(
  name: string,
  value: Json,
  at: Pointer,
  formats: Set<string>,
): readonly Diagnostic[] {
  const keyword = byName.get(name);
  if (keyword !== undefined) return keyword.check(value, at);
  if (name === "type") return checkType(value, at);
  if (name === "format") return checkFormat(value, at, formats);
  if (ANNOTATIONS.has(name) || name.startsWith("x-")) return [];
  if (NOT_YET.includes(name)) {
    const advice = "Say it with other keywords, or leave it to the caller and remove it here.";
    return [diagnostic("unsupported-keyword", at, { keyword: name, advice }, { key: true })];
  }
  const close = didYouMean(name, KNOWN, "");
  if (close !== "")
    return [diagnostic("misspelt-keyword", at, { keyword: name, advice: close }, { key: true })];
  return [diagnostic("unknown-keyword", at, { keyword: name }, { key: true })];
}

/** Widths of numbers: a hint for languages with several number types, and no text format. */
const WIDTHS = new Set(["int32", "int64", "float", "double"]);

function checkFormat(value: Json, at: Pointer, formats: Set<string>): readonly Diagnostic[] {
  if (typeof value !== "string" || WIDTHS.has(value) || formats.has(value)) return [];
  formats.add(value);
  return [diagnostic("format-not-asserted", at, { format: value })];
}
