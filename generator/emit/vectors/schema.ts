// The JSON Schema of a file of vectors, the same for every API but for bodies that are no JSON, which are
// described where there are some.
import type { JsonObject } from "../../model/model.ts";

const text: JsonObject = { type: "string" };
const map = (values: JsonObject, description?: string): JsonObject => ({
  type: "object",
  additionalProperties: values,
  ...(description !== undefined && { description }),
});
const closed = (properties: JsonObject, required: readonly string[]): JsonObject => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const any = (description: string): JsonObject => ({ description });

const pairs: JsonObject = {
  description: "Names and values, decoded and in order.",
  type: "array",
  items: { type: "array", items: text, minItems: 2, maxItems: 2 },
};

const part = closed(
  {
    name: text,
    type: { type: "string", description: "The media type. Absent: none is said." },
    headers: map(text, "At least these."),
    text: { type: "string", description: "The exact text." },
    json: any("Instead of `text`; compared as JSON."),
  },
  ["name"],
);

const content: JsonObject = {
  description: "A body that is no JSON.",
  oneOf: [
    closed({ kind: { const: "text" }, text }, ["kind", "text"]),
    closed({ kind: { const: "form" }, pairs }, ["kind", "pairs"]),
    closed(
      {
        kind: { const: "multipart" },
        type: { type: "string", description: "The media type, without its boundary." },
        parts: { type: "array", items: part },
      },
      ["kind", "type", "parts"],
    ),
  ],
};

const mediaType: JsonObject = {
  type: "string",
  description: "Which of several the body has. Absent: the first.",
};

const requestVector = (more: boolean): JsonObject =>
  closed(
    {
      id: text,
      operation: { type: "string", description: "The operationId." },
      arguments: {
        description: "What a caller gives, by the document's names.",
        ...closed(
          {
            path: map({}),
            query: map({}),
            header: map({}),
            cookie: map({}, "Absent: the operation has none."),
            body: any("Absent: the caller gives none."),
            ...(more && { mediaType }),
          },
          ["path", "query", "header"],
        ),
      },
      request: {
        description: "What must go out.",
        ...closed(
          {
            method: { type: "string", pattern: "^[A-Z]+$" },
            path: {
              type: "string",
              pattern: "^/",
              description: "After the path of the server; percent-encoded.",
            },
            query: pairs,
            headers: map(text, "At least these; names in lower case."),
            body: any("Compared as JSON. Absent: none goes out, or an empty object."),
            ...(more && { content }),
          },
          ["method", "path", "query", "headers"],
        ),
      },
    },
    ["id", "operation", "arguments", "request"],
  );

const outcomes: readonly JsonObject[] = [
  closed(
    {
      kind: { const: "value" },
      body: any("The whole answer, decoded. Absent: there is no body."),
      value: any("The result, out of its envelope. Absent: there is none."),
    },
    ["kind"],
  ),
  closed(
    {
      kind: { const: "error" },
      status: { type: "integer" },
      codes: { type: "array", items: { type: "number" } },
      messages: { type: "array", items: text },
    },
    ["kind", "status", "codes", "messages"],
  ),
  closed({ kind: { const: "unreadable" } }, ["kind"]),
];

const responseVector = closed(
  {
    id: text,
    operation: { type: "string", description: "The operationId." },
    status: { type: "integer", minimum: 100, maximum: 599 },
    headers: map(text),
    body: { type: "string", description: "The exact text. Absent: there is no body." },
    outcome: { description: "What a client must make of it.", oneOf: outcomes },
  },
  ["id", "operation", "status", "headers", "outcome"],
);

/** The schema, in the dialect 2020-12. */
export const vectorsSchema = (more: boolean): JsonObject => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Request and response vectors of an API",
  ...closed(
    {
      $schema: text,
      format: { const: 1 },
      api: closed({ title: text, version: text }, ["title", "version"]),
      requests: { type: "array", items: requestVector(more) },
      responses: { type: "array", items: responseVector },
      skipped: {
        description: "Bodies that no vector holds: they are no JSON, or not the first to be sent.",
        type: "array",
        items: closed({ operation: text, ...(more && { status: text }), mediaType: text }, [
          "operation",
          "mediaType",
        ]),
      },
    },
    ["format", "api", "requests", "responses"],
  ),
});
