// Operations → request vectors: what a caller gives, and what must go out.
import type { Content, Json, JsonObject, Operation } from "../../model/model.ts";
import { contentsOf } from "../shared/contents.ts";
import { contentOf, isVectored, type SentContent } from "./bodies.ts";
import { type Known, objectOf, reservedOf, typicalOf, variantsOf } from "./values.ts";
import {
  cookieOf,
  headersOf,
  pathOf,
  type QueryPairs,
  queryOf,
  type StylesByName,
  wholeQueryOf,
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
    /** JSON. Absent: none, or an empty object; or `content` says it. */
    readonly body?: Json;
    /** A body that is no JSON. */
    readonly content?: SentContent;
  };
}

interface Arguments {
  readonly path: JsonObject;
  readonly query: JsonObject;
  readonly header: JsonObject;
  /** Absent: the operation has none. */
  readonly cookie?: JsonObject;
  readonly body?: Json;
  /** Which of several media types the body has; absent: the first. */
  readonly mediaType?: string;
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
  const given: (readonly [name: string, given: Arguments, content?: Content])[] = [];
  if (body?.required !== true) given.push(["no body", base("minimal")]);
  for (const [name, more, content, isFull] of bodiesOf(known, operation)) {
    given.push([name, { ...base(isFull ? "full" : "minimal"), ...more }, content]);
  }
  if (body === undefined && (query ?? headers ?? cookies)) given.push(["full", base("full")]);
  const path = reservedPath(known, operation);
  const [first] = given;
  if (path && first) given.push(["reserved characters", { ...first[1], path }, first[2]]);
  return given
    .filter(([, one]) => canTravel(operation, one))
    .map(([name, one, content]) => vector(operation, name, one, content));
}

type BodyGiven = readonly [
  name: string,
  given: Pick<Arguments, "body" | "mediaType">,
  content: Content,
  isFull: boolean,
];

/** The values of a body in each of its media types. */
function bodiesOf(known: Known, { body }: Operation): readonly BodyGiven[] {
  const contents = body === undefined ? [] : contentsOf(body);
  return contents.flatMap((content, index): readonly BodyGiven[] =>
    variantsOf(known, content.schema)
      .filter(({ value }) => isVectored(content, value))
      .map(({ name, value, isFull }): BodyGiven => {
        const { mediaType } = content;
        if (index === 0) return [name, { body: value }, content, isFull];
        return [`${mediaType} ${name}`, { body: value, mediaType }, content, isFull];
      }),
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

/** A body that no vector holds: bytes, a stream, or one without a value. */
export interface SkippedBody {
  readonly operation: string;
  /** Of an answer; absent: it is that of a request. */
  readonly status?: string;
  readonly mediaType: string;
}

export function skippedBodies(known: Known, operation: Operation): readonly SkippedBody[] {
  const { id, body } = operation;
  if (body === undefined) return [];
  const held = new Set(bodiesOf(known, operation).map(([, , { mediaType }]) => mediaType));
  return contentsOf(body)
    .filter(({ mediaType }) => !held.has(mediaType))
    .map(({ mediaType }) => ({ operation: id, mediaType }));
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
      const isWide = operation.url.includes(`{+${name}}`);
      const segment = pathOf(`{${isWide ? "+" : ""}${name}}`, { [name]: value }, styles);
      const texts = [segment, String(value), ...(isWide ? segment.split("/") : [])];
      return !texts.some((text) => /^(\.|%2e){0,2}$/i.test(text));
    }) && Object.values(headers).every((value) => !/[^\t -~\u0080-\u00ff]/.test(value))
  );
}

function pathStyles({ pathParameters }: Operation): StylesByName {
  return new Map(pathParameters.map(({ name, style }) => [name, style]));
}

function vector(
  operation: Operation,
  name: string,
  given: Arguments,
  media: Content | undefined,
): RequestVector {
  const { id, method, url, query, headers, cookies } = operation;
  const { body } = given;
  const content = media && body !== undefined ? contentOf(media, body) : undefined;
  const cookie = cookieOf(given.cookie ?? {}, cookies?.styles ?? new Map());
  return {
    id: `${id}/${name}`,
    operation: id,
    arguments: given,
    request: {
      method: method.toUpperCase(),
      path: pathOf(url, given.path, pathStyles(operation)),
      query: query?.whole
        ? wholeQueryOf(given.query, query.whole)
        : queryOf(given.query, query?.styles ?? new Map()),
      headers: {
        // The boundary of several parts is the sender's own.
        ...(media && content?.kind !== "multipart" && { "content-type": media.mediaType }),
        ...headersOf(given.header, headers?.styles ?? new Map()),
        ...(cookie !== undefined && { cookie }),
      },
      ...(content !== undefined ? { content } : body !== undefined && { body }),
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
