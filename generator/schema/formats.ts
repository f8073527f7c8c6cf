// Formats that are asserted, and by what; and those that are known and say nothing about validity.
// A test of a text is a function of the run time; a width of numbers is two bounds.
import { mapSubschemas } from "../document/walk.ts";
import type { Json, NamedSchema, Schema } from "../model/model.ts";
import { type Helper, helpers } from "./helpers.ts";

export type Format =
  | { readonly group: "string"; readonly helper: Helper }
  | { readonly group: "number"; readonly least: number; readonly below: number };

const text = (helper: Helper): Format => ({ group: "string", helper });
const signed = (bits: number): Format => {
  return { group: "number", least: -(2 ** (bits - 1)), below: 2 ** (bits - 1) };
};
const unsigned = (bits: number): Format => ({ group: "number", least: 0, below: 2 ** bits });

export const FORMATS: ReadonlyMap<string, Format> = new Map([
  ["date-time", text("hasDateTimeFormat")],
  ["date", text("hasDateFormat")],
  ["time", text("hasTimeFormat")],
  ["duration", text("hasDurationFormat")],
  ["email", text("hasEmailFormat")],
  ["idn-email", text("hasIdnEmailFormat")],
  ["hostname", text("hasHostnameFormat")],
  ["idn-hostname", text("hasIdnHostnameFormat")],
  ["ipv4", text("hasIpv4Format")],
  ["ipv6", text("hasIpv6Format")],
  ["uri", text("hasUriFormat")],
  ["uri-reference", text("hasUriReferenceFormat")],
  ["iri", text("hasIriFormat")],
  ["iri-reference", text("hasIriReferenceFormat")],
  ["uri-template", text("hasUriTemplateFormat")],
  ["uuid", text("hasUuidFormat")],
  ["json-pointer", text("hasJsonPointerFormat")],
  ["relative-json-pointer", text("hasRelativeJsonPointerFormat")],
  ["regex", text("hasRegexFormat")],
  ["byte", text("hasByteFormat")],
  ["base64", text("hasByteFormat")],
  ["base64url", text("hasBase64urlFormat")],
  ["int8", signed(8)],
  ["int16", signed(16)],
  ["int32", signed(32)],
  ["int64", signed(64)],
  ["uint8", unsigned(8)],
  ["uint16", unsigned(16)],
  ["uint32", unsigned(32)],
  ["uint64", unsigned(64)],
]);

/** Hints for people and for other languages: every text, every number has them. */
export const HINTS: ReadonlySet<string> = new Set(["password", "binary", "float", "double"]);

/** Whether a value of the document has a format; values of other types do, and so of unknown ones. */
export function hasFormat(name: string, value: Json): boolean {
  const format = FORMATS.get(name);
  if (format === undefined || typeof value !== format.group) return true;
  if (format.group === "string")
    return (helpers.get(format.helper) as (text: Json) => boolean)(value);
  return Number.isInteger(value) && Number(value) >= format.least && Number(value) < format.below;
}

export interface CompileOptions {
  /** Whether values must have the formats that are known. Default: "assert". */
  readonly formats?: "assert" | "annotate" | undefined;
}

/** The schemas with what they assert: without formats, where those are notes. */
export function asserted(
  schemas: readonly NamedSchema[],
  { formats }: CompileOptions,
): readonly NamedSchema[] {
  if (formats !== "annotate") return schemas;
  return schemas.map((named) => ({ ...named, schema: withoutFormats(named.schema) }));
}

function withoutFormats(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  const { format: _note, ...rest } = mapSubschemas(schema, withoutFormats);
  return rest;
}
