// Operations → request vectors: what a caller gives, and what must go out.
import { holdsBinary } from "../../model/binary.ts";
import type { Json, JsonObject, Operation } from "../../model/model.ts";
import { type Known, objectOf, reservedOf, typicalOf, variantsOf } from "./values.ts";
import {
  cookieOf,
  headersOf,
  pathOf,
  type QueryPairs,
  queryOf,
  type StylesByName,
} from "./wire.ts";

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
  /** Absent: the operation has none. */
  readonly cookie?: JsonObject;
  readonly body?: Json;
}

/** One with the least, one with everything, one for each body of the document, one to be encoded. */
export function requestVectors(known: Known, operation: Operation): readonly RequestVector[] {
  const { query, headers, cookies, body } = operation;
  if (neededBy(operation).some((schema) => !known.fixtures.has(schema))) return [];
  const base = (kind: "minimal" | "full"): Arguments => ({
    path: typicalPath(known, operation),
    query: objectOf(known, query?.schema, kind),
    header: objectOf(known, headers?.schema, kind),
    ...(cookies && { cookie: objectOf(known, cookies.schema, kind) }),
  });
  const bodies = body === undefined ? [] : variantsOf(known, body.schema);
  const given: (readonly [name: string, given: Arguments])[] = [];
  if (body?.required !== true) given.push(["no body", base("minimal")]);
  for (const { name, value, isFull } of bodies) {
    given.push([name, { ...base(isFull ? "full" : "minimal"), body: value }]);
  }
  if (body === undefined && (query ?? headers ?? cookies)) given.push(["full", base("full")]);
  const path = reservedPath(known, operation);
  const first = given[0]?.[1];
  if (path && first) given.push(["reserved characters", { ...first, path }]);
  return (
    given
      // Bytes are no JSON, and the text of a form is one of many.
      .filter(([, one]) => one.body === undefined || isJson(operation, one.body))
      .filter(([, one]) => canTravel(operation, one))
      .map(([name, one]) => vector(operation, name, one))
  );
}

/** The schemas without a value of which there is no request. */
function neededBy(operation: Operation): readonly string[] {
  const { pathParameters, query, headers, cookies, body } = operation;
  const groups = [query, headers, cookies, body].flatMap((part) =>
    part?.required === true ? part : [],
  );
  return [...pathParameters, ...groups].map(({ schema }) => schema);
}

/** A body that no vector holds, since it is no JSON or its media type is one to be chosen. */
export interface SkippedBody {
  readonly operation: string;
  readonly mediaType: string;
}

export function skippedBodies({ id, body }: Operation): readonly SkippedBody[] {
  if (body === undefined) return [];
  const own = body.kind === "json" ? [] : [body];
  return [...own, ...body.others].map(({ mediaType }) => ({ operation: id, mediaType }));
}

function isJson({ body }: Operation, content: Json): boolean {
  return body?.kind === "json" && !holdsBinary(content);
}

/** A URL drops the segments `.` and `..`, and no header takes a line's end or a space around it. */
function canTravel(operation: Operation, given: Arguments): boolean {
  const { path, query, header, cookie = {} } = given;
  // Half of a character has no percent-encoding.
  if (/\\ud[89a-f]/i.test(JSON.stringify([path, query, header, cookie]))) return false;
  const styles = pathStyles(operation);
  const headers = headersOf(header, operation.headers?.styles ?? new Map());
  return (
    Object.entries(path).every(([name, value]) => {
      const segment = pathOf(`{${name}}`, { [name]: value }, styles);
      return ![segment, String(value)].some((text) => /^\.{0,2}$/.test(text));
    }) && Object.values(headers).every((value) => !/[^\t -~\u0080-\u00ff]/.test(value))
  );
}

function pathStyles({ pathParameters }: Operation): StylesByName {
  return new Map(pathParameters.map(({ name, style }) => [name, style]));
}

function vector(operation: Operation, name: string, given: Arguments): RequestVector {
  const { id, method, url, query, headers, cookies, body } = operation;
  const { body: content } = given;
  const cookie = cookieOf(given.cookie ?? {}, cookies?.styles ?? new Map());
  return {
    id: `${id}/${name}`,
    operation: id,
    arguments: given,
    request: {
      method: method.toUpperCase(),
      path: pathOf(url, given.path, pathStyles(operation)),
      query: queryOf(given.query, query?.styles ?? new Map()),
      headers: {
        ...(body && content !== undefined && { "content-type": body.mediaType }),
        ...headersOf(given.header, headers?.styles ?? new Map()),
        ...(cookie !== undefined && { cookie }),
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
