// One media type of a request body → how it is written, and the named schema of what a caller gives.
// What a form says of its parts and can't be expressed is a named warning.
import { BINARY_SCHEMA, speaksOfBytes } from "./binary.ts";
import { canonical } from "./canonical.ts";
import { child, children, type Cursor, follow, type Reading } from "./cursor.ts";
import { readExamples } from "./examples.ts";
import type { Content, ContentKind, Example, Json, Part, Schema } from "./model.ts";
import { readStyle } from "./parameter-styles.ts";
import type { Registry } from "./registry.ts";
import { shapeOf } from "./shapes.ts";
import { type Media, warnOfInnerParts, warnOfPlaces, warnOfSchema } from "./unread.ts";
import { warn } from "./warn.ts";

interface Read {
  readonly content: Content;
  readonly examples: readonly Example[];
}

export function readContent(
  reading: Reading,
  schemas: Registry,
  [mediaType, media]: readonly [string, Cursor],
  wanted: string,
): Read {
  const kind = kindOf(reading, mediaType, child(media, "schema"));
  warnOfUnread(reading, [mediaType, media], kind);
  const cursor = schemaFor(reading, kind, mediaType, media);
  const schema = schemas.use(
    cursor,
    SHARED_NAMES.get(cursor.at) ?? wanted,
    `${wanted}Body`,
    "request",
    kind === "multipart",
  );
  const parts: Content["parts"] =
    kind === "form" || kind === "multipart" ? partsOf(reading, kind, media) : new Map();
  const examples = readExamples(reading, media).filter(({ value }) => {
    return kind === "json" || (kind === "form" && isValue(value, parts));
  });
  schemas.addExamples(schema, examples);
  return { content: { schema, mediaType: sentAs(mediaType, kind), kind, parts }, examples };
}

/** A range of JSON types is sent as the plainest of them. */
function sentAs(mediaType: string, kind: ContentKind): string {
  return kind === "json" && mediaType.includes("*") ? "application/json" : mediaType;
}

/** Without ranges that are sent as what stands beside them; told where that says something else. */
export function apart(reading: Reading, all: readonly Media[]): readonly Media[] {
  const names = all.map(([type, media]) =>
    sentAs(type, kindOf(reading, type, child(media, "schema"))),
  );
  return all.filter(([type, media], index) => {
    const sent = names[index]!;
    const exact = all.findIndex(([other]) => other === sent);
    const kept = exact === -1 ? names.indexOf(sent) : exact;
    const [other, first] = all[kept]!;
    const same =
      canonical(child(first, "schema").value) === canonical(child(media, "schema").value);
    if (kept !== index && !same) {
      const what = `\`${type}\` beside \`${other}\``;
      const consequence = `both are sent as \`${sent}\`, as the other one is described`;
      warn(reading, media, [what, consequence, "Describe one of them."]);
    }
    return kept === index;
  });
}

const GIVEN = {
  json: "only its `schema` counts",
  form: "only its `schema` counts",
  multipart: "only its `schema` counts",
  text: "the body is given as text",
  bytes: "the body is given as bytes, and not looked into",
} as const;

function warnOfUnread(reading: Reading, media: Media, kind: ContentKind): void {
  const said = { where: `a request body of \`${media[0]}\``, given: GIVEN[kind] };
  warnOfPlaces(reading, media, ["itemSchema", "prefixEncoding", "itemEncoding"], said);
  if (kind === "bytes") warnOfSchema(reading, media, said);
  if (kind === "multipart" || kind === "form") warnOfInnerParts(reading, media[1]);
}

/** An example of a form may show its texts: only where all lists are lists, it shows a value. */
function isValue(value: Json, parts: Content["parts"]): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).every(([name, item]: [string, Json]) => {
    const shapes = parts.get(name)?.shapes ?? ["primitive"];
    return typeof item === "object" || shapes.includes("primitive");
  });
}

/** A text that is not looked into, whatever a schema says of what it stands for. */
const TEXTS =
  /^text\/|[/+](xml|yaml|x-yaml|ndjson|x-ndjson|jsonl|x-jsonlines|json-seq|graphql|javascript|sql)$/;

function kindOf(reading: Reading, mediaType: string, schema: Cursor): ContentKind {
  const type = mediaType.split(";")[0]!.trim().toLowerCase();
  if (/^(application\/(.+\+)?|text\/)json$/.test(type)) return "json";
  if (type === "application/x-www-form-urlencoded")
    return isScalar(reading, schema) ? "text" : "form";
  if (type === "multipart/form-data") return "multipart";
  if (TEXTS.test(type)) return "text";
  if (type !== "*/*" && type !== "application/*") return "bytes";
  // Whoever takes anything and describes an object means JSON.
  const { shapes, isOpen } = shapeOf(reading, schema);
  return isOpen || shapes.includes("primitive") ? "bytes" : "json";
}

/** A form without names: nothing but its text travels. */
function isScalar(reading: Reading, schema: Cursor): boolean {
  const { shapes, isOpen } = shapeOf(reading, schema);
  return !isOpen && shapes.length > 0 && shapes.every((shape) => shape === "primitive");
}

const TEXT = {
  value: { type: "string", description: "A text, as it is." },
  at: "/components/requestBodies/-/text",
};
const BYTES = {
  value: { ...BINARY_SCHEMA, description: "Bytes, as they are." },
  at: "/components/requestBodies/-/bytes",
};
const SHARED_NAMES = new Map([
  [TEXT.at, "TextBody"],
  [BYTES.at, "BinaryBody"],
]);

function schemaFor(reading: Reading, kind: ContentKind, mediaType: string, media: Cursor): Cursor {
  const cursor = child(media, "schema");
  if (kind === "bytes") return BYTES;
  if (kind !== "text") return { ...cursor, value: cursor.value ?? true };
  const { isOpen } = shapeOf(reading, cursor);
  if (isScalar(reading, cursor)) return cursor;
  if (!isOpen) {
    const what = `The schema of \`${mediaType}\``;
    warn(reading, cursor, [
      what,
      "the body is given as text",
      "Describe it as `application/json`.",
    ]);
  }
  return TEXT;
}

/** The properties of a form, with what its `encoding` says of them. */
function partsOf(reading: Reading, kind: ContentKind, media: Cursor): ReadonlyMap<string, Part> {
  const found = propertiesOf(reading, child(media, "schema"), new Set());
  const encodings = child(media, "encoding");
  const names = new Set([...found.keys(), ...children(encodings).map(([name]) => name)]);
  return new Map(
    [...names].map((name) => {
      const encoding = child(encodings, name);
      const schema = found.get(name) ?? { value: undefined, at: encoding.at };
      const contentType = child(encoding, "contentType").value;
      if (kind === "multipart") warnOfInnerBytes(reading, name, schema);
      const part: Part = {
        style: styleOf(reading, kind, name, encoding, schema),
        shapes: shapeOf(reading, schema).shapes,
        contentType: typeof contentType === "string" ? contentType : undefined,
        isText: isText(reading, schema),
        headers: headersOf(reading, name, encoding),
      };
      return [name, part];
    }),
  );
}

/** Whether a part has no other type than a string; of a list every item is a part. */
function isText(reading: Reading, schema: Cursor): boolean {
  const own = follow(reading, schema);
  const item = child(own, "items");
  const { value } = child(item.value === undefined ? own : follow(reading, item), "type");
  const types = [value].flat().filter((type) => type !== "null");
  return types.length === 1 && types[0] === "string";
}

/** A part that is an object is JSON, and that holds no bytes. */
function warnOfInnerBytes(reading: Reading, name: string, schema: Cursor): void {
  const own = follow(reading, schema);
  const item = child(own, "items");
  const part = item.value === undefined ? own : follow(reading, item);
  const inner = [...propertiesOf(reading, part, new Set()).values()].find((property) => {
    const { value } = follow(reading, property);
    return typeof value === "object" && value !== null && speaksOfBytes(value as Schema);
  });
  if (inner === undefined) return;
  const what = `A file inside of the part \`${name}\``;
  const advice = "Describe the file as a property of the form itself.";
  warn(reading, inner, [what, "the part is JSON, which holds no bytes", advice]);
}

function propertiesOf(
  reading: Reading,
  schema: Cursor,
  seen: Set<string>,
): ReadonlyMap<string, Cursor> {
  if (seen.has(schema.at) || schema.value === undefined) return new Map();
  seen.add(schema.at);
  const target = follow(reading, schema);
  const branches = ["allOf", "anyOf", "oneOf"].flatMap((key) =>
    children(child(schema, key)).map(([, branch]) => branch),
  );
  const others = target === schema ? branches : [target, ...branches];
  return new Map([
    ...others.flatMap((other) => [...propertiesOf(reading, other, seen)]),
    ...children(child(schema, "properties")),
  ]);
}

/** The style that a form gives a property; one of its own only where it says so. */
function styleOf(
  reading: Reading,
  kind: ContentKind,
  name: string,
  encoding: Cursor,
  schema: Cursor,
): Part["style"] {
  const said = ["style", "explode", "allowReserved"].some(
    (key) => child(encoding, key).value !== undefined,
  );
  if (!said) return undefined;
  const own = follow(reading, schema);
  const isFile = [own, follow(reading, child(own, "items"))].some(
    ({ value }) => typeof value === "object" && value !== null && speaksOfBytes(value as Schema),
  );
  if (kind === "form" || !isFile)
    return readStyle(reading, { name, place: "query", cursor: encoding }, schema);
  const what = `The \`style\` of the part \`${name}\`, which is a file,`;
  warn(reading, encoding, [what, "it is sent as bytes", "Describe it by its `contentType`."]);
  return undefined;
}

/** Nobody gives a part's headers in a call: those that have one value are sent. */
function headersOf(reading: Reading, name: string, encoding: Cursor): ReadonlyMap<string, string> {
  const headers = children(child(encoding, "headers")).flatMap(([header, entry]) => {
    if (header.toLowerCase() === "content-type") return [];
    const cursor = follow(reading, entry);
    if (header.toLowerCase() === "content-disposition") {
      const what = `The header \`${header}\` of the part \`${name}\``;
      warn(reading, cursor, [what, "it is made of the part's name", "Leave it out."]);
      return [];
    }
    const schema = follow(reading, child(cursor, "schema"));
    const [only] = children(child(schema, "enum"));
    const value = child(schema, "const").value ?? child(schema, "default").value ?? only?.[1].value;
    if (["string", "number", "boolean"].includes(typeof value))
      return [[header, String(value)] as const];
    const what = `The header \`${header}\` of the part \`${name}\``;
    warn(reading, cursor, [what, "it is not sent", "Give it a `const` or a `default`."]);
    return [];
  });
  return new Map(headers);
}
