// Operations and their fixtures → the routes of a mock server: what it answers, and how that is written.
import type { Operation, ResponseContent, ResponseModel } from "../../model/model.ts";
import { identifier, literal, member, propertyKey } from "../../print.ts";
import { encoderOf, wireType } from "./answers.ts";
import { readerEntry } from "./readers.ts";
import { type Made, shown } from "./shown.ts";
import type { Schemas } from "./signature.ts";

/** The response that a server gives where nobody asks for another. */
export function mainOf({ responses, result }: Operation): ResponseModel | undefined {
  return responses.find(({ status }) => status === result.status);
}

export function route(schemas: Schemas, operation: Operation, made: Made): string {
  const { name, responses, result } = operation;
  const main = mainOf(operation);
  const failures = new Map(
    responses.flatMap((response) => {
      const body = isFailure(operation, response) ? bodyOf(response, made) : undefined;
      return body === undefined ? [] : [[response, body] as const];
    }),
  );
  const replies = responses
    .filter((response) => response !== main && (!failures.has(response) || saysMore(response)))
    .map((response) => {
      const fields = replyOf(response, made, !failures.has(response));
      return `        ${propertyKey(response.status)}: ${fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`},\n`;
    });
  const bodies = [...failures].map(
    ([{ status }, body]) => `        ${propertyKey(status)}: ${body},\n`,
  );
  const success = [...statusFields(result.status), ...(main ? replyOf(main, made) : [])];
  const lines = [
    `operation: ${identifier(`${name}Operation`)},`,
    `success: { ${success.join(", ")} },`,
    bodies.length === 0 ? "failures: {}," : `failures: {\n${bodies.join("")}      },`,
    ...(replies.length === 0 ? [] : [`replies: {\n${replies.join("")}      },`]),
    ...parameterNames(schemas, operation),
    ...readerEntry(operation),
    `handler: ${member("handlers", name)} as Handler | undefined,`,
  ];
  return `    ${identifier(name)}: {\n${lines.map((line) => `      ${line}\n`).join("")}    },\n`;
}

function isFailure({ result }: Operation, { status }: ResponseModel): boolean {
  return status !== result.status && !status.startsWith("2");
}

/** The body of a failure that is one JSON: what is told of a request then stands in it. */
function bodyOf({ contents: [first, ...others] }: ResponseModel, made: Made): string | undefined {
  return first?.kind === "json" && others.length === 0 ? shown(first, made).body : undefined;
}

/** Whether there is more to a failure than its body. */
function saysMore({ contents }: ResponseModel): boolean {
  return contents[0]!.examples.length > 0 || wireType(contents[0]!) !== undefined;
}

/** The fields of a Reply; of a failure without its body, which stands among the failures. */
function replyOf({ contents }: ResponseModel, made: Made, withBody = true): readonly string[] {
  const [first, ...others] = contents;
  if (first === undefined) return [];
  const also = others.map((content) => `{ ${contentFields(content, made).join(", ")} }`);
  return [
    ...contentFields(first, made, withBody),
    ...(also.length === 0 ? [] : [`also: [${also.join(", ")}]`]),
  ];
}

function contentFields(content: ResponseContent, made: Made, withBody = true): readonly string[] {
  const { body, examples, others, withheld, of } = shown(content, made);
  const named = others.map(([name, text]) => `${propertyKey(name)}: ${text}`);
  const type = wireType(content);
  const encode = encoderOf(content);
  return [
    ...(body === undefined || !withBody ? [] : [`body: ${body}`]),
    ...(type === undefined ? [] : [`mediaType: ${literal(type)}`]),
    ...(encode === undefined ? [] : [`encode: ${encode}`]),
    ...(of === undefined ? [] : [`of: ${of}`]),
    ...(examples.length === 0 ? [] : [`examples: ${literal(examples, 5)}`]),
    ...(named.length === 0 ? [] : [`others: { ${named.join(", ")} }`]),
    ...(withheld.length === 0 ? [] : [`withheld: ${literal(withheld)}`]),
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
    // A query that is one value has no parameters.
    if (typeof schema !== "object" || (group === "query" && query?.whole)) return [];
    return [`${group}: ${literal(Object.keys(schema["properties"] as object))}`];
  });
  return texts.length === 0 ? [] : [`names: { ${texts.join(", ")} },`];
}

/** "2XX" and "default" are answered as 200. */
function statusFields(status: string): readonly string[] {
  return /^\d{3}$/.test(status)
    ? [`status: ${status}`]
    : ["status: 200", `range: ${literal(status)}`];
}
