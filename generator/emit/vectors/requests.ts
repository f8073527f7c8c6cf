// Operations → request vectors: what a caller gives, and what must go out.
import type { Json, JsonObject, Operation } from "../../model/model.ts";
import { type Known, objectOf, reservedOf, typicalOf, variantsOf } from "./values.ts";
import { headersOf, pathOf, type QueryPairs, queryOf } from "./wire.ts";

/** What is given by the document's names, and the request that comes of it. */
export interface RequestVector {
  readonly id: string;
  readonly operation: string;
  readonly arguments: Arguments;
  readonly request: {
    readonly method: string;
    /** After the server's own path, percent-encoded. */
    readonly path: string;
    readonly query: QueryPairs;
    /** At least these; names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    /** Absent: none, or an empty object. */
    readonly body?: Json;
  };
}

interface Arguments {
  readonly path: JsonObject;
  readonly query: JsonObject;
  readonly header: JsonObject;
  readonly body?: Json;
}

/** One with the least, one with everything, one for each body of the document, one to be encoded. */
export function requestVectors(known: Known, operation: Operation): readonly RequestVector[] {
  const { query, headers, body } = operation;
  const base = (kind: "minimal" | "full"): Arguments => ({
    path: typicalPath(known, operation),
    query: objectOf(known, query?.schema, kind),
    header: objectOf(known, headers?.schema, kind),
  });
  const bodies = body === undefined ? [] : variantsOf(known, body.schema);
  const given: (readonly [name: string, given: Arguments])[] = [];
  if (body?.required !== true) given.push(["no body", base("minimal")]);
  for (const { name, value, isFull } of bodies) {
    given.push([name, { ...base(isFull ? "full" : "minimal"), body: value }]);
  }
  if (body === undefined && (query ?? headers)) given.push(["full", base("full")]);
  const path = reservedPath(known, operation);
  const first = given[0]?.[1];
  if (path && first) given.push(["reserved characters", { ...first, path }]);
  return given
    .filter(([, one]) => canTravel(one))
    .map(([name, one]) => vector(operation, name, one));
}

/** A URL drops the segments `.` and `..`, and no header takes a line's end. */
function canTravel({ path, header }: Arguments): boolean {
  return (
    Object.values(path).every((value) => !/^\.{0,2}$/.test(String(value))) &&
    Object.values(headersOf(header)).every((value) => !/[^\t -~\u0080-\u00ff]/.test(value))
  );
}

function vector(operation: Operation, name: string, given: Arguments): RequestVector {
  const { id, method, url, body } = operation;
  const { body: content } = given;
  return {
    id: `${id}/${name}`,
    operation: id,
    arguments: given,
    request: {
      method: method.toUpperCase(),
      path: pathOf(url, given.path),
      query: queryOf(given.query),
      headers: {
        ...(body && content !== undefined && { "content-type": body.mediaType }),
        ...headersOf(given.header),
      },
      ...(content !== undefined && { body: content }),
    },
  };
}

function typicalPath(known: Known, { pathParameters }: Operation): JsonObject {
  const values = pathParameters.map(({ name, schema }) => [name, typicalOf(known, schema)!]);
  return Object.fromEntries(values) as JsonObject;
}

/** Undefined where no parameter is a text that takes them. */
function reservedPath(known: Known, operation: Operation): JsonObject | undefined {
  const texts = operation.pathParameters.flatMap(({ name, schema }) => {
    const text = reservedOf(known, schema);
    return text === undefined ? [] : [[name, text] as const];
  });
  if (texts.length === 0) return undefined;
  return { ...typicalPath(known, operation), ...Object.fromEntries(texts) };
}
