// Bytes in the model: a schema of its own kind, which validators accept without looking inside, and the
// text that stands for its value in fixtures, since JSON has none. Which schemas of a document mean it.
import { isObject } from "../document/pointer.ts";
import { mapSubschemas, walkFrom } from "../document/walk.ts";
import type { Json, JsonObject, Schema } from "./model.ts";

const BINARY = "x-onespec-binary";

/** What stands for bytes in a JSON value; printed, it is a small Blob. */
export const BINARY_SAMPLE = "\u0000onespec bytes\u0000";

/** Bytes that nothing is known of. */
export const BINARY_SCHEMA: JsonObject = { [BINARY]: true };

/** Whether a schema of the model is that of bytes. */
export function isBinary(schema: Schema): boolean {
  return typeof schema === "object" && schema[BINARY] === true;
}

/** Whether bytes stand anywhere in a value. */
export function holdsBinary(value: Json): boolean {
  if (typeof value !== "object" || value === null) return value === BINARY_SAMPLE;
  return Object.values(value).some(holdsBinary);
}

/** `format: binary`, or a media type of bytes that are not encoded: in a form, this is a file. */
function meansBytes(schema: JsonObject): boolean {
  const { type, format, contentMediaType: media, contentEncoding } = schema;
  const isText = type === undefined || [type].flat().includes("string");
  if (!isText || contentEncoding !== undefined) return false;
  return format === "binary" || (typeof media === "string" && !/^text\/|[/+]json$/i.test(media));
}

/** A schema as a form means it: its files are bytes. */
export function withBytes(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  if (!meansBytes(schema)) return mapSubschemas(schema, withBytes);
  const { title, description } = schema;
  return {
    ...BINARY_SCHEMA,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
  };
}

/** Whether bytes are meant anywhere in a schema, but for what it refers to. */
export function speaksOfBytes(schema: Schema): boolean {
  let found = false;
  walkFrom(schema, { kind: "schema", pointer: "", field: "" }, (node) => {
    if (isObject(node) && meansBytes(node)) found = true;
  });
  return found;
}
