// Responses of an operation → what each status holds, by media type, and which headers come with it.
import { diagnostic } from "../diagnostics.ts";
import {
  asObject,
  child,
  type Cursor,
  fields,
  follow,
  readDocs,
  type Reading,
  required,
} from "./cursor.ts";
import { readContents } from "./response-contents.ts";
import type { Method, ResponseHeader, ResponseModel } from "./model.ts";
import { pascalCase } from "./names.ts";
import type { Registry } from "./registry.ts";

interface Owner {
  readonly id: string;
  readonly name: string;
}

export function readResponses(
  reading: Reading,
  schemas: Registry,
  operation: Cursor,
  owner: Owner,
  method: Method,
): readonly ResponseModel[] {
  required(reading, operation, "responses", `\`${owner.id}\``, asObject);
  const statuses = fields(child(operation, "responses")).map(([status]) => status);
  const success = statuses.filter((status) => status.startsWith("2")).sort()[0];
  return fields(child(operation, "responses")).flatMap(([status, entry]): ResponseModel[] => {
    const cursor = follow(reading, entry);
    if (!isStatus(reading, status, entry)) return [];
    const wanted = `${pascalCase(owner.name)}${status === success ? "" : status}Response`;
    const content = child(cursor, "content");
    const contents = isSilent(method, status)
      ? []
      : readContents(reading, schemas, content, { id: owner.id, status, wanted });
    const [first] = contents;
    return [
      {
        status,
        schema: first?.kind === "json" ? first.schema : undefined,
        mediaType: first?.mediaType,
        contents,
        headers: readHeaders(reading, cursor),
        examples: first?.examples ?? [],
        docs: readDocs(cursor),
        at: cursor.at,
      },
    ];
  });
}

/** What HTTP gives no body, whatever a document says. */
function isSilent(method: Method, status: string): boolean {
  return method === "head" || ["204", "205", "304"].includes(status) || status.startsWith("1");
}

function readHeaders(reading: Reading, response: Cursor): readonly ResponseHeader[] {
  return fields(child(response, "headers"))
    .filter(([name]) => name.toLowerCase() !== "content-type")
    .map(([name, entry]) => ({ name, docs: readDocs(follow(reading, entry)) }));
}

function isStatus(reading: Reading, status: string, cursor: Cursor): boolean {
  if (/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) return true;
  const advice = "Write a status such as `200`, a range such as `4XX`, or `default`.";
  const params = { what: "The key of a response", found: status, advice };
  reading.report(diagnostic("unknown-value", cursor.at, params, { key: true }));
  return false;
}
