// Reading a document of unknown shape: a value with its pointer, and accessors that say what is wrong.
// Every accessor reports and gives undefined where the value is not what it must be; none throws.
import { escapeStep } from "../document/pointer.ts";
import { didYouMean, diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Docs, Json, JsonObject, Pointer } from "./model.ts";

export interface Cursor<Value = Json | undefined> {
  readonly value: Value;
  readonly at: Pointer;
}

/** Where findings go, and how a `$ref` is followed. */
export interface Reading {
  readonly report: (found: Diagnostic) => void;
  readonly resolve: (ref: string, at: Pointer) => Cursor<Json> | Diagnostic;
}

export function child(cursor: Cursor, key: string): Cursor {
  const at = `${cursor.at}/${escapeStep(key)}`;
  const { value } = cursor;
  const own = typeof value === "object" && value !== null && Object.hasOwn(value, key);
  return { value: own ? (value as JsonObject)[key] : undefined, at };
}

/** The members of an object or a list, in document order; nothing for anything else. */
export function children(cursor: Cursor): readonly (readonly [string, Cursor<Json>])[] {
  const { value } = cursor;
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).map((key) => [key, child(cursor, key) as Cursor<Json>]);
}

/** Those members of an object that are not extensions. */
export function fields(cursor: Cursor): readonly (readonly [string, Cursor<Json>])[] {
  return children(cursor).filter(([key]) => !key.startsWith("x-"));
}

/** Follows `$ref`; a broken one is reported by the document stage, so here it is only undefined. */
export function follow(reading: Reading, cursor: Cursor): Cursor {
  const ref = child(cursor, "$ref").value;
  if (typeof ref !== "string") return cursor;
  const target = reading.resolve(ref, cursor.at);
  return "code" in target ? { value: undefined, at: cursor.at } : target;
}

const describe = (value: Json): string =>
  value === null
    ? "null"
    : Array.isArray(value)
      ? "a list"
      : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;

function expect<Value extends Json>(
  expected: string,
  test: (value: Json) => value is Value,
): (reading: Reading, cursor: Cursor, what: string) => Value | undefined {
  return (reading, { value, at }, what) => {
    if (value === undefined) return undefined;
    if (test(value)) return value;
    const advice = `Write ${expected} here.`;
    reading.report(
      diagnostic("wrong-type", at, { what, expected, found: describe(value), advice }),
    );
    return undefined;
  };
}

export const asObject = expect("an object", (value): value is JsonObject => {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}) as (reading: Reading, cursor: Cursor, what: string) => JsonObject | undefined;
export const asList = expect("a list", (value): value is readonly Json[] =>
  Array.isArray(value),
) as (reading: Reading, cursor: Cursor, what: string) => readonly Json[] | undefined;
export const asString = expect(
  "a string",
  (value): value is string => typeof value === "string",
) as (reading: Reading, cursor: Cursor, what: string) => string | undefined;
export const asBoolean = expect(
  "true or false",
  (value): value is boolean => typeof value === "boolean",
) as (reading: Reading, cursor: Cursor, what: string) => boolean | undefined;

/** The value of a field that must be there. */
export function required<Value>(
  reading: Reading,
  parent: Cursor,
  name: string,
  where: string,
  as: (reading: Reading, cursor: Cursor, what: string) => Value | undefined,
): Value | undefined {
  const cursor = child(parent, name);
  if (cursor.value !== undefined) return as(reading, cursor, `\`${name}\` of ${where}`);
  reading.report(diagnostic("missing-field", parent.at, { name, where }, { key: true }));
  return undefined;
}

/** A string that must be one of a few. */
export function oneOf<Word extends string>(
  reading: Reading,
  cursor: Cursor,
  what: string,
  known: readonly Word[],
): Word | undefined {
  const text = asString(reading, cursor, what);
  if (text === undefined) return undefined;
  const word = known.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  const advice = didYouMean(
    text,
    known,
    `It is one of ${known.map((name) => `\`${name}\``).join(", ")}.`,
  );
  reading.report(diagnostic("unknown-value", cursor.at, { what, found: text, advice }));
  return undefined;
}

/** Summary, description and deprecation of any node that may have them. */
export function readDocs(cursor: Cursor): Docs {
  const text = (name: string): string => {
    const { value } = child(cursor, name);
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    summary: text("summary"),
    description: text("description"),
    deprecated: child(cursor, "deprecated").value === true,
  };
}
