// How each parameter travels: its style, what may be in it, and whether that needs more than the run
// time does without a word. What OpenAPI leaves undefined is a named warning, and sent all the same.
import { didYouMean } from "../diagnostics.ts";
import { child, children, type Cursor, type Reading } from "./cursor.ts";
import { jsonMedia } from "./media.ts";
import type { ParameterStyle, Shape } from "./model.ts";
import { shapeOf, type ValueShape } from "./shapes.ts";
import { warn } from "./warn.ts";

/** One parameter as the document declares it, `$ref` followed. */
export interface Declared {
  readonly name: string;
  readonly place: Place;
  readonly cursor: Cursor;
}
type Place = "path" | "query" | "querystring" | "header" | "cookie";
type StyleName = ParameterStyle["style"];

/** Headers that HTTP itself or the media types decide; OpenAPI says to ignore parameters of these names. */
const IGNORED_HEADERS = new Set(["accept", "content-type", "authorization"]);

export function isIgnored({ name, place }: Declared): boolean {
  return place === "header" && IGNORED_HEADERS.has(name.toLowerCase());
}

/** The styles of a place, the one that holds without a word first. */
const STYLES: Readonly<Record<Place, readonly [StyleName, ...StyleName[]]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  // It has no style, only a media type.
  querystring: ["form"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

/** The schema of a parameter, which may stand in its `content`. */
export function schemaOf({ cursor }: Declared): Cursor {
  const content = children(child(cursor, "content"))[0]?.[1];
  return child(content ?? cursor, "schema");
}

export function readStyle(
  reading: Reading,
  declared: Declared,
  schema: Cursor = schemaOf(declared),
): ParameterStyle {
  const { name, place, cursor } = declared;
  const [plain] = STYLES[place];
  const shape = shapeOf(reading, schema);
  const style = styleName(reading, declared);
  const written = child(cursor, "explode").value;
  const explode =
    style !== "json" && (style === "deepObject" || (written ?? /form|cookie/.test(style)) === true);
  warnOfUndefined(reading, declared, style, shape, explode);
  const reserved = child(cursor, "allowReserved").value === true && /path|query/.test(place);
  const usual = style === plain && explode === (style === "form") && !reserved;
  const travels = {
    path: isOnly(shape, ["primitive"]) || shape.isOpen,
    query: isOnly(shape, ["primitive", "array"]) && !shape.nested,
    querystring: false,
    header: isOnly(shape, ["primitive"]),
    cookie: false,
  };
  return {
    style,
    explode,
    reserved,
    shapes: shape.shapes,
    keys: shape.keys,
    closed: shape.closed,
    plain: usual && travels[place] && isPlainName(name, place),
  };
}

function isOnly({ shapes }: ValueShape, allowed: readonly Shape[]): boolean {
  return shapes.every((shape) => allowed.includes(shape));
}

/** Names that openapi-fetch reads signs of a style in, or that would end the name in a URL. */
function isPlainName(name: string, place: Place): boolean {
  return place === "path" ? !/^[.;]|\*$/.test(name) : !/[&#+=%\s]/.test(name);
}

function styleName(reading: Reading, { name, place, cursor }: Declared): StyleName {
  const [plain] = STYLES[place];
  const content = child(cursor, "content");
  const [mediaType] = children(content)[0] ?? [];
  if (jsonMedia(content) !== undefined) return "json";
  if (mediaType !== undefined && !/^text\//i.test(mediaType)) {
    const what = `The \`content\` of the parameter \`${name}\` (\`${mediaType}\`)`;
    warn(reading, content, [what, "it is sent as its text", "Describe it as `application/json`."]);
  }
  const given = child(cursor, "style").value;
  const style = STYLES[place].find((known) => known === (given ?? plain));
  if (style !== undefined) return style;
  const what = `The style \`${String(given)}\` of the ${place} parameter \`${name}\``;
  const known = STYLES[place].map((each) => `\`${each}\``).join(", ");
  const advice = didYouMean(String(given), STYLES[place], `Use ${known}.`);
  warn(reading, child(cursor, "style"), [what, `it is sent as \`${plain}\``, advice]);
  return plain;
}

/** Combinations whose behaviour is undefined, says OpenAPI. */
function warnOfUndefined(
  reading: Reading,
  { name, cursor }: Declared,
  style: StyleName,
  { nested }: ValueShape,
  explode: boolean,
): void {
  if (nested && style !== "json" && style !== "deepObject") {
    const what = `A list or an object inside of the parameter \`${name}\` (\`${style}\`)`;
    const advice = "Describe it by `content: application/json`, or by the style `deepObject`.";
    warn(reading, cursor, [what, "it is sent as JSON text", advice]);
  }
  if (explode && /Delimited$/.test(style)) {
    const what = `The style \`${style}\` of the parameter \`${name}\` with \`explode\``;
    warn(reading, cursor, [what, "it is sent as `form`", "Write `explode: false`, or `form`."]);
  }
}
