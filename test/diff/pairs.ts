// Small documents around one schema or one operation, for pairs of documents that differ in one thing.
import { load } from "../../generator/document/load.ts";
import { link } from "../../generator/document/link.ts";
import type { Document } from "../../generator/document/document.ts";
import type { Json, JsonObject } from "../../generator/model/model.ts";

export type Schema = boolean | JsonObject;

/** Two documents, as their roots. */
export type Pair = readonly [old: JsonObject, next: JsonObject];

/** A document as it is given to the comparison. */
export function authored(root: Json): Document {
  const { document } = load({ path: "openapi.json", text: JSON.stringify(root) });
  if (document === undefined) throw new Error("a document of the tests can't be read");
  return link(document).document;
}

/** A document with these members beside what every document has. */
export function rootWith(members: JsonObject): JsonObject {
  return { openapi: "3.1.0", info: { title: "Things", version: "1.0.0" }, paths: {}, ...members };
}

/** A document with one operation. */
export function operation(members: JsonObject, around: JsonObject = {}): JsonObject {
  const own = { operationId: "doThing", responses: { 200: { description: "Done" } }, ...members };
  return rootWith({ paths: { "/things": { post: own } }, ...around });
}

export function requestBody(schema: Schema | undefined, components: JsonObject = {}): JsonObject {
  const media: JsonObject = schema === undefined ? {} : { schema };
  const body = { required: true, content: { "application/json": media } };
  return operation({ requestBody: body }, { components: { schemas: components } });
}

export function responseBody(schema: Schema | undefined, components: JsonObject = {}): JsonObject {
  const media: JsonObject = schema === undefined ? {} : { schema };
  const response = { description: "Done", content: { "application/json": media } };
  return operation({ responses: { 200: response } }, { components: { schemas: components } });
}

export function parameter(schema: Schema, members: JsonObject = {}): JsonObject {
  return operation({ parameters: [{ name: "p", in: "query", schema, ...members }] });
}

export function header(schema: Schema, members: JsonObject = {}): JsonObject {
  const headers = { "X-Thing": { required: true, schema, ...members } };
  return operation({ responses: { 200: { description: "Done", headers } } });
}

/** An object with one property. */
export function having(schema: Schema, members: JsonObject = {}): JsonObject {
  return { type: "object", properties: { it: schema }, ...members };
}

/** A parameter; an object has its names beside its own, so that any name may come. */
function written(schema: Schema): JsonObject {
  const isObject = typeof schema === "object" && schema["type"] === "object";
  return parameter(schema, isObject ? { style: "deepObject" } : {});
}

function animal(kind: string): JsonObject {
  const properties: JsonObject = { kind: { const: kind }, [`${kind}Name`]: { type: "string" } };
  return { type: "object", required: ["kind"], properties };
}

/** What is there to refer to, in each place of a schema in a body. */
export const ANIMALS: Readonly<Record<"Cat" | "Dog", JsonObject>> = {
  Cat: animal("cat"),
  Dog: animal("dog"),
};

/** A schema with a flag. */
function flagged(schema: Schema, flag: "readOnly" | "writeOnly"): JsonObject {
  return { ...(schema === true ? {} : (schema as JsonObject)), [flag]: true };
}

/** Where a schema stands, by the start of an id. The longest start counts. */
export const PLACES: ReadonlyMap<string, (schema: Schema) => JsonObject> = new Map([
  [
    "request-parameter-property",
    (schema: Schema) => parameter(having(schema), { style: "deepObject" }),
  ],
  ["request-parameter", written],
  ["request-header-property", (schema: Schema) => parameter(having(schema), { in: "header" })],
  [
    "request-read-only-property",
    (schema: Schema) => requestBody(having(flagged(schema, "readOnly"))),
  ],
  [
    "response-write-only-property",
    (schema: Schema) => responseBody(having(flagged(schema, "writeOnly"))),
  ],
  ["request-property", (schema: Schema) => requestBody(having(schema), ANIMALS)],
  ["request-body", (schema: Schema) => requestBody(schema, ANIMALS)],
  ["response-property", (schema: Schema) => responseBody(having(schema), ANIMALS)],
  ["response-body", (schema: Schema) => responseBody(schema, ANIMALS)],
  ["response-mediatype", (schema: Schema) => responseBody(schema)],
  ["response-header", (schema: Schema) => header(schema)],
]);
