// Operations → free functions over a connection, for those who count bytes, and the option types.
import { StructureKind } from "ts-morph";
import type { Api, Operation } from "../model/model.ts";
import {
  type EmittedFile,
  identifier,
  literal,
  type Part,
  printFile,
  propertyKey,
} from "../print.ts";
import { callDocs, clientArguments, functionExample, type Values } from "./shared/calls.ts";
import { block, docText, example, header, origin, titleOf } from "./shared/docs.ts";
import { boundOverloads } from "./shared/overloads.ts";
import { contentsOf } from "./shared/contents.ts";
import { acceptOf, acceptParameter, callType, needsEvents } from "./shared/results.ts";
import { needsServer } from "./shared/servers.ts";
import {
  bodiesName,
  boundOptions,
  contentChoice,
  leadingArguments,
  optionsName,
  optionsTuple,
  ownParameters,
  type Schemas,
} from "./shared/signature.ts";

export function emitOperations(api: Api, packageName: string, values: Values): EmittedFile {
  const schemas: Schemas = new Map(api.schemas.map((named) => [named.name, named]));
  const parts: Part[] = [
    `import { call, type Call, type Connection${api.operations.some(tellsStatus) ? ", type CallOf, type Success" : ""} } from "./runtime/call.ts";`,
    ...(api.operations.some(contentChoice)
      ? ['import { choose } from "./runtime/choose.ts";']
      : []),
    ...(api.operations.some((operation) => acceptOf(operation) !== undefined)
      ? ['import { accepting } from "./runtime/contents.ts";']
      : []),
    ...(needsEvents(api.operations)
      ? ['import type { ServerSentEvent } from "./runtime/events.ts";']
      : []),
    'import { connect as open } from "./runtime/http.ts";',
    ...(needsServer(api) ? ['import { atServer } from "./runtime/servers.ts";'] : []),
    `import type { CallOptions${api.bound.length > 0 ? ", Remaining" : ""} } from "./runtime/options.ts";`,
    'import type { ClientOptions } from "./options.ts";',
    importTable(api),
    'import type * as Types from "./types.ts";',
    'export type { ClientOptions, Credentials } from "./options.ts";\nexport type { Call, Connection } from "./runtime/call.ts";\nexport type { CallOptions } from "./runtime/options.ts";',
    connectFunction(api, packageName),
    ...api.operations.flatMap(bodiesType),
    ...api.operations.map(optionsType),
    ...api.operations.map((operation) =>
      freeFunction(api, operation, schemas, packageName, values),
    ),
  ];
  const purpose = `The operations of ${titleOf(api)} as free functions over a connection.`;
  return { path: "src/operations.ts", text: printFile(header(api.source, purpose), parts) };
}

function importTable(api: Api): string {
  const names = api.operations.map(({ name }) => `  ${identifier(`${name}Operation`)},\n`);
  return `import {\n  api,\n${names.join("")}} from "./table.ts";`;
}

function connectFunction(api: Api, packageName: string): Part {
  const usage = `import { connect } from ${literal(`${packageName}/operations`)};\n\nconst connection = connect(${clientArguments(api)});`;
  const docs = docText(
    [
      "Opens a connection: base URL, credentials and policy that calls share. Nothing is sent by it.",
    ],
    [
      "@throws {TypeError} An option is missing or can't be used; secrets are not shown.",
      example(usage),
    ],
  );
  const given = needsServer(api) ? "atServer(api, options)" : "options";
  return boundOverloads(api, "connect", "Connection", `return open(api, ${given});`, docs);
}

const acceptField =
  "  /** The media type that is asked for; it decides what the call gives. Default: the first. */\n  readonly accept?: Accept;\n";

function tellsStatus(operation: Operation): boolean {
  return callType(operation).includes(", Success<");
}

function optionsType(operation: Operation): Part {
  const { query, headers, cookies, at } = operation;
  const fields = [
    ...boundOptions(operation).map(
      (option) =>
        `  /** Instead of what the client was given. */\n  readonly ${option}?: string;\n`,
    ),
    query &&
      `  /** Query parameters. */\n  readonly query${query.required ? "" : "?"}: Types.${identifier(query.schema)};\n`,
    headers &&
      `  /** Headers; those of the document are typed. */\n  readonly headers${headers.required ? "" : "?"}: Types.${identifier(headers.schema)} & CallOptions["headers"];\n`,
    cookies &&
      `  /** Cookies; a browser sends its own alone. */\n  readonly cookies${cookies.required ? "" : "?"}: Types.${identifier(cookies.schema)};\n`,
  ].filter((field) => field !== undefined);
  const docs = docText([`Options of one call of \`${operation.path.join(".")}\`.`, origin(at)]);
  const accept = acceptParameter(operation);
  if (accept) fields.push(acceptField);
  const parameter = accept
    ? `<${accept.name} extends ${accept.constraint} = ${accept.default}>`
    : "";
  const body = fields.length === 0 ? "{}" : `{\n${fields.join("")}}`;
  return `${block(docs)}export interface ${optionsName(operation)}${parameter} extends CallOptions ${body}`;
}

/** What a caller chooses from by the option `contentType`. */
function bodiesType(operation: Operation): readonly Part[] {
  const { body, path, at } = operation;
  if (body === undefined || contentChoice(operation) === undefined) return [];
  const fields = contentsOf(body).map(
    ({ mediaType, schema }) =>
      `  readonly ${propertyKey(mediaType)}: Types.${identifier(schema)};\n`,
  );
  const docs = docText([
    `The bodies of \`${path.join(".")}\`, by the option \`contentType\` that chooses one; without it, it is the first.`,
    origin(at),
  ]);
  return [`${block(docs)}export interface ${bodiesName(operation)} {\n${fields.join("")}}`];
}

function freeFunction(
  api: Api,
  operation: Operation,
  schemas: Schemas,
  packageName: string,
  values: Values,
): Part {
  const bound = boundOptions(operation).length > 0;
  const choice = contentChoice(operation);
  const leading = leadingArguments(operation, schemas);
  const path = ownParameters(operation).map(
    ({ name, argument }) => `${propertyKey(name)}: ${identifier(argument)}`,
  );
  const paths = path.length === 0 ? "{}" : `{ ${path.join(", ")} }`;
  const body = operation.body === undefined ? "undefined" : "body";
  const table = identifier(`${operation.name}Operation`);
  const described = choice ? `choose(${table}, options)` : table;
  const accept = acceptParameter(operation);
  const given = accept ? `accepting(${literal(acceptOf(operation)!)}, options)` : "options";
  const parameters = [
    ...(bound ? [{ name: "Bound", constraint: "string" }] : []),
    ...(choice ? [choice] : []),
    ...(accept ? [accept] : []),
  ];
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: identifier(operation.name),
    ...(parameters.length > 0 && { typeParameters: parameters }),
    parameters: [
      { name: "connection", type: bound ? "Connection<Bound>" : "Connection" },
      ...leading.map(({ name, type, optional }) => ({ name, type, hasQuestionToken: optional })),
      { name: "[options]", type: optionsTuple(operation, "Bound"), isRestParameter: true },
    ],
    returnType: callType(operation),
    docs: [callDocs(api, operation, functionExample(api, operation, packageName, values))],
    statements: [`return call(connection, ${described}, ${paths}, ${body}, ${given});`],
  };
}
