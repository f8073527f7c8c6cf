// What a media type says of its body and a client can't express, each a named warning: nothing that a
// document says of a body is lost in silence.
import { canonical } from "./canonical.ts";
import { child, children, type Cursor, follow, type Reading } from "./cursor.ts";
import type { Words } from "./warn.ts";
import { warn } from "./warn.ts";

/** A media type, by its name. */
export type Media = readonly [mediaType: string, media: Cursor];

/** What is said where. */
interface Said {
  /** `a request body of \`image/png\`` */
  readonly where: string;
  /** What is given of it instead. */
  readonly given: string;
}

/** Of a body whose items or parts are described by their place (3.2). */
export function warnOfPlaces(
  reading: Reading,
  [, media]: Media,
  fields: readonly string[],
  { where, given }: Said,
): void {
  for (const field of fields) {
    const cursor = child(media, field);
    if (cursor.value === undefined) continue;
    warn(reading, cursor, [`\`${field}\` of ${where}`, given, ADVICE[field] ?? ""]);
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  itemSchema: "Describe the whole body by `schema`.",
  prefixEncoding: "Describe the parts by name, as `multipart/form-data`.",
  itemEncoding: "Describe the parts by name, as `multipart/form-data`.",
  encoding: "Describe that part as `application/json`.",
};

/** Of the encoding of a part that has parts of its own (3.2). */
export function warnOfInnerParts(reading: Reading, media: Cursor): void {
  for (const [name, encoding] of children(child(media, "encoding"))) {
    const where = `the part \`${name}\``;
    const fields = ["encoding", "prefixEncoding", "itemEncoding"];
    warnOfPlaces(reading, [name, encoding], fields, { where, given: "it is sent as one value" });
  }
}

/** Of a schema that says more than that a body is a text, or bytes. */
export function warnOfSchema(reading: Reading, [mediaType, media]: Media, said: Said): void {
  const schema = child(media, "schema");
  if (!saysMore(reading, schema)) return;
  warn(reading, schema, [`The schema of ${said.where}`, said.given, adviceFor(mediaType)]);
}

export function saysMore(reading: Reading, schema: Cursor): boolean {
  if (schema.value === undefined || schema.value === true) return false;
  const own = follow(reading, schema);
  const type = child(own, "type").value;
  return (
    type !== "string" && children(own).some(([key]) => !SILENT.has(key) && !key.startsWith("x-"))
  );
}

const SILENT = new Set([
  ...["title", "description", "example", "examples", "deprecated", "format", "contentMediaType"],
  ...["contentEncoding", "maxLength", "minLength", "externalDocs", "readOnly", "writeOnly"],
]);

function adviceFor(mediaType: string): Words[2] {
  return /^multipart\//i.test(mediaType)
    ? "Describe it as `multipart/form-data` to have its parts written; else give a Blob whose type names the boundary."
    : "Describe it as `application/json` to have it typed.";
}

/** Whether a schema is that of another one: what it says is told there. */
export function isAlike(schema: Cursor, others: readonly Cursor[]): boolean {
  const text = canonical(schema.value);
  return others.some(({ value }) => canonical(value) === text);
}
