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
import {
  boundOptions,
  leadingArguments,
  optionsName,
  optionsTuple,
  ownParameters,
  resultType,
  type Schemas,
} from "./shared/signature.ts";

export function emitOperations(api: Api, packageName: string, values: Values): EmittedFile {
  const schemas: Schemas = new Map(api.schemas.map((named) => [named.name, named]));
  const parts: Part[] = [
    'import { call, type Call, type Connection } from "./runtime/call.ts";',
    'import { connect as open } from "./runtime/http.ts";',
    `import type { CallOptions${api.bound.length > 0 ? ", Remaining" : ""} } from "./runtime/options.ts";`,
    'import type { ClientOptions } from "./options.ts";',
    importTable(api),
    'import type * as Types from "./types.ts";',
    'export type { ClientOptions, Credentials } from "./options.ts";\nexport type { Call, Connection } from "./runtime/call.ts";\nexport type { CallOptions } from "./runtime/options.ts";',
    connectFunction(api, packageName),
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
  return boundOverloads(api, "connect", "Connection", "return open(api, options);", docs);
}

function optionsType(operation: Operation): Part {
  const { query, headers, at } = operation;
  const fields = [
    ...boundOptions(operation).map(
      (option) =>
        `  /** Instead of what the client was given. */\n  readonly ${option}?: string;\n`,
    ),
    query &&
      `  /** Query parameters. */\n  readonly query${query.required ? "" : "?"}: Types.${identifier(query.schema)};\n`,
    headers &&
      `  /** Headers; those of the document are typed. */\n  readonly headers${headers.required ? "" : "?"}: Types.${identifier(headers.schema)} & CallOptions["headers"];\n`,
  ].filter((field) => field !== undefined);
  const docs = docText([`Options of one call of \`${operation.path.join(".")}\`.`, origin(at)]);
  const body = fields.length === 0 ? "{}" : `{\n${fields.join("")}}`;
  return `${block(docs)}export interface ${optionsName(operation)} extends CallOptions ${body}`;
}

function freeFunction(
  api: Api,
  operation: Operation,
  schemas: Schemas,
  packageName: string,
  values: Values,
): Part {
  const bound = boundOptions(operation).length > 0;
  const leading = leadingArguments(operation, schemas);
  const path = ownParameters(operation).map(
    ({ name, argument }) => `${propertyKey(name)}: ${identifier(argument)}`,
  );
  const paths = path.length === 0 ? "{}" : `{ ${path.join(", ")} }`;
  const body = operation.body === undefined ? "undefined" : "body";
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: identifier(operation.name),
    ...(bound && { typeParameters: [{ name: "Bound", constraint: "string" }] }),
    parameters: [
      { name: "connection", type: bound ? "Connection<Bound>" : "Connection" },
      ...leading.map(({ name, type, optional }) => ({ name, type, hasQuestionToken: optional })),
      { name: "[options]", type: optionsTuple(operation, "Bound"), isRestParameter: true },
    ],
    returnType: `Call<${resultType(operation)}>`,
    docs: [callDocs(api, operation, functionExample(api, operation, packageName, values))],
    statements: [
      `return call(connection, ${identifier(`${operation.name}Operation`)}, ${paths}, ${body}, options);`,
    ],
  };
}
