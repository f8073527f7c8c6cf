// Operations → the operation table: data that the run time acts on, free of side effects.
// Client, free functions and mock server read the same table, so they can't disagree.
import type {
  Api,
  Body,
  Content,
  Credential,
  JsonObject,
  Operation,
  Server,
} from "../model/model.ts";
import {
  type EmittedFile,
  identifier,
  literal,
  type Part,
  printFile,
  propertyKey,
} from "../print.ts";
import {
  chooseText,
  chosenSchemas,
  importLines,
  importsOf,
  isPlain,
  readersOf,
} from "./shared/answers.ts";
import { block, header, titleOf } from "./shared/docs.ts";
import { contentsOf, encoder, queryEncoder } from "./shared/contents.ts";
import { hasOddKey } from "./shared/credentials.ts";
import { choosesServer } from "./shared/servers.ts";
import { stylesLiteral } from "./shared/styles.ts";

export function emitTable(api: Api): EmittedFile {
  const collectors = [...new Set(api.operations.flatMap(collectorsOf))].sort();
  const chosen = api.operations.filter((operation) => !isPlain(operation));
  const imports = collectors.map((name) => `  ${identifier(name)},\n`).join("");
  const common = literal(commonSecurity(api), 1);
  const parts: Part[] = [
    'import type { ApiDescription, Operation } from "./runtime/operation.ts";',
    ...encoderImports(api),
    ...(api.operations.some((one) => wireEntry(api, one)?.includes("wired(") === true)
      ? ['import { wired } from "./runtime/wire.ts";']
      : []),
    ...(collectors.length === 0 ? [] : ['import { thorough } from "./runtime/validate.ts";']),
    ...importLines(importsOf(api.credentials.flatMap(carriersOf))),
    ...(api.operations.some(({ server }) => server !== undefined)
      ? ['import { ownServer } from "./runtime/servers.ts";']
      : []),
    ...importLines(importsOf(chosen.flatMap(readersOf))),
    ...(collectors.length === 0 ? [] : [`import {\n${imports}} from "./validators.ts";`]),
    description(api),
    ...api.operations.map((operation) => entry(api, operation, common)),
  ];
  const text = printFile(
    header(api.source, `The operations of ${titleOf(api)}, as data for the run time.`),
    parts,
  );
  return { path: "src/table.ts", text };
}

const collector = (schema: string): string => `collect${identifier(schema)}`;

/** A validator of the collector alone: in a bundle the guard's speed would cost more than it saves. */
const validator = (schema: string): string => `/* @__PURE__ */ thorough(${collector(schema)})`;

function collectorsOf(operation: Operation): readonly string[] {
  const { pathParameters, query, headers, cookies, body, result } = operation;
  const schemas = [
    ...pathParameters.map(({ schema }) => schema),
    query?.schema,
    headers?.schema,
    cookies?.schema,
    ...(body === undefined ? [] : contentsOf(body).map(({ schema }) => schema)),
    ...(isPlain(operation) ? [result.body] : chosenSchemas(operation)),
  ];
  return schemas.filter((schema) => schema !== undefined).map(collector);
}

/** Members of an object literal, one a line; those without a value are left out. */
function members(entries: readonly (readonly [string, string | undefined])[]): string {
  return entries
    .filter(([, text]) => text !== undefined)
    .map(([key, text]) => `  ${propertyKey(key)}: ${text},\n`)
    .join("");
}

function description(api: Api): string {
  const { envelope } = api;
  const carriers = api.credentials.map(
    (credential) => [credential.option, carrier(credential)] as const,
  );
  const bound = Object.fromEntries(api.bound.map(({ parameter, option }) => [parameter, option]));
  const text = members([
    ["baseUrl", literal(api.servers[0]?.url ?? "")],
    // A variable may be called `constructor`, of which the compiler thinks that it knows the type.
    [
      "servers",
      choosesServer(api) ? `${literal(api.servers.map(serverEntry), 1)} as const` : undefined,
    ],
    ["bound", literal(bound, 1)],
    [
      "credentials",
      `{ ${carriers.map(([option, text]) => `${propertyKey(option)}: ${text}`).join(", ")} }`,
    ],
    ["security", literal(commonSecurity(api), 1)],
    ["envelope", envelope && literal(withoutUndefined(envelope))],
  ]);
  return `${block("What all operations share.")}export const api: ApiDescription = {\n${text}};`;
}

function carriersOf({ carrier: { kind } }: Credential): readonly (readonly [string, string])[] {
  return kind === "basic" || kind === "cookie" ? [["carriers", kind]] : [];
}

function serverEntry({ template, variables }: Server): JsonObject {
  const values = variables.map((one) => [one.name, [one.default, ...one.values]] as const);
  return { url: template, ...(values.length > 0 && { variables: Object.fromEntries(values) }) };
}

function carrier({ carrier }: Credential): string {
  const { kind } = carrier;
  if (kind === "basic") return "basic";
  if (carrier.kind === "cookie") return `/* @__PURE__ */ cookie(${literal(carrier.name)})`;
  return "name" in carrier ? literal({ in: kind, name: carrier.name }) : literal({ in: kind });
}

function withoutUndefined(object: object): { readonly [key: string]: string } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/** Alternatives by the names of client options. */
function optionsOf(api: Api, security: Operation["security"]): readonly (readonly string[])[] {
  const option = new Map(api.credentials.map(({ scheme, option }) => [scheme, option]));
  return security.map((schemes) => schemes.map((scheme) => option.get(scheme)!));
}

/** What all operations need; nothing where they differ, and each says its own. */
function commonSecurity(api: Api): readonly (readonly string[])[] {
  const all = new Set(api.operations.map(({ security }) => JSON.stringify(security)));
  return all.size === 1 ? optionsOf(api, api.operations[0]!.security) : [];
}

function entry(api: Api, operation: Operation, common: string): string {
  const { id, method, url, server, pathParameters, query, headers, cookies } = operation;
  const { body, result, idempotent } = operation;
  const parameters = pathParameters.map(
    ({ name, schema }) => `${propertyKey(name)}: ${validator(schema)}`,
  );
  const security = literal(optionsOf(api, operation.security), 1);
  const plain = isPlain(operation);
  const text = members([
    ["id", literal(id)],
    ["method", literal(method.toUpperCase())],
    ["path", literal(url)],
    ["baseUrl", server && literal(server)],
    ["parameters", parameters.length === 0 ? "{}" : `{ ${parameters.join(", ")} }`],
    ["query", query && validator(query.schema)],
    ["headers", headers && validator(headers.schema)],
    ["cookies", cookies && validator(cookies.schema)],
    ["wire", wireEntry(api, operation)],
    ["body", body && bodyEntry(body)],
    ["response", plain ? responseEntry(operation) : undefined],
    ["emptyObject", result.emptyObject ? "true" : undefined],
    ["bareList", result.bareList && literal(result.bareList)],
    ["idempotent", idempotent ? "true" : undefined],
    ["security", security === common ? undefined : security],
  ]);
  const docs = block(`\`${method.toUpperCase()} ${url.replaceAll("*/", "*\\/")}\``);
  const value = plain ? `{\n${text}}` : chooseText(operation, validator, `{\n${text}}`);
  return `${docs}export const ${identifier(`${operation.name}Operation`)}: Operation = ${value};`;
}

/** How requests are made; undefined where all that is in them travels without a word. */
function wireEntry(api: Api, operation: Operation): string | undefined {
  const styles = stylesLiteral(operation, false);
  const { body } = operation;
  const encodes = body !== undefined && contentsOf(body).some((content) => encoder(content));
  const whole = queryEncoder(operation.query);
  const isPlain =
    styles === undefined && !encodes && whole === undefined && !hasOddKey(api, operation);
  const needed = operation.query?.required === true ? ", required: true" : "";
  const query = whole === undefined ? "" : `, { encode: ${whole.call}${needed} }`;
  const wire = isPlain
    ? undefined
    : `/* @__PURE__ */ wired(${styles ?? (query === "" ? "" : "{}")}${query})`;
  const { server } = operation;
  if (server === undefined) return wire;
  const more = wire === undefined ? "" : `, ${wire}`;
  return `/* @__PURE__ */ ownServer(${literal(server)}${more})`;
}

/** One JSON for all successes; whatever else there is, `byStatus` chooses. */
function responseEntry({ result: { body, enveloped } }: Operation): string | undefined {
  return body && `{ validate: ${validator(body)}${enveloped ? ", enveloped: true" : ""} }`;
}

/** The encoders that the bodies of an API need, by file. */
function encoderImports(api: Api): readonly string[] {
  const files = new Map<string, Set<string>>();
  const encoders = api.operations.flatMap(({ body, query }) => {
    return [...(body ? contentsOf(body) : []).map(encoder), queryEncoder(query)];
  });
  for (const found of encoders) {
    for (const [file, name] of found?.uses ?? [])
      files.set(file, (files.get(file) ?? new Set()).add(name));
  }
  return [...files].sort().map(([file, names]) => {
    return `import { ${[...names].sort().join(", ")} } from "./runtime/${file}.ts";`;
  });
}

function bodyEntry({ others, emptyObject, ...own }: Body): string {
  const chosen = others.map((content) => {
    return `${propertyKey(content.mediaType)}: { ${contentFields(content, own.required).join(", ")} }`;
  });
  const fields = [
    ...contentFields(own, own.required),
    ...(emptyObject ? ["emptyObject: true"] : []),
    ...(chosen.length === 0 ? [] : [`others: { ${chosen.join(", ")} }`]),
  ];
  return `{ ${fields.join(", ")} }`;
}

function contentFields(content: Content, required: boolean): readonly string[] {
  const { schema, mediaType } = content;
  const encode = encoder(content);
  const isUsual = encode !== undefined || mediaType === "application/json";
  return [
    `validate: ${validator(schema)}`,
    ...(required ? ["required: true"] : []),
    ...(isUsual ? [] : [`mediaType: ${literal(mediaType)}`]),
    ...(encode === undefined ? [] : [`encode: ${encode.call}`]),
  ];
}
