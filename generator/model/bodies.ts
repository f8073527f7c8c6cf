// Request bodies and responses → their schemas, named, with the document's examples. A response of
// another media type than JSON is a named warning; nothing is sent or read as what it is not.
import { diagnostic } from "../diagnostics.ts";
import {
  asBoolean,
  asObject,
  child,
  children,
  type Cursor,
  fields,
  follow,
  readDocs,
  type Reading,
  required,
} from "./cursor.ts";
import { readExamples } from "./examples.ts";
import { readContent } from "./contents.ts";
import type { Body, Example, ResponseModel } from "./model.ts";
import { pascalCase } from "./names.ts";
import { jsonMedia } from "./media.ts";
import type { Registry } from "./registry.ts";
import { acceptsEmptyObject } from "./results.ts";
import { warn } from "./warn.ts";

interface Owner {
  readonly id: string;
  readonly name: string;
}

export function readBody(
  reading: Reading,
  schemas: Registry,
  operation: Cursor,
  owner: Owner & { readonly method: string },
): Body | undefined {
  const cursor = follow(reading, child(operation, "requestBody"));
  if (cursor.value === undefined) return undefined;
  required(reading, cursor, "content", "this request body", asObject);
  const media = children(child(cursor, "content"));
  if (["get", "head", "trace"].includes(owner.method)) {
    const what = `A request body of ${owner.method.toUpperCase()} (\`${owner.id}\`)`;
    const advice = "Describe a query, or another method.";
    warn(reading, cursor, [what, "it is left out: fetch sends none", advice]);
    return undefined;
  }
  const first = jsonMedia(child(cursor, "content"))?.mediaType ?? media[0]?.[0];
  const own = media.find(([type]) => type === first);
  if (own === undefined) return undefined;
  const content = readContent(reading, schemas, own, `${pascalCase(owner.name)}Request`);
  const others = media
    .filter((each) => each !== own)
    .map((each) => {
      const wanted = `${pascalCase(owner.name)}${pascalCase(each[0].split("/").at(-1)!)}Request`;
      return readContent(reading, schemas, each, wanted).content;
    });
  const needed = asBoolean(reading, child(cursor, "required"), "`required`") ?? false;
  const schema = child(own[1], "schema");
  const emptyObject =
    !needed && content.content.kind === "json" && acceptsEmptyObject(reading, schema);
  return {
    ...content.content,
    others,
    required: needed,
    emptyObject,
    examples: content.examples,
    docs: readDocs(cursor),
    at: cursor.at,
  };
}

export function readResponses(
  reading: Reading,
  schemas: Registry,
  operation: Cursor,
  owner: Owner,
): readonly ResponseModel[] {
  required(reading, operation, "responses", `\`${owner.id}\``, asObject);
  const statuses = fields(child(operation, "responses")).map(([status]) => status);
  const success = statuses.filter((status) => status.startsWith("2")).sort()[0];
  return fields(child(operation, "responses")).flatMap(([status, entry]): ResponseModel[] => {
    const cursor = follow(reading, entry);
    if (!isStatus(reading, status, entry)) return [];
    const docs = readDocs(cursor);
    const content = child(cursor, "content");
    const media = jsonMedia(content);
    if (media === undefined) {
      if (children(content).length > 0) warnOfMedia(reading, content, status, owner);
      const mediaType = children(content)[0]?.[0];
      return [{ status, schema: undefined, mediaType, examples: [], docs, at: cursor.at }];
    }
    const wanted = `${pascalCase(owner.name)}${status === success ? "" : status}Response`;
    const { schema, examples } = readMedia(reading, schemas, media.cursor, wanted, "response");
    return [{ status, schema, mediaType: media.mediaType, examples, docs, at: cursor.at }];
  });
}

function isStatus(reading: Reading, status: string, cursor: Cursor): boolean {
  if (/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) return true;
  const advice = "Write a status such as `200`, a range such as `4XX`, or `default`.";
  const params = { what: "The key of a response", found: status, advice };
  reading.report(diagnostic("unknown-value", cursor.at, params, { key: true }));
  return false;
}

function warnOfMedia(reading: Reading, content: Cursor, status: string, { id }: Owner): void {
  const types = children(content).map(([type]) => `\`${type}\``);
  const params = {
    what: `A response of ${types.join(", ")} (${status} of \`${id}\`)`,
    consequence: "its body is given as text and typed `unknown`",
    advice: "Describe it as `application/json` to have it typed.",
  };
  reading.report(diagnostic("unsupported-feature", content.at, params));
}

function readMedia(
  reading: Reading,
  schemas: Registry,
  media: Cursor,
  wanted: string,
  role: "request" | "response",
): { readonly schema: string; readonly examples: readonly Example[] } {
  const cursor = child(media, "schema");
  const schema = schemas.use(
    { ...cursor, value: cursor.value ?? true },
    wanted,
    `${wanted}Body`,
    role,
  );
  const examples = readExamples(reading, media);
  schemas.addExamples(schema, examples);
  return { schema, examples };
}
