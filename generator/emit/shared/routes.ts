// Operations and their fixtures → the routes of a mock server: what it answers, and how that is written.
import type { SchemaFixtures } from "../../fixtures/make.ts";
import type {
  Example,
  Json,
  Operation,
  ResponseContent,
  ResponseModel,
} from "../../model/model.ts";
import { identifier, literal, member, propertyKey } from "../../print.ts";
import { encoderOf, wireType } from "./answers.ts";
import { readerEntry } from "./readers.ts";
import type { Schemas } from "./signature.ts";

export type Made = ReadonlyMap<string, SchemaFixtures>;

/** The response that a server gives where nobody asks for another. */
export function mainOf({ responses, result }: Operation): ResponseModel | undefined {
  return responses.find(({ status }) => status === result.status);
}

export function route(schemas: Schemas, operation: Operation, made: Made): string {
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
