// Media types of answers → how a client reads them: JSON, text, bytes, or a stream of items.
// It names schemas; what is not expressed is a named warning.
import { canonical } from "./canonical.ts";
import { child, children, type Cursor, follow, type Reading } from "./cursor.ts";
import { readExamples } from "./examples.ts";
import type { Example, Json, ResponseContent } from "./model.ts";
import { pascalCase } from "./names.ts";
import type { Registry } from "./registry.ts";
import { isAlike, type Media, warnOfPlaces, warnOfSchema } from "./unread.ts";

type Kind = ResponseContent["kind"];

const JSON_TYPE = /^(application|text)\/([^;]+\+)?json\s*(;|$)/i;
const LINES =
  /^application\/([^;]+\+)?(x-)?(jsonl|jsonlines|json-lines|ndjson|ldjson)\s*(;|$)|^application\/stream\+json/i;
const SEQUENCE = /^application\/([^;]+\+|[^;]+-)?json-seq\s*(;|$)|\+json-seq/i;
const EVENTS = /^text\/event-stream\s*(;|$)/i;
const TEXT =
  /^text\/|^application\/([^;]+\+)?(xml|ya?ml|x-yaml|javascript|ecmascript|x-javascript|graphql|sql|x-www-form-urlencoded)\s*(;|$)/i;

/** What a body of a media type is; `schema` decides where the type leaves it open. */
function kindOf(reading: Reading, mediaType: string, media: Cursor): Kind {
  if (EVENTS.test(mediaType)) return "events";
  if (LINES.test(mediaType)) return "lines";
  if (SEQUENCE.test(mediaType)) return "sequence";
  if (JSON_TYPE.test(mediaType)) return "json";
  if (TEXT.test(mediaType)) return "text";
  if (!mediaType.includes("*")) return "binary";
  const schema = follow(reading, child(media, "schema"));
  if (schema.value === undefined || child(schema, "format").value === "binary") return "binary";
  return isText(reading, schema) ? "text" : "json";
}

/** Whether a schema plainly is one of texts. */
function isText(reading: Reading, schema: Cursor): boolean {
  return child(follow(reading, schema), "type").value === "string";
}

/** Whose content it is, and what a schema that stands there is called. */
export interface ContentOwner {
  readonly id: string;
  readonly status: string;
  readonly wanted: string;
}

/** JSON first: where nobody chooses, it is what a client asks for. */
export function readContents(
  reading: Reading,
  schemas: Registry,
  content: Cursor,
  owner: ContentOwner,
): readonly ResponseContent[] {
  const all = children(content).map(
    ([mediaType, media]) => [mediaType, media, kindOf(reading, mediaType, media)] as const,
  );
  const [json, others] = [true, false].map((wanted) =>
    all.filter(([, , kind]) => (kind === "json") === wanted),
  );
  const seen = new Map<string, string>();
  return [...json!, ...others!].map(([mediaType, media, kind], index) => {
    const wanted = index === 0 ? owner.wanted : owner.wanted + pascalCase(mediaType);
    const named = schemaOf(reading, schemas, media, kind, { ...owner, wanted }, seen);
    warnOfUnread(reading, [mediaType, media], kind, owner);
    const told = json!.map(([, other]) => child(other, "schema"));
    const isTold = index > 0 && isAlike(child(media, "schema"), told);
    if (named.schema === undefined && !isTold) warnOfLoss(reading, [mediaType, media], kind, owner);
    const examples = readExamples(reading, media);
    if (named.schema !== undefined) schemas.addExamples(named.schema, valuesIn(kind, examples));
    return { mediaType, kind, ...named, result: undefined, enveloped: false, examples };
  });
}

/** Of a stream the items of an example. */
function valuesIn(kind: Kind, examples: readonly Example[]): readonly Example[] {
  if (kind === "json" || kind === "text") return examples;
  return examples.flatMap((example) => {
    const { name, value, at } = example;
    if (!Array.isArray(value)) return [];
    return (value as readonly Json[]).map((item, index) => {
      return { ...example, name: `${name}${index + 1}`, value: item, at: `${at}/${index}` };
    });
  });
}

type Named = Pick<ResponseContent, "schema" | "whole">;

function schemaOf(
  reading: Reading,
  schemas: Registry,
  media: Cursor,
  kind: Kind,
  owner: ContentOwner,
  seen: Map<string, string>,
): Named {
  const none = { schema: undefined, whole: false };
  const use = (cursor: Cursor, wanted: string): string => {
    // The same schema written out for a second media type is the same schema.
    const key = `${wanted === owner.wanted ? "" : "item "}${canonical(cursor.value ?? true)}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    const name = schemas.use(
      { ...cursor, value: cursor.value ?? true },
      wanted,
      `${wanted}Body`,
      "response",
    );
    seen.set(key, name);
    return name;
  };
  const schema = child(media, "schema");
  if (kind === "json") return { schema: use(schema, owner.wanted), whole: true };
  if (kind === "binary" || (kind === "text" && schema.value === undefined)) return none;
  if (kind === "text")
    return isText(reading, schema) && saysMore(reading, schema)
      ? { schema: use(schema, owner.wanted), whole: true }
      : none;
  const item = itemOf(reading, media);
  if (item === undefined) return none;
  // Of an event stream `itemSchema` describes events; what stands under `schema` are their data.
  const whole = kind !== "events" || item.at.includes("/itemSchema") || item.at.endsWith("/items");
  if (!whole && isText(reading, item)) return none;
  return { schema: use(item, `${owner.wanted}Item`), whole };
}

/** Whether a schema of texts says which: without that, its type is `string` and needs no name. */
function saysMore(reading: Reading, schema: Cursor): boolean {
  const silent = new Set(["type", "title", "description", "example", "examples", "deprecated"]);
  return children(follow(reading, schema)).some(
    ([key]) => !silent.has(key) && !key.startsWith("x-"),
  );
}

/** What each item of a stream is: `itemSchema` (3.2), the items of a list, else the schema itself. */
function itemOf(reading: Reading, media: Cursor): Cursor | undefined {
  const item = child(media, "itemSchema");
  if (item.value !== undefined) return item;
  const schema = child(media, "schema");
  if (schema.value === undefined) return undefined;
  const items = child(follow(reading, schema), "items");
  return items.value === undefined ? schema : items;
}

/** What stands for the body of a kind. */
const GIVEN: Readonly<Partial<Record<Kind, string>>> = {
  text: "its body is given as a text, and not looked into",
  binary: "its body is given as a Blob, and not looked into",
};

function whereOf(mediaType: string, { id, status }: ContentOwner): string {
  return `a response of \`${mediaType}\` (${status} of \`${id}\`)`;
}

function warnOfUnread(reading: Reading, media: Media, kind: Kind, owner: ContentOwner): void {
  const isStream = ["events", "lines", "sequence"].includes(kind);
  const fields = [...(isStream ? [] : ["itemSchema"]), "prefixEncoding", "itemEncoding"];
  const given = GIVEN[kind] ?? "only its `schema` counts";
  warnOfPlaces(reading, media, fields, { where: whereOf(media[0], owner), given });
}

function warnOfLoss(reading: Reading, media: Media, kind: Kind, owner: ContentOwner): void {
  const given = GIVEN[kind];
  if (given !== undefined) warnOfSchema(reading, media, { where: whereOf(media[0], owner), given });
}
