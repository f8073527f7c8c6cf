// Parameters, media types, responses and headers of an operation, each schema under a name.
import { isObject } from "../document/pointer.ts";
import { child, children, type Cursor, follow, readDocs, type Reading } from "../model/cursor.ts";
import type { Registry } from "../model/registry.ts";
import type {
  HeaderContract,
  MediaContract,
  ParameterContract,
  ResponseContract,
} from "./contract.ts";
import { isAssertion } from "./schemas/part.ts";
import { examplesOf, extensionsOf, isTrue, linksOf, text, wordsOf } from "./read-fields.ts";

/** What reading needs, and counts. */
export interface State {
  readonly reading: Reading;
  readonly registry: Registry;
  readonly root: Cursor;
  /** What schemas that stand inside of operations are called, with a number: it is never shown. */
  readonly inline: string;
  count: number;
}

const PLACES = ["path", "query", "querystring", "header", "cookie"] as const;

/** Headers that HTTP itself or the media types decide: OpenAPI says to ignore parameters of these names. */
const IGNORED_HEADERS = new Set(["accept", "content-type", "authorization"]);

/** The operation's own parameters override those of its path item. */
export function parametersOf(
  state: State,
  url: string,
  owners: readonly Cursor[],
): readonly ParameterContract[] {
  const found = new Map<string, ParameterContract>();
  const slots = [...url.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  for (const owner of owners) {
    for (const [, entry] of children(child(owner, "parameters"))) {
      const parameter = parameterOf(state, slots, follow(state.reading, entry));
      if (parameter !== undefined) found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...found.values()];
}

function parameterOf(
  state: State,
  slots: readonly (string | undefined)[],
  cursor: Cursor,
): ParameterContract | undefined {
  const name = text(child(cursor, "name"));
  const place = PLACES.find((known) => known === child(cursor, "in").value);
  if (name === undefined || place === undefined) return undefined;
  if (place === "header" && IGNORED_HEADERS.has(name.toLowerCase())) return undefined;
  const content = children(child(cursor, "content"))[0];
  const style =
    text(child(cursor, "style")) ?? (place === "path" || place === "header" ? "simple" : "form");
  const holder = content === undefined ? cursor : content[1];
  return {
    name,
    in: place,
    index: slots.indexOf(name),
    required: isTrue(child(cursor, "required")),
    style,
    explode: (child(cursor, "explode").value ?? style === "form") === true,
    allowEmptyValue: isTrue(child(cursor, "allowEmptyValue")),
    allowReserved: isTrue(child(cursor, "allowReserved")),
    mediaType: content?.[0],
    schema: schemaOf(state, child(holder, "schema"), "request"),
    deprecated: isTrue(child(cursor, "deprecated")),
    sunset: text(child(cursor, "x-sunset")),
    extensions: extensionsOf(cursor),
    docs: readDocs(cursor),
    words: examplesOf(state.reading, cursor),
    at: cursor.at,
  };
}

export function mediaOf(
  state: State,
  owner: Cursor,
  role: "request" | "response",
): readonly MediaContract[] {
  return children(child(owner, "content")).map(([mediaType, media]) => {
    const encoding = child(media, "encoding");
    return {
      mediaType,
      schema: schemaOf(state, bodySchema(mediaType, child(media, "schema")), role),
      encoding: wordsOf(encoding, ...children(encoding).map(([name]) => name)),
      words: examplesOf(state.reading, media),
      at: media.at,
    };
  });
}

/** Bytes are all that a body of no text is; 3.0 calls them a string, 3.1 says nothing. */
function bodySchema(mediaType: string, cursor: Cursor): Cursor {
  const { value } = cursor;
  const isText = /^(?:text\/|multipart\/)|json|xml|yaml|form|\*/i.test(mediaType);
  if (isText || !isObject(value)) return cursor;
  const { type, format, contentMediaType, ...others } = value;
  const isBytes = format === "binary" || contentMediaType !== undefined;
  const says = Object.keys(others).some(isAssertion);
  return isBytes && type === "string" && !says ? { ...cursor, value: true } : cursor;
}

export function responseOf(state: State, status: string, cursor: Cursor): ResponseContract {
  return {
    status: status.toUpperCase() === "DEFAULT" ? "default" : status.toUpperCase(),
    media: mediaOf(state, cursor, "response"),
    headers: children(child(cursor, "headers")).flatMap(([name, entry]) =>
      // The media types say it, and OpenAPI says to ignore it here.
      name.toLowerCase() === "content-type"
        ? []
        : [headerOf(state, name, follow(state.reading, entry))],
    ),
    docs: readDocs(cursor),
    words: linksOf(state.reading, cursor),
    at: cursor.at,
  };
}

function headerOf(state: State, name: string, cursor: Cursor): HeaderContract {
  const content = children(child(cursor, "content"))[0];
  return {
    name,
    required: isTrue(child(cursor, "required")),
    explode: isTrue(child(cursor, "explode")),
    mediaType: content?.[0],
    schema: schemaOf(state, child(content?.[1] ?? cursor, "schema"), "response"),
    deprecated: isTrue(child(cursor, "deprecated")),
    docs: readDocs(cursor),
    words: examplesOf(state.reading, cursor),
    at: cursor.at,
  };
}

function schemaOf(state: State, cursor: Cursor, role: "request" | "response"): string {
  const wanted = `${state.inline}${state.count++}`;
  return state.registry.use(
    { ...cursor, value: cursor.value ?? true },
    wanted,
    `${wanted}Schema`,
    role,
  );
}
