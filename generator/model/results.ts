// What a call gives: the success response, unwrapped from the document's envelope where it has one.
import { child, children, type Cursor, follow, type Reading } from "./cursor.ts";
import { readBareList } from "./extensions.ts";
import type { Envelope, ResponseContent, ResponseModel, Result } from "./model.ts";
import { pascalCase } from "./names.ts";
import type { Registry } from "./registry.ts";

/** The responses, each success with what a call gives of it, and the result of the main success. */
export function readResults(
  reading: Reading,
  schemas: Registry,
  operation: Cursor,
  name: string,
  read: readonly ResponseModel[],
  envelope: Envelope | undefined,
): { readonly responses: readonly ResponseModel[]; readonly result: Result } {
  const main = successOf(read);
  const result = readResult(reading, schemas, operation, name, main, envelope);
  const responses = read.map((response) => {
    const isMain = response === main;
    if (!isMain && !response.status.startsWith("2")) return response;
    const contents = response.contents.map((content): ResponseContent => {
      if (content.kind !== "json") return content;
      if (isMain && content.schema === result.body)
        return { ...content, result: result.schema, enveloped: result.enveloped };
      const schema = bodySchema(reading, operation, response.status, content.mediaType);
      const inner = envelope && property(reading, schema, envelope.result);
      if (inner === undefined) return { ...content, result: content.schema };
      const wanted = `${pascalCase(name)}${response.status}Result`;
      const unwrapped = schemas.use(inner, wanted, `${wanted}Body`, "response");
      return { ...content, result: unwrapped, enveloped: true };
    });
    return { ...response, contents };
  });
  return { responses, result };
}

function readResult(
  reading: Reading,
  schemas: Registry,
  operation: Cursor,
  name: string,
  success: ResponseModel | undefined,
  envelope: Envelope | undefined,
): Result {
  const nothing = { enveloped: false, emptyObject: false, bareList: undefined };
  if (success?.schema === undefined) {
    return { status: success?.status ?? "2XX", body: undefined, schema: undefined, ...nothing };
  }
  const { status, schema: body, mediaType } = success;
  const cursor = bodySchema(reading, operation, status, mediaType!);
  const inner = envelope && property(reading, cursor, envelope.result);
  if (inner === undefined) return { status, body, schema: body, ...nothing };
  const wanted = `${pascalCase(name)}Result`;
  const schema = schemas.use(inner, wanted, `${wanted}Body`, "response");
  const bareList = readBareList(reading, follow(reading, inner));
  return {
    status,
    body,
    schema,
    enveloped: true,
    emptyObject: acceptsEmptyObject(reading, inner),
    bareList,
  };
}

/** The lowest 2xx status, a range or `default` only where there is none. */
function successOf(responses: readonly ResponseModel[]): ResponseModel | undefined {
  const exact = responses.filter(({ status }) => /^2\d\d$/.test(status));
  const lowest = exact.sort((a, b) => Number(a.status) - Number(b.status))[0];
  return (
    lowest ??
    responses.find(({ status }) => status === "2XX") ??
    responses.find(({ status }) => status === "default")
  );
}

function bodySchema(
  reading: Reading,
  operation: Cursor,
  status: string,
  mediaType: string,
): Cursor {
  const response = follow(reading, child(child(operation, "responses"), status));
  return child(child(child(response, "content"), mediaType), "schema");
}

/** The schema of a property, also of one that a part of an `allOf` declares. */
function property(reading: Reading, schema: Cursor, name: string, depth = 0): Cursor | undefined {
  const cursor = follow(reading, schema);
  const own = child(child(cursor, "properties"), name);
  if (own.value !== undefined) return own;
  if (depth > 8) return undefined;
  for (const [, part] of children(child(cursor, "allOf"))) {
    const found = property(reading, part, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether `{}` plainly satisfies a schema. Compositions and unusual keywords are answered with no. */
export function acceptsEmptyObject(reading: Reading, schema: Cursor): boolean {
  const cursor = follow(reading, schema);
  if (typeof cursor.value !== "object") return false;
  const harmless = new Set([
    "type",
    "properties",
    "additionalProperties",
    "title",
    "description",
    "examples",
    "deprecated",
  ]);
  const names = children(cursor).map(([key]) => key);
  return (
    child(cursor, "type").value === "object" &&
    names.every((key) => harmless.has(key) || key.startsWith("x-"))
  );
}
