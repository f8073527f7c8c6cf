// The mock server: the operation table joined with proven fixtures, and a typed handler for each operation.
import type { SchemaFixtures } from "../fixtures/make.ts";
import type { Api, Operation } from "../model/model.ts";
import {
  type EmittedFile,
  identifier,
  literal,
  type Part,
  printFile,
  propertyKey,
} from "../print.ts";
import { clientArguments, clientExample, type Values } from "./shared/calls.ts";
import { encoderOf, importLines, importsOf, sentType } from "./shared/answers.ts";
import { contentImports, parameterImports, receivedType } from "./shared/readers.ts";
import { mainOf, route } from "./shared/routes.ts";
import type { Made } from "./shared/shown.ts";
import type { Schemas } from "./shared/signature.ts";
import { block, docText, example, header, origin, titleOf } from "./shared/docs.ts";

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
    ...parameterImports(api),
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
      "The header `Prefer` asks for another documented answer: `code=404` by status, `example=rex` by name, `dynamic=true` for another valid value.",
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
