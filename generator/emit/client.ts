// Operations → createClient() and its interfaces: operations grouped by the steps of their names.
import type { Api, Operation } from "../model/model.ts";
import { groupName } from "../model/names.ts";
import { type EmittedFile, identifier, literal, type Part, printFile } from "../print.ts";
import { callDocs, clientArguments, clientExample, type Values } from "./shared/calls.ts";
import { block, docText, example, header, titleOf } from "./shared/docs.ts";
import { boundOverloads } from "./shared/overloads.ts";
import { acceptParameter, callType, needsEvents } from "./shared/results.ts";
import {
  bodiesName,
  contentChoice,
  leadingArguments,
  optionsName,
  optionsTuple,
  type Schemas,
} from "./shared/signature.ts";

/** A step of the client: further steps by name, or the operation it calls. */
type Tree = Map<string, Tree | Operation>;

export function emitClient(api: Api, packageName: string, values: Values): EmittedFile {
  const tree = treeOf(api.operations);
  const context: Context = {
    api,
    packageName,
    values,
    schemas: new Map(api.schemas.map((named) => [named.name, named])),
  };
  const parts: Part[] = [
    `import {\n${["connect", ...api.operations.map(({ name }) => identifier(name))].map((name) => `  ${name},\n`).join("")}} from "./operations.ts";`,
    `import type {\n${["ClientOptions", ...api.operations.map(optionsName), ...api.operations.filter(contentChoice).map(bodiesName)].map((name) => `  ${name},\n`).join("")}} from "./operations.ts";`,
    `import type { Call${api.operations.some((operation) => callType(operation).includes(", Success<")) ? ", CallOf, Success" : ""} } from "./runtime/call.ts";`,
    ...(needsEvents(api.operations)
      ? ['import type { ServerSentEvent } from "./runtime/events.ts";']
      : []),
    ...(api.bound.length === 0 ? [] : ['import type { Remaining } from "./runtime/options.ts";']),
    'import type * as Types from "./types.ts";',
    ...interfaces(context, tree, []),
    createClient(context, tree),
  ];
  return {
    path: "src/client.ts",
    text: printFile(header(api.source, `The client of ${titleOf(api)}.`), parts),
  };
}

interface Context {
  readonly api: Api;
  readonly packageName: string;
  readonly values: Values;
  readonly schemas: Schemas;
}

function treeOf(operations: readonly Operation[]): Tree {
  const root: Tree = new Map();
  for (const operation of operations) {
    let here = root;
    for (const step of operation.path.slice(0, -1)) {
      const next = here.get(step) ?? new Map<string, Tree | Operation>();
      here.set(step, next);
      here = next as Tree;
    }
    here.set(operation.path.at(-1)!, operation);
  }
  return root;
}

/** `Client` for the root, `PetsVisitsMethods` for a group. */
function interfaceName(path: readonly string[]): string {
  return path.length === 0 ? "Client" : identifier(groupName(path));
}

const typeParameter = ({ bound }: Api): string =>
  bound.length === 0
    ? ""
    : `<Bound extends string = ${bound.map(({ option }) => JSON.stringify(option)).join(" | ")}>`;

function interfaces(context: Context, tree: Tree, path: readonly string[]): readonly string[] {
  const { api } = context;
  const inner = [...tree].flatMap(([step, node]) =>
    node instanceof Map ? interfaces(context, node, [...path, step]) : [],
  );
  const members = [...tree].map(([step, node]) => {
    if (!(node instanceof Map)) return method(context, step, node);
    const argument = api.bound.length === 0 ? "" : "<Bound>";
    return `  readonly ${identifier(step)}: ${interfaceName([...path, step])}${argument};\n`;
  });
  const docs = path.length === 0 ? `A client of ${titleOf(api)}.` : `\`client.${path.join(".")}\``;
  return [
    ...inner,
    `${block(docText([docs]))}export interface ${interfaceName(path)}${typeParameter(api)} {\n${members.join("")}}`,
  ];
}

function method(
  { api, packageName, values, schemas }: Context,
  step: string,
  operation: Operation,
): string {
  const leading = leadingArguments(operation, schemas).map(
    ({ name, type, optional }) => `${name}${optional ? "?" : ""}: ${type}`,
  );
  const list = [...leading, `...options: ${optionsTuple(operation, "Bound")}`];
  const docs = block(
    callDocs(api, operation, clientExample(api, operation, packageName, values)),
    "  ",
  );
  const choices = [contentChoice(operation), acceptParameter(operation)].filter(
    (choice) => choice !== undefined,
  );
  const parameters = choices.map((choice) => {
    return `${choice.name} extends ${choice.constraint} = ${choice.default}`;
  });
  const generic = parameters.length === 0 ? "" : `<${parameters.join(", ")}>`;
  return `${docs}  ${identifier(step)}${generic}(\n${list.map((part) => `    ${part}`).join(",\n")}\n  ): ${callType(operation)};\n`;
}

function createClient({ api, packageName }: Context, tree: Tree): string {
  const usage = `import { createClient } from ${literal(packageName)};\n\nconst client = createClient(${clientArguments(api)});`;
  const docs = docText(
    [
      `Makes a client of ${titleOf(api)}. Nothing is sent by it, and it shows its secrets to nobody.`,
    ],
    [
      "@throws {TypeError} An option is missing or can't be used; secrets are not shown.",
      example(usage),
    ],
  );
  const body = `const connection = connect(${api.bound.length === 0 ? "options" : "options as ClientOptions & Required<typeof options>"});\n  return ${objectOf(tree, 1)};`;
  return boundOverloads(api, "createClient", "Client", body, docs);
}

function objectOf(tree: Tree, depth: number): string {
  const pad = "  ".repeat(depth + 1);
  const members = [...tree].map(([step, node]) => {
    const value = node instanceof Map ? objectOf(node, depth + 1) : forward(node);
    return `${pad}${identifier(step)}: ${value},\n`;
  });
  return `{\n${members.join("")}${"  ".repeat(depth)}}`;
}

function forward(operation: Operation): string {
  return `(...args) => ${identifier(operation.name)}(connection, ...args)`;
}
