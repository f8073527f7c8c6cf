// Which schemas are a few conditions on one expression, with no loop and no name needed.
import type { Schema } from "../model/model.ts";

const CONDITIONS = new Set([
  "$ref",
  "type",
  "enum",
  "const",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "uniqueItems",
  "minItems",
  "maxItems",
]);

export function isPlain(schema: Schema): boolean {
  if (typeof schema === "boolean") return true;
  return Object.keys(schema).every(
    (key) => CONDITIONS.has(key) || ANNOTATIONS.has(key) || key.startsWith("x-"),
  );
}

/** Words that say something to people or to other stages, and nothing about validity. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  "title",
  "description",
  "default",
  "examples",
  "example",
  "deprecated",
  "readOnly",
  "writeOnly",
  "discriminator",
  "contentMediaType",
  "contentEncoding",
  "contentSchema",
  "externalDocs",
  "xml",
  "summary",
  "$comment",
  "$schema",
  "$vocabulary",
  "$defs",
  "definitions",
]);
