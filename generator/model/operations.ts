// Path items → operations, in document order. Names two operations want are reported, both located.
import { diagnostic } from "../diagnostics.ts";
import {
  asObject,
  asString,
  child,
  type Cursor,
  fields,
  follow,
  readDocs,
  type Reading,
} from "./cursor.ts";
import { readBody } from "./bodies.ts";
import { isMarkedIdempotent } from "./extensions.ts";
import type { Certificate, Credential, Envelope, Method, Operation } from "./model.ts";
import { inventedId, operationPath, valueName } from "./names.ts";
import { declaredParameters, parameterGroup, pathParameters } from "./parameters.ts";
import type { Registry } from "./registry.ts";
import { readResponses } from "./responses.ts";
import { readResults } from "./results.ts";
import { readSecurity } from "./security.ts";
import { ownServer } from "./servers.ts";

/** What every operation of a document shares. */
export interface Shared {
  readonly root: Cursor;
  readonly schemas: Registry;
  readonly credentials: readonly Credential[];
  readonly certificates: readonly Certificate[];
  readonly envelope: Envelope | undefined;
  readonly shortNames: readonly string[];
}

const METHODS: readonly Method[] = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
];

export function readOperations(reading: Reading, shared: Shared): readonly Operation[] {
  const operations = fields(child(shared.root, "paths")).flatMap(([url, entry]) => {
    const item = follow(reading, entry);
    if (asObject(reading, item, `The path \`${url}\``) === undefined) return [];
    return fields(item).flatMap(([key, cursor]) => {
      const method = METHODS.find((known) => known === key);
      if (
        method === undefined ||
        asObject(reading, cursor, `\`${key}\` of \`${url}\``) === undefined
      )
        return [];
      return readOperation(reading, shared, item, { url, method, cursor });
    });
  });
  return withoutClashes(reading, operations);
}

interface Place {
  readonly url: string;
  readonly method: Method;
  readonly cursor: Cursor;
}

function readOperation(
  reading: Reading,
  shared: Shared,
  item: Cursor,
  { url, method, cursor }: Place,
): Operation[] {
  const { schemas, credentials, envelope, root } = shared;
  const given = asString(reading, child(cursor, "operationId"), "`operationId`");
  const id = given ?? inventedId(method, url);
  const steps = operationPath(id);
  // An operationId without a Latin letter or a digit gives no name.
  const path = steps.length > 0 ? steps : [inventedId(method, url)];
  const name = functionName(path, shared.shortNames);
  const owner = { id, name, at: cursor.at };
  const declared = declaredParameters(reading, item, cursor);
  const body = readBody(reading, schemas, cursor, { ...owner, method });
  const read = readResponses(reading, schemas, cursor, owner, method);
  const { responses, result } = readResults(reading, schemas, cursor, name, read, envelope);
  return [
    {
      id,
      path,
      name,
      method,
      url,
      server: ownServer(reading, root, item, cursor),
      pathParameters: pathParameters(reading, schemas, url, declared, owner),
      query: parameterGroup(reading, schemas, declared, "query", owner),
      headers: parameterGroup(reading, schemas, declared, "header", owner),
      cookies: parameterGroup(reading, schemas, declared, "cookie", owner),
      body,
      responses,
      result,
      security: readSecurity(root, cursor, credentials, shared.certificates),
      idempotent: isMarkedIdempotent(reading, cursor) ?? !["post", "patch"].includes(method),
      docs: readDocs(cursor),
      at: cursor.at,
    },
  ];
}

/** The free function of a method: all its steps, less those that the document says to leave out. */
function functionName(path: readonly string[], shortNames: readonly string[]): string {
  const below =
    path.length > shortNames.length && shortNames.every((step, index) => path[index] === step);
  return valueName((below ? path.slice(shortNames.length) : path).join(" "));
}

/** A step may hold methods or be one, and a free function is one operation. The first of two is kept. */
function withoutClashes(reading: Reading, operations: readonly Operation[]): readonly Operation[] {
  const taken = new Map<string, Operation>();
  return operations.filter((operation) => {
    const { path, name } = operation;
    const method = path.join(".");
    const groups = path.slice(1).map((_, index) => path.slice(0, index + 1).join("."));
    // A method may not be where a group is, nor a group where a method is; groups may meet.
    const wanted = [`function ${name}`, `method ${method}`, `group ${method}`];
    const clash = [...wanted, ...groups.map((group) => `method ${group}`)].find((key) =>
      taken.has(key),
    );
    if (clash !== undefined) {
      reportClash(reading, operation, clash.split(" ")[1]!, taken.get(clash)!);
      return false;
    }
    for (const group of groups) taken.set(`group ${group}`, operation);
    taken.set(`function ${name}`, operation).set(`method ${method}`, operation);
    return true;
  });
}

function reportClash(reading: Reading, operation: Operation, name: string, first: Operation): void {
  const other = `\`${first.method.toUpperCase()} ${first.url}\``;
  const advice = "Give one of them another `operationId`.";
  const invented = operation.id === inventedId(operation.method, operation.url);
  const at = invented ? operation.at : `${operation.at}/operationId`;
  reading.report(diagnostic("duplicate-name", at, { things: "operations", name, other, advice }));
}
