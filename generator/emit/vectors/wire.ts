// How arguments travel: the parts of a request by the rules of OpenAPI, written down apart from the
// client, so that the one can be held against the other.
import type { Content, Json, JsonObject, ParameterStyle } from "../../model/model.ts";

/** Query parameters as they arrive, decoded and in order. */
export type QueryPairs = readonly (readonly [name: string, value: string])[];

export type StylesByName = ReadonlyMap<string, ParameterStyle>;

/** The path with its parameters filled in, percent-encoded. */
export function pathOf(template: string, values: JsonObject, styles: StylesByName): string {
  return template.replaceAll(/\{(\+?)([^{}]+)\}/g, (whole, wide: string, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    return segment(name, value, styles.get(name)!, wide === "" ? /[/?#]/g : /[?#]/g);
  });
}

/** By RFC 6570: what stands before the first part and between two, and whether parts are named. */
function segment(
  name: string,
  value: Json,
  { style, explode, reserved }: ParameterStyle,
  unsafe: RegExp,
): string {
  const encode = (part: string): string =>
    reserved
      ? encodeURI(part).replace(unsafe, encodeURIComponent).replaceAll(TRIPLE, "%$1")
      : encodeURIComponent(part);
  if (style === "json") return encode(JSON.stringify(value));
  const [first, between] = { label: [".", "."], matrix: [";", ";"] }[style as string] ?? ["", ","];
  const named = (key: string, part: string): string =>
    part === "" && style === "matrix" ? key : `${key}=${part}`;
  const isNamed = style === "matrix";
  const own = encodeURIComponent(name);
  const entries = pairsIn(value).map((pair) => pair.map(encode) as [string, string]);
  if (explode && isObject(value))
    return first + entries.map(([key, part]) => named(key, part)).join(between);
  const parts = isObject(value) ? entries.flat() : listIn(value).map(encode);
  if (parts.length === 0) return "";
  if (!explode) return first + (isNamed ? named(own, parts.join(",")) : parts.join(","));
  return first + parts.map((part) => (isNamed ? named(own, part) : part)).join(between);
}

const TRIPLE = /%25([\da-f]{2})/gi;

/** What a URL's query, or a list of cookies, must say of these values. */
export function queryOf(values: JsonObject, styles: StylesByName): QueryPairs {
  return Object.entries(values).flatMap(([name, value]): QueryPairs => {
    const { style, explode, reserved } = styles.get(name)!;
    const arrives = (part: string): string => (reserved ? decoded(part) : part);
    if (value === null) return [];
    if (style === "json") return [[name, arrives(JSON.stringify(value))]];
    if (style === "deepObject") return deep(name, value);
    if (explode && isObject(value)) return pairsIn(value).map(([key, part]) => [key, part]);
    const parts = isObject(value) ? pairsIn(value).flat() : listIn(value);
    if (parts.length === 0) return [];
    if (explode) return parts.map((part) => [name, arrives(part)] as const);
    const delimiter = { spaceDelimited: " ", pipeDelimited: "|" }[style as string] ?? ",";
    return [[name, arrives(parts.join(delimiter))]];
  });
}

/** What a query string must say that is one value: a form's pairs, or JSON text that is a name alone. */
export function wholeQueryOf(value: JsonObject, { kind, parts }: Content): QueryPairs {
  if (kind === "json") return [[JSON.stringify(value), ""]];
  const styles = Object.entries(value).map(([name, item]: [string, Json]) => {
    return [name, parts.get(name)?.style ?? (isObject(item) ? JSON_TEXT : REPEATED)] as const;
  });
  return queryOf(value, new Map(styles));
}

const BARE = { reserved: false, shapes: [], keys: [], closed: false, plain: false } as const;
const REPEATED: ParameterStyle = { style: "form", explode: true, ...BARE };
const JSON_TEXT: ParameterStyle = { style: "json", explode: false, ...BARE };

function deep(name: string, value: Json): QueryPairs {
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, part]: [string, Json]) =>
    part === null ? [] : deep(`${name}[${key}]`, part),
  );
}

function decoded(text: string): string {
  return text.replaceAll(/(?:%[\da-f]{2})+/gi, (triples) => {
    try {
      return decodeURIComponent(triples);
    } catch {
      return triples;
    }
  });
}

/** Names in lower case, as HTTP compares them. */
export function headersOf(
  values: JsonObject,
  styles: StylesByName,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name.toLowerCase(), headerOf(value, styles.get(name)!)]),
  );
}

function headerOf(value: Json, { style, explode }: ParameterStyle): string {
  if (style === "json") {
    const unit = (text: string): string => text.charCodeAt(0).toString(16).padStart(4, "0");
    return JSON.stringify(value).replaceAll(/[^ -~]/g, (text) => `\\u${unit(text)}`);
  }
  if (!isObject(value)) return listIn(value).join(",");
  return pairsIn(value)
    .flatMap((pair) => (explode ? [pair.join("=")] : pair))
    .join(",");
}

/** The `Cookie` header; undefined where there is no cookie. */
export function cookieOf(values: JsonObject, styles: StylesByName): string | undefined {
  const raw = (name: string): boolean => styles.get(name)?.style === "cookie";
  const all = Object.entries(values).flatMap(([name, value]) => {
    const style = styles.get(name)!;
    const encode = raw(name) ? String : encodeURIComponent;
    const folded = !style.explode && style.style !== "json" && typeof value === "object";
    if (!folded)
      return queryOf({ [name]: value }, styles).map((pair) => pair.map(encode).join("="));
    const parts = isObject(value) ? pairsIn(value).flat() : listIn(value);
    return parts.length === 0 ? [] : [`${encode(name)}=${parts.map(encode).join(",")}`];
  });
  return all.length === 0 ? undefined : all.join("; ");
}

/** `null` has no text, and what is nested deeper is JSON. */
function listIn(value: Json): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => item !== null).map(text);
}

function pairsIn(value: Json): readonly (readonly [string, string])[] {
  if (!isObject(value)) return [];
  return Object.entries(value)
    .filter(([, part]) => part !== null)
    .map(([key, part]) => [key, text(part)]);
}

function text(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
