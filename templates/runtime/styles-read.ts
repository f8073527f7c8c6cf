// The inverse of the styles of OpenAPI: raw texts of a URL, of headers and cookies → values by wire
// name. For operations whose parameters travel otherwise than without a word; it writes nothing.
import { parsedJson } from "./interpret.ts";
import type { PathTexts } from "./match.ts";
import type { ApiDescription, Operation, Styles, Validate } from "./operation.ts";
import {
  type Decode,
  decodeForm,
  decodePercent,
  readingsOf,
  readPairs,
  type ReadStyle,
  settle,
  type Shape,
  splitPair,
  styleOf,
  unfolded,
} from "./pairs-read.ts";
import {
  onKey,
  type ParameterNames,
  type ParameterParts,
  type Part,
  type Reader,
} from "./receive.ts";

/** Reads a query string, without `?` and without credentials. */
export type ReadWhole = (raw: string, validate: Validate) => Part;

const SIMPLE: ReadStyle = { style: "simple" };
const accept: Validate = (value) => ({ value });

/** How the parameters of an operation with these styles are read, and a query that is one value. */
export function readStyled(
  styles: Styles<ReadStyle>,
  whole?: ReadWhole,
): NonNullable<Reader["parameters"]> {
  return (api, operation, names, request, texts) => {
    const { search, pathname } = new URL(request.url);
    const cookies = (request.headers.get("cookie") ?? "").split(/; */).map(splitPair);
    return {
      path: readPath(styles, operation, pathname, texts),
      query: whole
        ? whole(withoutSecrets(api, search.slice(1)), operation.query ?? accept)
        : readPairs(
            search.slice(1).split("&").map(splitPair),
            {
              names: names.query ?? [],
              styles: styles.query ?? {},
              decode: decodeForm,
              hidden: secretNames(api),
            },
            operation.query ?? accept,
          ),
      headers: readHeaders(styles, operation, names, request),
      cookies: readPairs(
        cookies,
        {
          names: names.cookies ?? [],
          styles: styles.cookies ?? {},
          decode: decodePercent,
          closed: true,
        },
        operation.cookies ?? accept,
      ),
    };
  };
}

function secretNames({ credentials }: ApiDescription): readonly string[] {
  return Object.values(credentials).flatMap((carrier) =>
    carrier.in === "query" ? carrier.name : [],
  );
}

function withoutSecrets(api: ApiDescription, search: string): string {
  const hidden = secretNames(api);
  const own = search.split("&").filter((pair) => !hidden.includes(decodeForm(splitPair(pair)[0])));
  return own.join("&");
}

function readPath(
  styles: Styles<ReadStyle>,
  { parameters, path }: Operation,
  pathname: string,
  texts: PathTexts,
): ParameterParts["path"] {
  // What spans segments was found before; it is only decoded.
  const raws = path.includes("{+")
    ? Object.entries(texts).map(([name, text]) => [name, encodeURI(text)] as const)
    : rawSegments(path, pathname);
  return [...raws].map(([name, raw]) => {
    const style = styleOf(styles.path, name) ?? SIMPLE;
    const readings = readingsOf(style, (shape) => fromSegment(name, raw, style, shape));
    const validate = onKey(name, parameters[name] ?? accept);
    return [name, settle([[name, readings]], validate)] as const;
  });
}

/** Path parameters as they stand in a URL, still encoded; literal text around one is cut off. */
function rawSegments(template: string, pathname: string): ReadonlyMap<string, string> {
  const wanted = template.split("/");
  const given = pathname.split("/").slice(-wanted.length);
  const found = wanted.flatMap((segment, index) => {
    const parts = segment.split(/\{([^{}]*)\}/);
    if (parts.length === 1) return [];
    const source = parts.map((part, at) => (at % 2 === 1 ? "(.*?)" : literalPattern(part)));
    const match = new RegExp(`^${source.join("")}$`, "su").exec(given[index] ?? "");
    return parts
      .filter((_, at) => at % 2 === 1)
      .map((name, at) => [name, match?.[at + 1] ?? ""] as const);
  });
  return new Map(found);
}

/** Each character of a literal as it is, or percent-encoded. */
function literalPattern(text: string): string {
  return [...decodePercent(text)]
    .map((character) => {
      const encoded = encodeURIComponent(character);
      const plain = character.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
      return encoded === character ? plain : `(?:${plain}|${encoded})`;
    })
    .join("");
}

function fromSegment(name: string, raw: string, style: ReadStyle, shape: Shape): unknown {
  const { explode = false } = style;
  if (style.style === "json") return parsedJson(decodePercent(raw)) ?? decodePercent(raw);
  const key = encodeURIComponent(name);
  if (style.style === "matrix") {
    const parts = raw.slice(1).split(";");
    const isNamed = (part: string): boolean => splitPair(part)[0] === key;
    if (explode && shape === "object") return fieldsOf(parts, decodePercent);
    const values = parts.filter(isNamed).map((part) => splitPair(part)[1]);
    if (explode && shape === "array") return values.map(decodePercent);
    return folded(values[0] ?? "", ",", { ...style, explode: false }, shape);
  }
  const label = style.style === "label";
  return folded(label ? raw.slice(1) : raw, label && explode ? "." : ",", style, shape);
}

function readHeaders(
  styles: Styles<ReadStyle>,
  { headers: validate = accept }: Operation,
  { headers: names = [] }: ParameterNames,
  request: Request,
): ParameterParts["headers"] {
  const entries = names.flatMap((name) => {
    const raw = request.headers.get(name);
    const style = styleOf(styles.headers, name) ?? SIMPLE;
    if (raw === null) return [];
    if (style.style === "json") return [[name, [parsedJson(raw) ?? raw]] as const];
    const trim: Decode = (text) => text.trim();
    const read = (shape: Shape): unknown => folded(raw, ",", style, shape, trim);
    return [[name, readingsOf(style, read)] as const];
  });
  return settle(entries, validate);
}

/** Parts with a delimiter between them. */
function folded(
  raw: string,
  delimiter: string,
  { explode = false }: ReadStyle,
  shape: Shape,
  decode: Decode = decodePercent,
): unknown {
  if (shape === "primitive") return decode(raw);
  const parts = raw.split(delimiter);
  return explode && shape === "object"
    ? fieldsOf(parts, decode)
    : unfolded(parts.map(decode), shape);
}

function fieldsOf(parts: readonly string[], decode: Decode): unknown {
  return Object.fromEntries(
    parts.map((part) => splitPair(part).map(decode) as [name: string, value: string]),
  );
}
