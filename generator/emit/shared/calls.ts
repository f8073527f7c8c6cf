// The documentation of a call: what it does, what it throws, and an example that compiles.
import type { Api, Operation } from "../../model/model.ts";
import { comment, identifier, literal } from "../../print.ts";
import { deprecation, docText, example, origin, prose, oneLine } from "./docs.ts";
import { resultType, successesOf } from "./results.ts";
import { needsOptions, ownParameters } from "./signature.ts";

/** A value for each named schema, as code. */
export type Values = ReadonlyMap<string, string>;

export function callDocs(api: Api, operation: Operation, code: string): string {
  const { method, url, docs, at } = operation;
  const wire = `\`${method.toUpperCase()} ${comment(url)}\``;
  return docText(
    [prose(docs), `${wire}. ${origin(at)}`, headerDocs(operation)],
    [...parameterDocs(operation), ...throwsDocs(api, operation), deprecation(docs), example(code)],
  );
}

/** The headers of successes, which `withResponse()` tells. */
function headerDocs(operation: Operation): string {
  const headers = successesOf(operation).flatMap((response) => response.headers);
  const texts = new Map(
    headers.map(({ name, docs }) => {
      const about = oneLine(docs.description);
      return [name.toLowerCase(), `\`${oneLine(name)}\`${about === "" ? "" : ` (${about})`}`];
    }),
  );
  return texts.size === 0 ? "" : `Headers of its answers: ${[...texts.values()].join(", ")}.`;
}

function parameterDocs(operation: Operation): readonly string[] {
  const paths = ownParameters(operation).map(
    ({ argument, docs }) => `@param ${argument} ${oneLine(docs.description)}`,
  );
  const body =
    operation.body === undefined ? [] : [`@param body ${oneLine(operation.body.docs.description)}`];
  return [...paths, ...body].map((line) => line.trimEnd());
}

function throwsDocs({ envelope }: Api, { responses, result }: Operation): readonly string[] {
  const failures = responses
    .filter(({ status }) => !status.startsWith("2"))
    .map(({ status }) => status);
  const statuses = failures.length === 0 ? "a failure" : failures.join(", ");
  const inside =
    result.enveloped && envelope?.success !== undefined
      ? `, or \`${comment(envelope.success)}: false\``
      : "";
  return [
    `@throws {ApiError} The API answered with ${statuses}${inside}.`,
    "@throws {ValidationError} An argument breaks the document; nothing was sent.",
    "@throws {ConnectionError | TimeoutError} No whole answer came.",
  ];
}

/** A call of the client, with a real body. */
export function clientExample(
  api: Api,
  operation: Operation,
  packageName: string,
  values: Values,
): string {
  const call = `client.${operation.path.map(identifier).join(".")}(${argumentsOf(operation, values).join(", ")})`;
  return [
    `import { createClient } from ${literal(packageName)};`,
    "",
    `const client = createClient(${clientArguments(api)});`,
    resultLine(operation, call),
  ].join("\n");
}

/** A call of the free function, with a real body. */
export function functionExample(
  api: Api,
  operation: Operation,
  packageName: string,
  values: Values,
): string {
  const name = identifier(operation.name);
  const call = `${name}(${["connection", ...argumentsOf(operation, values)].join(", ")})`;
  return [
    `import { connect, ${name} } from ${literal(`${packageName}/operations`)};`,
    "",
    `const connection = connect(${clientArguments(api)});`,
    resultLine(operation, call),
  ].join("\n");
}

function resultLine(operation: Operation, call: string): string {
  return resultType(operation) === "void" ? `await ${call};` : `console.log(await ${call});`;
}

function argumentsOf(operation: Operation, values: Values): readonly string[] {
  const { body, query, headers, cookies } = operation;
  const paths = ownParameters(operation).map(({ schema }) => values.get(schema)!);
  const bodies = body === undefined ? [] : [values.get(body.schema)!];
  if (!needsOptions(operation)) return [...paths, ...bodies];
  const groups = [
    query?.required === true ? `query: ${values.get(query.schema)!}` : "",
    headers?.required === true ? `headers: ${values.get(headers.schema)!}` : "",
    cookies?.required === true ? `cookies: ${values.get(cookies.schema)!}` : "",
  ];
  return [...paths, ...bodies, `{ ${groups.filter((group) => group !== "").join(", ")} }`];
}

/** The options of a client in an example: the first alternative of credentials and what is bound. */
export function clientArguments(api: Api): string {
  const absolute = /^https?:/.test(api.servers[0]?.url ?? "");
  const needed = api.operations.find(({ security }) => security.length > 0)?.security[0] ?? [];
  const credentials = api.credentials.filter(({ scheme }) => needed.includes(scheme));
  const all = [
    ...(absolute ? [] : ['baseUrl: "https://example.com"']),
    ...[...credentials, ...api.bound].map(({ option }) => `${identifier(option)}: "…"`),
  ];
  return all.length === 0 ? "" : `{ ${all.join(", ")} }`;
}
