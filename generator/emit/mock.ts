// The mock server: the operation table joined with proven fixtures, and a typed handler for each operation.
import type { SchemaFixtures } from "../fixtures/make.ts";
import type {
  Api,
  Body,
  Example,
  Json,
  Operation,
  ResponseContent,
  ResponseModel,
} from "../model/model.ts";
import {
  type EmittedFile,
  identifier,
  literal,
  member,
  type Part,
  printFile,
  propertyKey,
} from "../print.ts";
import { clientArguments, clientExample, type Values } from "./shared/calls.ts";
import { encoderOf, importLines, importsOf, sentType, wireType } from "./shared/answers.ts";
import type { Schemas } from "./shared/signature.ts";
import { contentsOf, decoder } from "./shared/contents.ts";
import { stylesLiteral } from "./shared/styles.ts";
import { block, docText, example, header, origin, titleOf } from "./shared/docs.ts";

type Made = ReadonlyMap<string, SchemaFixtures>;

export function emitMock(
  api: Api,
  fixtures: readonly SchemaFixtures[],
  packageName: string,
  values: Values,
): EmittedFile {
  const schemas: Schemas = new Map(api.schemas.map((named) => [named.name, named]));
  const made: Made = new Map(fixtures.map((entry) => [entry.name, entry]));
  const used = new Set(
    api.operations.flatMap(({ responses }) =>
      responses.flatMap(({ contents }) =>
        contents.flatMap(({ schema }) => (schema !== undefined && made.has(schema) ? schema : [])),
      ),
    ),
  );
  const tables = ["api", ...api.operations.map(({ name }) => identifier(`${name}Operation`))];
  const parts: Part[] = [
    used.size === 0
      ? ""
      : `import {\n${[...used].map((name) => `  ${identifier(name)},\n`).join("")}} from "./fixtures.ts";`,
    ...contentImports(api),
    ...importLines(importsOf(api.operations.flatMap(encodersOf))),
    ...(api.operations.some(sendsEvents)
      ? ['import type { SentEvent } from "./runtime/encode.ts";']
      : []),
    'import type { Fetch } from "./runtime/operation.ts";',
    'import { type Handler, type Received, type Route, serve, type ServeOptions } from "./runtime/server.ts";',
    api.operations.some((one) => stylesLiteral(one, true) !== undefined)
      ? 'import { readStyled } from "./runtime/styles-read.ts";'
      : "",
    `import {\n${tables.map((name) => `  ${name},\n`).join("")}} from "./table.ts";`,
    'import type * as Types from "./types.ts";',
    'export type { Handler, Received, ServeOptions } from "./runtime/server.ts";',
    `${block("Answers of your own, by operation: the whole body, or any Response.")}export interface Handlers {\n${api.operations.map(handler).join("")}}`,
    mockServer(api, packageName, values),
    // An object: of a list's members the compiler makes one type, comparing each with each.
    `function routes(handlers: Handlers): Readonly<Record<string, Route>> {\n  return {\n${api.operations.map((operation) => route(schemas, operation, made)).join("")}  };\n}`,
  ].filter((part) => part !== "");
  const purpose = `A mock server of ${titleOf(api)}: a Fetch that answers with proven fixtures.`;
  return { path: "src/mock.ts", text: printFile(header(api.source, purpose), parts) };
}

function handler(operation: Operation): string {
  const { name, pathParameters, query, body, at } = operation;
  const params = pathParameters.map(
    (parameter) => `${propertyKey(parameter.name)}: Types.${identifier(parameter.schema)}`,
  );
  const paramsType = params.length === 0 ? "object" : `{ ${params.join("; ")} }`;
  const queryType = query === undefined ? "object" : `Types.${identifier(query.schema)}`;
  const optional = body?.required === false ? " | undefined" : "";
  const bodyType = body === undefined ? "undefined" : `${receivedType(body)}${optional}`;
  const answer = sentType(mainOf(operation)?.contents[0]);
  const docs = block(`Answers \`${operation.path.join(".")}\`. ${origin(at)}`, "  ");
  return `${docs}  readonly ${identifier(name)}?: Handler<Received<${paramsType}, ${queryType}, ${bodyType}>, ${answer}>;\n`;
}

function mockServer(api: Api, packageName: string, values: Values): string {
  const first = api.operations[0];
  const options = clientArguments(api);
  const fetching =
    options === "" ? "{ fetch: mock.fetch }" : options.replace(/ }$/, ", fetch: mock.fetch }");
  const call =
    first === undefined ? "" : clientExample(api, first, packageName, values).split("\n").at(-1)!;
  const usage = [
    `import { createClient } from ${literal(packageName)};`,
    `import { mockServer } from ${literal(`${packageName}/mock`)};`,
    "",
    "const mock = mockServer();",
    `const client = createClient(${fetching});`,
    call,
  ].join("\n");
  const docs = docText(
    [
      `A mock server of ${titleOf(api)}, without a network: its \`fetch\` answers as the API would.`,
      "Requests are validated; wrong ones are answered with a failure in the API's own form. A body that a handler returns is validated too.",
    ],
    [
      "@param handlers Answers of your own, by operation.",
      "@param options Where the API is thought to be.",
      example(usage),
    ],
  );
  return [
    `${block(docs)}export function mockServer(handlers: Handlers = {}, options: ServeOptions = {}): { readonly fetch: Fetch } {`,
    "  return serve(api, Object.values(routes(handlers)), options);",
    "}",
  ].join("\n");
}

/** What replies use of the run time. */
function encodersOf({ responses }: Operation): readonly (readonly [string, string])[] {
  const contents = responses.flatMap((response) => response.contents);
  return contents.flatMap((content) => {
    const names = [encoderOf(content), content.kind === "binary" ? "someBytes" : undefined];
    return names.flatMap((name) => (name === undefined ? [] : [["encode", name] as const]));
  });
}

function sendsEvents(operation: Operation): boolean {
  return sentType(mainOf(operation)?.contents[0]).includes("SentEvent<");
}

/** The response that a server gives where nobody asks for another. */
function mainOf({ responses, result }: Operation): ResponseModel | undefined {
  return responses.find(({ status }) => status === result.status);
}

function route(schemas: Schemas, operation: Operation, made: Made): string {
  const { name, responses, result } = operation;
  const main = mainOf(operation);
  const failures = responses
    .filter((response) => isFailure(operation, response) && isJson(response))
    .flatMap((response) => {
      const value = bodyOf(response.contents[0]!, made);
      return value === undefined ? [] : [`        ${propertyKey(response.status)}: ${value},\n`];
    });
  const replies = responses
    .filter(
      (response) => response !== main && !(isFailure(operation, response) && isJson(response)),
    )
    .map((response) => {
      const fields = replyOf(response, made);
      return `        ${propertyKey(response.status)}: ${fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`},\n`;
    });
  const success = [`status: ${statusNumber(result.status)}`, ...(main ? replyOf(main, made) : [])];
  const lines = [
    `operation: ${identifier(`${name}Operation`)},`,
    `success: { ${success.join(", ")} },`,
    failures.length === 0 ? "failures: {}," : `failures: {\n${failures.join("")}      },`,
    ...(replies.length === 0 ? [] : [`replies: {\n${replies.join("")}      },`]),
    ...parameterNames(schemas, operation),
    ...readerEntry(operation),
    `handler: ${member("handlers", name)} as Handler | undefined,`,
  ];
  return `    ${identifier(name)}: {\n${lines.map((line) => `      ${line}\n`).join("")}    },\n`;
}

/** What a handler is given of a body: any of its media types, and of bytes a Blob. */
function receivedType(body: Body): string {
  const types = contentsOf(body).map(({ kind, schema }) => {
    const type = `Types.${identifier(schema)}`;
    return kind === "bytes" || kind === "multipart" ? `Arrived<${type}>` : type;
  });
  return [...new Set(types)].join(" | ");
}

/** Whether a body may be anything but JSON. */
function readsContents({ body }: Operation): boolean {
  if (body === undefined) return false;
  return body.others.length > 0 || body.kind !== "json";
}

/** What of bodies-read.ts and binary.ts the routes need. */
function contentImports({ operations }: Api): readonly string[] {
  const contents = operations
    .filter(readsContents)
    .flatMap(({ body }) => (body === undefined ? [] : contentsOf(body)));
  if (contents.length === 0) return [];
  const names = [...new Set(["readContents", ...contents.map((each) => decoder(each).name)])];
  const arrives = contents.some(({ kind }) => kind === "bytes" || kind === "multipart");
  return [
    ...(arrives ? ['import type { Arrived } from "./runtime/binary.ts";'] : []),
    `import { ${names.sort().join(", ")} } from "./runtime/bodies-read.ts";`,
  ];
}

/** How the parameters are read where they travel otherwise than without a word. */
function readerEntry(operation: Operation): readonly string[] {
  const styles = stylesLiteral(operation, true);
  const { body } = operation;
  const contents = readsContents(operation)
    ? contentsOf(body!).map((each) => `${propertyKey(each.mediaType)}: ${decoder(each).text}`)
    : [];
  const readers = [
    ...(styles === undefined ? [] : [`parameters: readStyled(${styles})`]),
    ...(contents.length === 0 ? [] : [`body: readContents({ ${contents.join(", ")} })`]),
  ];
  return readers.length === 0 ? [] : [`reader: { ${readers.join(", ")} },`];
}

function isFailure({ result }: Operation, { status }: ResponseModel): boolean {
  return status !== result.status && !status.startsWith("2");
}

/** Whether a failure is one JSON: what is said of it then is its body. */
function isJson({ contents }: ResponseModel): boolean {
  return contents.length === 1 && contents[0]!.kind === "json";
}

/** The fields of a Reply. */
function replyOf({ contents }: ResponseModel, made: Made): readonly string[] {
  const [first, ...others] = contents;
  if (first === undefined) return [];
  const also = others.map((content) => `{ ${contentFields(content, made).join(", ")} }`);
  return [
    ...contentFields(first, made),
    ...(also.length === 0 ? [] : [`also: [${also.join(", ")}]`]),
  ];
}

function contentFields(content: ResponseContent, made: Made): readonly string[] {
  const body = bodyOf(content, made);
  const type = wireType(content);
  const encode = encoderOf(content);
  return [
    ...(body === undefined ? [] : [`body: ${body}`]),
    ...(type === undefined ? [] : [`mediaType: ${literal(type)}`]),
    ...(encode === undefined ? [] : [`encode: ${encode}`]),
  ];
}

/** The wire names of query, header and cookie parameters: a validator does not tell them. */
function parameterNames(
  schemas: Schemas,
  { query, headers, cookies }: Operation,
): readonly string[] {
  const groups = [
    ["query", query?.schema] as const,
    ["headers", headers?.schema] as const,
    ["cookies", cookies?.schema] as const,
  ];
  const texts = groups.flatMap(([group, name]) => {
    const schema = name === undefined ? undefined : schemas.get(name)?.schema;
    if (typeof schema !== "object") return [];
    return [`${group}: ${literal(Object.keys(schema["properties"] as object))}`];
  });
  return texts.length === 0 ? [] : [`names: { ${texts.join(", ")} },`];
}

/** "2XX" and "default" are answered as 200. */
function statusNumber(status: string): string {
  return /^\d{3}$/.test(status) ? status : "200";
}

/** A body as code: of streams, a list of items. Undefined: there is no fixture. */
function bodyOf(content: ResponseContent, made: Made): string | undefined {
  const { kind, schema, whole, examples } = content;
  if (kind === "binary") return "someBytes";
  if (kind === "json" || (kind === "text" && schema !== undefined)) return fixtureOf(content, made);
  if (kind === "text") {
    const shown = examples.find(({ value }) => typeof value === "string")?.value;
    return literal(shown ?? "A text.");
  }
  const fixtures = schema === undefined ? undefined : made.get(schema);
  if (fixtures === undefined) return schema === undefined && kind === "events" ? TWO_EVENTS : "[]";
  const items = ["full", "minimal"].map((size) => `${identifier(fixtures.name)}.${size}`);
  const isData = kind === "events" && !whole;
  return `[${items.map((item) => (isData ? `{ data: ${item} }` : item)).join(", ")}]`;
}

const TWO_EVENTS = '[{ data: "one" }, { data: "two\\nlines" }]';

/** The document's first example of a response, by its name among the fixtures, else the full value. */
function fixtureOf({ schema, examples }: ResponseContent, made: Made): string | undefined {
  const fixtures = schema === undefined ? undefined : made.get(schema);
  if (fixtures === undefined) return undefined;
  const first = examples[0] && fixtures.examples.find(({ value }) => isSame(value, examples[0]!));
  const name = identifier(fixtures.name);
  return first === undefined ? `${name}.full` : member(`${name}.examples`, first.name);
}

function isSame(value: Json, example: Example): boolean {
  return JSON.stringify(value) === JSON.stringify(example.value);
}
