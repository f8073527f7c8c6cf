// What a document says and nothing that is emitted expresses: each is a warning that names it, where it
// stands. Silent loss would be the fault.
import { describe, expect, it } from "vitest";
import { generate } from "../../../generator/index.ts";

const HEAD = "openapi: 3.2.0\ninfo: { title: T, version: 1.0.0 }\n";
const done = 'responses: { "204": { description: d } }';
const json = "application/json: { schema: { type: object } }";

/** The findings, by code and place, but for those of the copy in 3.0. */
function told(text: string): readonly string[] {
  const { diagnostics } = generate({ document: { path: "a.yaml", text: HEAD + text } });
  const own = diagnostics.filter(
    ({ code }) => code !== "lossy-downgrade" && code !== "no-operations",
  );
  return own.map(({ code, at, message }) => `${code} ${String(at)}: ${message}`);
}

const operation = (more: string, responses = done): string =>
  `paths:\n  /a:\n    post:\n      operationId: a\n${more.replace(/^/gm, "      ")}\n      ${responses}\n`;
const body = (content: string): string => operation(`requestBody: { content: { ${content} } }`);
const answer = (content: string): string =>
  operation("tags: [t]", `responses: { "200": { description: d, ${content} } }`);
const parameter = (text: string): string => operation(`parameters: [${text}]`);

const at = "unsupported-feature /paths/~1a/post";
const request = `${at}/requestBody/content`;
const response = `${at}/responses/200`;
const stays = "is not supported yet";
const looked = "and not looked into.";

describe("is named where it stands", () => {
  it.each<[string, string, ...string[]]>([
    [
      "webhooks",
      `webhooks: { w: { post: { ${done} } } }`,
      `unsupported-feature /webhooks: \`webhooks\` ${stays}: the requests that the API makes are left out.`,
    ],
    [
      "callbacks",
      operation(`callbacks: { c: { "{$url}": { post: { ${done} } } } }`),
      `${at}/callbacks: \`callbacks\` ${stays}: the requests that the API makes are left out.`,
    ],
    [
      "links",
      answer("links: { next: { operationId: a } }"),
      `${response}/links: \`links\` ${stays}: no call is made of an answer.`,
    ],
    [
      "a dialect",
      "jsonSchemaDialect: https://example.com/d\ncomponents: {}",
      "other-dialect /jsonSchemaDialect: This schema says that it is written in `https://example.com/d`; it is read as JSON Schema 2020-12.",
    ],
    [
      "the method TRACE",
      `paths: { /a: { trace: { ${done} } } }`,
      `unsupported-feature /paths/~1a/trace: The method TRACE ${stays}: fetch refuses to send it.`,
    ],
    [
      "a method in lower case",
      `paths: { /a: { additionalOperations: { Copy: { ${done} }, LINK: { ${done} } } } }`,
      `unsupported-feature /paths/~1a/additionalOperations/Copy: The method \`Copy\` ${stays}: it is sent as \`COPY\`.`,
    ],
    [
      "a body of GET",
      `paths: { /a: { get: { requestBody: { content: { ${json} } }, ${done} } } }`,
      `unsupported-feature /paths/~1a/get/requestBody: A request body of GET (\`getA\`) ${stays}: it is left out: fetch sends none.`,
    ],
    [
      "what stands beside a reference",
      `paths: { /a: { $ref: "#/components/pathItems/P", get: { ${done} } } }\ncomponents: { pathItems: { P: { put: { ${done} } } } }`,
      `unsupported-feature /paths/~1a/get: What stands beside this \`$ref\` (\`get\`) ${stays}: it is left out.`,
    ],
    [
      "two media types of a parameter",
      parameter(`{ name: p, in: query, content: { ${json}, text/plain: {} } }`),
      `${at}/parameters/0/content: A choice of media types of the parameter \`p\` ${stays}: it is sent in the first one.`,
    ],
    [
      "a schema beside the content of a parameter",
      parameter(`{ name: p, in: header, schema: { type: string }, content: { ${json} } }`),
      `${at}/parameters/0/schema: \`schema\` beside \`content\` of the parameter \`p\` ${stays}: it is sent as \`content\` says.`,
    ],
    [
      "the content of a parameter that is no JSON",
      parameter("{ name: p, in: cookie, content: { application/xml: {} } }"),
      `${at}/parameters/0/content: The \`content\` of the parameter \`p\` (\`application/xml\`) ${stays}: it is sent as its text.`,
    ],
    [
      "reserved characters of a cookie",
      parameter("{ name: p, in: cookie, allowReserved: true, schema: { type: string } }"),
      `${at}/parameters/0/allowReserved: \`allowReserved\` of the parameter \`p\`, a cookie, ${stays}: its value is percent-encoded.`,
    ],
    [
      "a path parameter that may be missing",
      `paths: { "/a/{p}": { get: { parameters: [{ name: p, in: path, schema: { type: string } }], ${done} } } }`,
      "slip /paths/~1a~1{p}/get/parameters/0: The path parameter `p` without `required: true` is read as required.",
    ],
    [
      "an example elsewhere",
      body(
        "application/json: { schema: {}, examples: { e: { externalValue: https://e.example } } }",
      ),
      `${request}/application~1json/examples/e/externalValue: \`externalValue\` of an example ${stays}: the example is left out.`,
    ],
    [
      "an example as its text alone",
      body(
        'application/json: { schema: {}, examples: { e: { serializedValue: "1" }, f: { dataValue: 1, serializedValue: "1" } } }',
      ),
      `${request}/application~1json/examples/e/serializedValue: \`serializedValue\` of an example ${stays}: the example is left out.`,
    ],
    [
      "parts by their place",
      body("multipart/mixed: { itemSchema: {}, prefixEncoding: [{}], itemEncoding: {} }"),
      ...["itemSchema", "prefixEncoding", "itemEncoding"].map(
        (name) =>
          `${request}/multipart~1mixed/${name}: \`${name}\` of a request body of \`multipart/mixed\` ${stays}: the body is given as bytes, ${looked}`,
      ),
    ],
    [
      "the schema of bytes",
      body("multipart/mixed: { schema: { type: object, properties: { a: {} } } }"),
      `${request}/multipart~1mixed/schema: The schema of a request body of \`multipart/mixed\` ${stays}: the body is given as bytes, ${looked}`,
    ],
    [
      "the items of a request",
      body("application/jsonl: { itemSchema: { type: object } }"),
      `${request}/application~1jsonl/itemSchema: \`itemSchema\` of a request body of \`application/jsonl\` ${stays}: the body is given as text.`,
    ],
    [
      "parts of a part",
      body(
        "multipart/form-data: { schema: { type: object, properties: { p: { type: object } } }, encoding: { p: { contentType: multipart/mixed, encoding: { q: {} }, itemEncoding: {} } } }",
      ),
      ...["encoding", "itemEncoding"].map(
        (name) =>
          `${request}/multipart~1form-data/encoding/p/${name}: \`${name}\` of the part \`p\` ${stays}: it is sent as one value.`,
      ),
    ],
    [
      "a style of a file, and headers without a value",
      body(
        "multipart/form-data: { schema: { type: object, properties: { p: { type: string, format: binary } } }, encoding: { p: { style: form, headers: { X-A: { schema: {} }, Content-Disposition: { schema: {} } } } } }",
      ),
      `${request}/multipart~1form-data/encoding/p: The \`style\` of the part \`p\`, which is a file, ${stays}: it is sent as bytes.`,
      `${request}/multipart~1form-data/encoding/p/headers/X-A: The header \`X-A\` of the part \`p\` ${stays}: it is not sent.`,
      `${request}/multipart~1form-data/encoding/p/headers/Content-Disposition: The header \`Content-Disposition\` of the part \`p\` ${stays}: it is made of the part's name.`,
    ],
    [
      "the schema of an answer that is no JSON, in any place",
      answer(
        `content: { ${json}, application/xml: { schema: { type: object } }, application/zip: { schema: { type: array } }, image/png: { schema: { type: string } } }`,
      ),
      `${response}/content/application~1zip/schema: The schema of a response of \`application/zip\` (200 of \`a\`) ${stays}: its body is given as a Blob, ${looked}`,
    ],
    [
      "the items of an answer that is no stream",
      answer("content: { multipart/mixed: { itemSchema: { type: object } } }"),
      `${response}/content/multipart~1mixed/itemSchema: \`itemSchema\` of a response of \`multipart/mixed\` (200 of \`a\`) ${stays}: its body is given as a Blob, ${looked}`,
    ],
    [
      "variables of servers that are open, or nowhere",
      `servers: [{ url: "https://{a}.example/{b}", variables: { a: { enum: [x] }, c: { default: d } } }]\ncomponents: {}`,
      "slip /servers/0/url: `{b}`, which is no variable of this server, is left as it stands: a client needs a `baseUrl`.",
      "slip /servers/0/variables/a: The server variable `a` without a `default` is left as it stands: a client needs a `baseUrl`.",
      "slip /servers/0/variables/c: The server variable `c`, which the address does not have, is left out.",
    ],
    [
      "a choice of servers of an operation",
      operation("servers: [{ url: https://a.example }, { url: https://b.example }]"),
      `${at}/servers: A choice of servers on a path or an operation ${stays}: calls go to the first one, with its defaults.`,
    ],
    [
      "fields that nobody knows",
      answer(
        "headers: { X-A: { schema: {}, nmae: x } }, content: { application/json: { examples: { e: { vlue: 1, note: 2 } } } }",
      ),
      "unknown-field /paths/~1a/post/responses/200/headers/X-A/nmae: `nmae` is not a field of a header and says nothing here.",
      "misspelt-field /paths/~1a/post/responses/200/content/application~1json/examples/e/vlue: `vlue` is not a field of an example.",
      "unknown-field /paths/~1a/post/responses/200/content/application~1json/examples/e/note: `note` is not a field of an example and says nothing here.",
    ],
  ])("%s", (_, text, ...findings) => {
    expect([...told(text)].sort()).toEqual([...findings].sort());
  });
});

it("is no warning where OpenAPI gives it no meaning, or it is documentation alone", () => {
  const text = `externalDocs: { url: https://e.example }
tags: [{ name: t, summary: s, parent: t, kind: nav, externalDocs: { url: https://e.example } }]
servers: [{ url: https://a.example, name: main }]
${operation(
  `externalDocs: { url: https://e.example }
parameters: [{ name: Accept, in: header, schema: { type: string } }]
requestBody: { content: { application/json: { schema: { type: object, xml: { name: x } }, encoding: { a: { style: form } } } } }`,
  'responses: { "200": { description: d, summary: s, headers: { X-A: { required: true, schema: { type: integer } } } } }',
)}components: { securitySchemes: { o: { type: oauth2, deprecated: true, oauth2MetadataUrl: https://e.example, flows: { clientCredentials: { tokenUrl: https://e.example, scopes: { a: b } } } } } }
`;
  expect(told(text)).toEqual([]);
});
