// The part of the hostile document that says how things travel: servers, security, every style of every
// kind of parameter, every kind of body, and every kind of answer.
import {
  constants,
  type Fill,
  type Keep,
  path,
  printable,
  segment,
  token,
} from "./hostile-texts.ts";

/** What remains of the name of a path parameter, and of a word in a media type. */
const name = (text: string): string => `p${text.replace(/[{}?#/]/g, "")}`;
const word = (text: string): string => token(text).replace(/[*]/g, "");

type Texts = (position: string) => object;

export function wirePaths(fill: Fill, keep: Keep): object {
  const text: Texts = (position) => ({ type: "string", ...constants(fill, position) });
  const own = `own.${keep(path, "wire.server")}`;
  return {
    [templateOf(keep)]: {
      parameters: pathParameters(fill, keep, text),
      servers: [
        {
          url: `https://{${keep(name, "wire.variable")}}.example.com/${own}`,
          variables: {
            [keep(name, "wire.variable")]: {
              default: "a",
              enum: ["a", fill("wire.variable.enum")],
              description: fill("wire.variable.description"),
            },
          },
        },
      ],
      get: {
        operationId: fill("wire.get"),
        parameters: [...queries(fill, text), ...headers(fill, keep, text)],
        security: [
          { [fill("wire.query")]: [], [`${fill("wire.cookie")}c`]: [] },
          { [`${fill("wire.oauth")}o`]: [fill("wire.scope")] },
          {},
        ],
        responses: answers(fill, keep, text),
      },
      put: {
        operationId: `${fill("wire.put")} put`,
        requestBody: { content: bodies(fill, keep, text) },
        responses: { 204: { description: "d" } },
      },
      additionalOperations: {
        [keep(word, "wire.method")]: { responses: { 204: { description: "d" } } },
      },
    },
  };
}

function templateOf(keep: Keep): string {
  const steps = ["wire.simple", "wire.label", "wire.matrix"];
  return `/wire/${steps.map((position) => `{${keep(name, position)}${position.at(-1)!}}`).join("/")}`;
}

function pathParameters(fill: Fill, keep: Keep, text: Texts): readonly object[] {
  return ["simple", "label", "matrix"].map((style) => ({
    name: `${keep(name, `wire.${style}`)}${style.at(-1)!}`,
    in: "path",
    required: true,
    style,
    // Nothing tells the dot between the items of a label from one in them.
    explode: style !== "label",
    description: fill(`wire.${style}.description`),
    schema: { type: "array", minItems: 1, maxItems: 1, items: text(`wire.${style}`) },
    examples: { [fill(`wire.${style}.example.name`)]: { value: ["other"] } },
  }));
}

function queries(fill: Fill, text: Texts): readonly object[] {
  const list = (position: string): object => ({
    type: "array",
    minItems: 1,
    items: text(position),
  });
  const named = (position: string): object => ({
    type: "object",
    properties: { [fill(`${position}.property`)]: text(position) },
    additionalProperties: false,
  });
  const query = (position: string, end: string, more: object): object => ({
    name: `${fill(position)}${end}`,
    in: "query",
    description: fill(`${position}.description`),
    ...more,
  });
  return [
    query("wire.form", "f", { explode: false, schema: list("wire.form") }),
    query("wire.space", "s", { style: "spaceDelimited", schema: list("wire.space") }),
    query("wire.pipe", "|", { style: "pipeDelimited", schema: list("wire.pipe") }),
    query("wire.deep", "d", { style: "deepObject", schema: named("wire.deep") }),
    query("wire.object", "o", { explode: false, schema: named("wire.object") }),
    query("wire.reserved", "r", { allowReserved: true, schema: text("wire.reserved") }),
  ];
}

function headers(fill: Fill, keep: Keep, text: Texts): readonly object[] {
  return ["header", "cookie"].map((place) => ({
    name: `${keep(token, `wire.${place}`)}-${place}`,
    in: place,
    description: fill(`wire.${place}.description`),
    schema: {
      type: "array",
      items: text(`wire.${place}`),
      description: fill(`wire.${place}.list`),
    },
  }));
}

function bodies(fill: Fill, keep: Keep, text: Texts): object {
  const form = (position: string): object => ({
    type: "object",
    description: fill(`${position}.description`),
    required: [`${fill(position)}1`],
    properties: {
      [`${fill(position)}1`]: text(position),
      [`${fill(position)}2`]: { type: "array", items: text(`${position}.item`) },
      [`${fill(position)}3`]: { type: "object", properties: { [fill(`${position}.inner`)]: {} } },
      [`${fill(position)}4`]: { type: "string", format: "binary" },
    },
  });
  const header = { schema: { type: "string", const: keep(printable, "wire.part.header") } };
  const part = {
    contentType: `text/${keep(word, "wire.part.type")}; a="${keep(printable, "wire.part.media")}"`,
    // Node's reader of forms takes no "`" in the name of a header.
    headers: {
      [keep(token, "wire.part.name").replaceAll("`", "")]: {
        ...header,
        description: fill("wire.part"),
      },
    },
  };
  const styled = { style: "pipeDelimited", explode: false, allowReserved: true };
  return {
    "application/x-www-form-urlencoded": {
      schema: form("wire.urlencoded"),
      encoding: { [`${fill("wire.urlencoded")}2`]: styled },
    },
    "multipart/form-data": {
      schema: form("wire.multipart"),
      encoding: {
        [`${fill("wire.multipart")}1`]: part,
        [`${fill("wire.multipart")}2`]: { contentType: "application/json" },
      },
    },
    [`text/${keep(word, "wire.text")}`]: { schema: text("wire.text") },
    [`image/${keep(word, "wire.bytes")}`]: {},
    [`application/${keep(word, "wire.json")}+json; v="${keep(printable, "wire.json.parameter")}"`]:
      {
        schema: { $ref: "#/components/schemas/Part" },
        examples: { [fill("wire.json.example")]: { $ref: "#/components/examples/Example" } },
      },
  };
}

function answers(fill: Fill, keep: Keep, text: Texts): object {
  const item = (position: string): object => ({
    itemSchema: {
      type: "object",
      description: fill(`${position}.description`),
      required: [fill(position)],
      properties: { [fill(position)]: text(position) },
    },
  });
  const data = {
    type: "string",
    contentMediaType: "application/json",
    contentSchema: {
      type: "object",
      properties: { [fill("wire.event.data")]: text("wire.event") },
    },
  };
  // A field of an event is one line.
  const event = fill("wire.event.name.enum").replace(/[\r\n]/g, "");
  const link = {
    operationRef: fill("wire.link.ref"),
    parameters: { [fill("wire.link.parameter")]: fill("wire.link.value") },
    requestBody: fill("wire.link.body"),
    server: { url: fill("wire.link.server"), description: fill("wire.link.server.description") },
  };
  const header = {
    description: fill("wire.answer.header.description"),
    schema: text("wire.answer"),
  };
  return {
    200: {
      description: fill("wire.ok"),
      headers: { [keep(token, "wire.answer.header")]: header },
      links: { [word(fill("wire.link"))]: link },
      content: {
        "application/json": { schema: { $ref: "#/components/schemas/Either" } },
        "text/event-stream": {
          itemSchema: {
            type: "object",
            required: ["data"],
            properties: {
              event: {
                type: "string",
                description: fill("wire.event.name"),
                enum: [event, "other"],
              },
              data,
            },
          },
        },
        [`application/${keep(word, "wire.lines")}+jsonl`]: item("wire.lines.item"),
        "application/jsonl": item("wire.jsonl"),
        "application/json-seq": item("wire.sequence"),
        [`text/${keep(word, "wire.answer.text")}`]: { schema: text("wire.answer.text") },
        [`image/${keep(word, "wire.answer.bytes")}`]: {},
      },
    },
    "3XX": { description: fill("wire.moved") },
    404: {
      description: fill("wire.missing"),
      content: { "application/json": { schema: { $ref: "#/components/schemas/Part" } } },
    },
    418: {
      description: fill("wire.teapot"),
      content: { [`text/${keep(word, "wire.teapot.text")}`]: { schema: text("wire.teapot") } },
    },
    default: {
      description: fill("wire.default"),
      content: { [`audio/${keep(word, "wire.default.bytes")}`]: {} },
    },
  };
}

/** Security schemes of every kind, and components that nothing but a reference reaches. */
export function wireComponents(
  fill: Fill,
  keep: Keep,
): { readonly schemes: object; readonly others: object } {
  const url = `https://example.com/${keep(segment, "wire.oauth.url")}`;
  const scopes = { [fill("wire.scope")]: fill("wire.scope.description") };
  const key = (place: string, position: string): object => ({
    type: "apiKey",
    in: place,
    name: keep(token, position),
    description: fill(`${position}.description`),
  });
  return {
    schemes: {
      [fill("wire.query")]: key("query", "wire.query.name"),
      [`${fill("wire.cookie")}c`]: key("cookie", "wire.cookie.name"),
      [`${fill("wire.bearer")}b`]: {
        type: "http",
        scheme: "bearer",
        bearerFormat: fill("wire.bearer.format"),
        description: fill("wire.bearer.description"),
      },
      [`${fill("wire.basic")}h`]: { type: "http", scheme: "basic" },
      [`${fill("wire.oauth")}o`]: {
        type: "oauth2",
        description: fill("wire.oauth.description"),
        flows: {
          authorizationCode: { authorizationUrl: url, tokenUrl: url, refreshUrl: url, scopes },
        },
      },
      [`${fill("wire.openid")}i`]: { type: "openIdConnect", openIdConnectUrl: url },
      [`${fill("wire.mutual")}m`]: {
        type: "mutualTLS",
        description: fill("wire.mutual.description"),
      },
    },
    others: {
      examples: {
        Example: {
          summary: fill("wire.example.summary"),
          description: fill("wire.example.description"),
          value: { [fill("part.property")]: fill("wire.example") },
        },
        [word(fill("wire.example.name"))]: { externalValue: fill("wire.example.address") },
      },
      pathItems: {
        [word(fill("wire.item"))]: { summary: fill("wire.item.summary") },
      },
      responses: {
        [word(fill("wire.response"))]: { description: fill("wire.response.description") },
      },
    },
  };
}
