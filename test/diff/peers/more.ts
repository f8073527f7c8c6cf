// Pairs of operations beside those of the yardstick: what its ids do not speak of and a peer may know more
// about.
import type { JsonObject } from "../../../generator/model/model.ts";
import { operation, type Pair, requestBody, responseBody, rootWith } from "../pairs.ts";
import { MORE_SCHEMAS } from "./more-schemas.ts";

const text = { type: "string" };
const list = { type: "array", items: text };

function asking(members: JsonObject): JsonObject {
  return operation({ parameters: [{ name: "p", in: "query", ...members }] });
}

/** Things that hold things of their own kind. */
function chained(value: JsonObject): JsonObject {
  const next = { $ref: "#/components/schemas/Thing" };
  return { Thing: { type: "object", properties: { value, next } } };
}

function sending(mediaType: string): JsonObject {
  return operation({ requestBody: { content: { [mediaType]: { schema: text } } } });
}

function answering(mediaType: string): JsonObject {
  const content = { [mediaType]: { schema: text } };
  return operation({ responses: { 200: { description: "Done", content } } });
}

function at(path: string, name: string, method: string = "post"): JsonObject {
  const parameters = [{ name, in: "path", required: true, schema: text }];
  const own = { operationId: "doThing", parameters, responses: { 200: { description: "Done" } } };
  return rootWith({ paths: { [path]: { [method]: own } } });
}

function served(...urls: readonly string[]): JsonObject {
  return operation({}, { servers: urls.map((url) => ({ url })) });
}

function responding(...statuses: readonly string[]): JsonObject {
  const response = { description: "Done", content: { "application/json": { schema: text } } };
  return operation({ responses: Object.fromEntries(statuses.map((each) => [each, response])) });
}

const scheme = { type: "http", scheme: "bearer" };
const secured = operation(
  { security: [{ bearer: [] }] },
  { components: { securitySchemes: { bearer: scheme } } },
);

const listed = { schema: list };
const thing = { $ref: "#/components/schemas/Thing" };
const short = { ...text, maxLength: 3 };
const V1 = "application/json;v=1";
const V2 = "application/json;v=2";
const JSON_TYPE = "application/json";

const OPERATIONS: readonly (readonly [string, Pair])[] = [
  ["parameter-style-changed", [asking(listed), asking({ ...listed, style: "pipeDelimited" })]],
  ["parameter-explode-changed", [asking(listed), asking({ ...listed, explode: false })]],
  ["parameter-moved", [asking(listed), asking({ ...listed, in: "header" })]],
  ["parameter-renamed", [asking(listed), asking({ ...listed, name: "q" })]],
  ["parameter-became-content", [asking(listed), asking({ content: { [JSON_TYPE]: listed } })]],
  [
    "request-body-recursive",
    [requestBody(thing, chained(text)), requestBody(thing, chained(short))],
  ],
  [
    "response-body-recursive",
    [responseBody(thing, chained(text)), responseBody(thing, chained(short))],
  ],
  ["request-body-became-named", [requestBody(text), requestBody(thing, { Thing: text })]],
  ["response-body-became-named", [responseBody(text), responseBody(thing, { Thing: text })]],
  ["path-parameter-renamed", [at("/things/{id}", "id"), at("/things/{key}", "key")]],
  ["path-renamed", [at("/things/{id}", "id"), at("/items/{id}", "id")]],
  ["method-changed", [at("/things/{id}", "id"), at("/things/{id}", "id", "put")]],
  [
    "server-removed",
    [served("https://a.example.com", "https://b.example.com"), served("https://a.example.com")],
  ],
  ["server-changed", [served("https://a.example.com/v1"), served("https://a.example.com/v2")]],
  ["request-media-type-charset", [sending(JSON_TYPE), sending(`${JSON_TYPE};charset=utf-8`)]],
  ["request-media-type-parameter-added", [sending(JSON_TYPE), sending(V1)]],
  ["request-media-type-parameter-changed", [sending(V1), sending(V2)]],
  ["request-media-type-specialized", [sending("application/*"), sending(JSON_TYPE)]],
  ["response-media-type-charset", [answering(JSON_TYPE), answering(`${JSON_TYPE};charset=utf-8`)]],
  ["response-media-type-parameter-added", [answering(JSON_TYPE), answering(V1)]],
  ["response-status-became-range", [responding("200"), responding("2XX")]],
  ["security-required", [operation({}), secured]],
  ["response-default-added", [responding("200"), responding("200", "default")]],
];

/** By what each is called. */
export const MORE: readonly (readonly [id: string, Pair])[] = [...MORE_SCHEMAS, ...OPERATIONS];
