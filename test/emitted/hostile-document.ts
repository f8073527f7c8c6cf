// A document with a text wherever a document holds text that people read and names are made of; how
// things travel has a place of its own.
import {
  constants,
  type Fill,
  host,
  type Keep,
  path,
  printable,
  quoted,
  segment,
  token,
} from "./hostile-texts.ts";
import { wireComponents, wirePaths } from "./hostile-wire.ts";

/** Text as it is, or what the grammar lets through: where it must be legal, errors would hide the rest. */
export function hostileDocument(fill: Fill, legal: boolean): object {
  const keep = (clean: (text: string) => string, position: string): string =>
    legal ? clean(fill(position)) : fill(position);
  return {
    openapi: "3.2.0",
    info: {
      title: fill("title"),
      version: fill("version"),
      description: fill("info.description"),
      summary: fill("info.summary"),
      termsOfService: fill("termsOfService"),
      contact: {
        name: fill("contact.name"),
        url: fill("contact.url"),
        email: fill("contact.email"),
      },
      license: { name: fill("license.name"), identifier: fill("license.identifier") },
    },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    servers: [
      { url: "https://example.com/base", description: fill("server.description") },
      {
        url: `https://{${fill("server.variable").replace(/[{}]/g, "")}}.example.com/${keep(path, "server.url")}`,
        variables: {
          [fill("server.variable").replace(/[{}]/g, "")]: {
            default: keep(host, "server.default"),
            enum: [keep(host, "server.default"), fill("server.enum")],
            description: fill("server.variable.description"),
          },
        },
      },
    ],
    tags: [
      {
        name: fill("tag"),
        summary: fill("tag.summary"),
        kind: fill("tag.kind"),
        description: fill("tag.description"),
        externalDocs: { url: fill("tag.docs.url"), description: fill("tag.docs") },
      },
    ],
    externalDocs: { url: fill("docs.url"), description: fill("docs") },
    security: [{ [fill("scheme")]: [] }],
    "x-hostile": { [fill("extension.name")]: fill("extension") },
    paths: {
      "/plain": { get: { responses: { 204: { description: fill("response.plain") } } } },
      [`/a'\`$/{id}/*/${keep(segment, "path")}`]: {
        summary: fill("path.summary"),
        description: fill("path.description"),
        post: operation(fill, keep),
      },
      ...wirePaths(fill, keep),
    },
    webhooks: {
      [fill("webhook")]: {
        post: { summary: fill("webhook.summary"), responses: { 200: { description: "d" } } },
      },
    },
    components: components(fill, keep),
  };
}

function operation(fill: Fill, keep: Keep): object {
  const text = (position: string): object => ({ type: "string", ...constants(fill, position) });
  return {
    operationId: `things.${fill("operationId")}`,
    summary: fill("operation.summary"),
    description: fill("operation.description"),
    tags: [fill("tag")],
    externalDocs: { url: fill("operation.docs.url"), description: fill("operation.docs") },
    [`x-${fill("operation.extension.name")}`]: fill("operation.extension"),
    parameters: [
      {
        name: "id",
        in: "path",
        required: true,
        description: fill("id.description"),
        schema: text("id"),
      },
      {
        name: fill("query"),
        in: "query",
        description: fill("query.description"),
        schema: text("query"),
      },
      {
        name: keep(token, "header"),
        in: "header",
        description: fill("header.description"),
        schema: text("header"),
      },
      { name: keep(token, "cookie"), in: "cookie", schema: text("cookie") },
      {
        name: `${fill("query")}[]`,
        in: "query",
        content: { "application/json": { schema: text("content") } },
      },
    ],
    requestBody: {
      description: fill("body.description"),
      required: true,
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/Whole" },
          examples: {
            [fill("example.name")]: {
              summary: fill("example.summary"),
              value: { [fill("required")]: fill("example") },
            },
          },
        },
      },
    },
    responses: {
      200: {
        description: fill("response"),
        headers: {
          [keep(token, "response.header")]: {
            description: fill("response.header.description"),
            schema: text("response.header"),
          },
        },
        links: {
          [token(fill("link"))]: {
            operationId: `things.${fill("operationId")}`,
            description: fill("link.description"),
          },
        },
        content: {
          [`application/json; a="${keep(printable, "media")}"`]: {
            schema: { $ref: "#/components/schemas/Part" },
          },
        },
      },
      "4XX": {
        description: fill("problem"),
        content: {
          [`application/${keep((text) => token(text).replace(/[*]/g, ""), "problem.media")}+json`]:
            { schema: { $ref: "#/components/schemas/Either" } },
        },
      },
    },
    callbacks: {
      [fill("callback")]: {
        [fill("callback.expression")]: {
          post: { summary: fill("callback.summary"), responses: { 200: { description: "d" } } },
        },
      },
    },
  };
}

function components(fill: Fill, keep: Keep): object {
  const Whole = {
    type: "object",
    title: fill("schema.title"),
    description: fill("schema.description"),
    $comment: fill("schema.comment"),
    required: [fill("required")],
    properties: {
      [fill("required")]: { type: "string", description: fill("property.description") },
      [`${fill("property")}2`]: {
        const: fill("const"),
        deprecated: true,
        [`x-${fill("x")}`]: fill("x.value"),
      },
      list: {
        type: "array",
        items: { $ref: "#/components/schemas/Part" },
        description: fill("list.description"),
      },
      patterned: { type: "string", pattern: keep(quoted, "pattern") },
      formatted: { type: "string", format: fill("format") },
      encoded: {
        type: "string",
        contentMediaType: fill("contentMediaType"),
        contentEncoding: fill("contentEncoding"),
      },
      marked: { type: "string", xml: { name: fill("xml.name"), namespace: fill("xml.namespace") } },
      either: { $ref: "#/components/schemas/Either" },
    },
    $defs: { [fill("$defs")]: { type: "string", description: fill("$defs.description") } },
    dependentRequired: { [`${fill("property")}2`]: ["list"] },
    patternProperties: {
      [`^x-${keep(quoted, "patternProperties")}`]: {
        type: "string",
        description: fill("patternProperties.description"),
      },
    },
    additionalProperties: { type: "string", description: fill("additional.description") },
    default: { [fill("required")]: fill("default") },
    examples: [{ [fill("required")]: fill("schema.example") }],
  };
  const branch = (position: string): object => ({
    type: "object",
    required: [fill("tag.property")],
    properties: { [fill("tag.property")]: { const: `${position} ${fill(position)}` } },
  });
  const mapping = ["One", "Two"].map((name) => [
    `${name} ${fill(name)}`,
    `#/components/schemas/${name}`,
  ]);
  const { schemes, others } = wireComponents(fill, keep);
  return {
    ...others,
    schemas: {
      Whole,
      Part: {
        type: "object",
        description: fill("part.description"),
        properties: { [fill("part.property")]: { type: ["string", "null"] } },
      },
      One: branch("One"),
      Two: branch("Two"),
      Either: {
        oneOf: ["One", "Two"].map((name) => ({ $ref: `#/components/schemas/${name}` })),
        discriminator: { propertyName: fill("tag.property"), mapping: Object.fromEntries(mapping) },
      },
      [keep((text) => `N.${text.replace(/[^\w.-]/g, "")}`, "schema.name")]: {
        type: "integer",
        description: fill("named.description"),
      },
    },
    securitySchemes: {
      [fill("scheme")]: {
        type: "apiKey",
        in: "header",
        name: keep(token, "scheme.header"),
        description: fill("scheme.description"),
      },
      ...schemes,
    },
  };
}
