// Parameters in the styles of OpenAPI → the texts of URLs and headers, percent-encoded. Only for
// operations whose parameters travel otherwise than openapi-fetch writes them; it reads nothing back.
import type { Style } from "./operation.ts";

type Encode = (text: string) => string;

const FORM: Style = { style: "form", explode: true };

/** Parameters may be called `constructor`. */
export function styleOf(styles: Readonly<Record<string, Style>>, name: string): Style | undefined {
  return Object.hasOwn(styles, name) ? styles[name] : undefined;
}

/** `name=value` texts of named values; those of `undefined`, `null` and empty lists are not there. */
export function writePairs(
  values: object,
  styles: Readonly<Record<string, Style>>,
  encoder: (style: Style) => Encode,
): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (!isPresent(value)) return [];
    const style = styleOf(styles, name) ?? FORM;
    return pairsOf(name, value as unknown, style, encoder(style));
  });
}

function pairsOf(name: string, value: unknown, style: Style, encode: Encode): readonly string[] {
  const key = style.style === "cookie" ? name : encodeURIComponent(name);
  const encoded = style.style === "cookie" ? String : encode;
  if (style.style === "json") return [`${key}=${encoded(JSON.stringify(value))}`];
  if (style.style === "deepObject") return deepPairs(key, value, encoded);
  if (style.explode) {
    if (Array.isArray(value)) return itemsOf(value).map((item) => `${key}=${encoded(item)}`);
    const fields = fieldsOf(value);
    if (fields) return fields.map((field) => field.map(encoded).join("="));
  }
  const parts = flat(value).map(encoded);
  return parts.length === 0 ? [] : [`${key}=${parts.join(DELIMITERS[style.style] ?? ",")}`];
}

const DELIMITERS: Readonly<Record<string, string>> = {
  spaceDelimited: "%20",
  pipeDelimited: "%7C",
};

/** `a[b][c]=1`; the items of lists go by their index. */
function deepPairs(key: string, value: unknown, encode: Encode): readonly string[] {
  if (typeof value !== "object" || value === null) return [`${key}=${encode(String(value))}`];
  return Object.entries(value)
    .filter(([, item]) => isPresent(item))
    .flatMap(([name, item]) => deepPairs(`${key}%5B${encodeURIComponent(name)}%5D`, item, encode));
}

/** A path parameter, percent-encoded; of nothing the empty text. A wide one keeps its slashes. */
export function segmentOf(name: string, value: unknown, style: Style, isWide = false): string {
  if (!isPresent(value)) return "";
  const encode = encoderOf(isWide ? /[?#]/g : /[/?#]/g)(style);
  if (style.style === "json") return encode(JSON.stringify(value));
  const key = encodeURIComponent(name);
  const isMatrix = style.style === "matrix";
  const named = (left: string, right: string): string =>
    isMatrix && right === "" ? left : `${left}=${right}`;
  const fields = style.explode ? fieldsOf(value) : undefined;
  const parts = fields
    ? fields.map(([left, right]) => named(encode(left), encode(right)))
    : flat(value).map(encode);
  if (parts.length === 0) return "";
  if (!isMatrix) {
    return style.style === "label" ? `.${parts.join(style.explode ? "." : ",")}` : parts.join(",");
  }
  if (fields) return `;${parts.join(";")}`;
  if (style.explode) return parts.map((part) => `;${named(key, part)}`).join("");
  return `;${named(key, parts.join(","))}`;
}

/** Headers are not percent-encoded; JSON text is kept to ASCII by its own escapes. */
export function headerOf(value: unknown, { style, explode }: Style): string {
  if (style === "json") return JSON.stringify(value).replace(/[^ -~]/g, escapeUnit);
  const fields = explode ? fieldsOf(value) : undefined;
  return (fields?.map((field) => field.join("=")) ?? flat(value)).join(",");
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** With `reserved`, RFC 3986's reserved characters and triples stay, but for those of a pattern. */
export function encoderOf(unsafe: RegExp): (style: Style) => Encode {
  const reserved: Encode = (text) =>
    encodeURI(text)
      .replace(unsafe, encodeURIComponent)
      .replace(/%25([\da-f]{2})/gi, "%$1");
  return (style) => (style.reserved ? reserved : encodeURIComponent);
}

/** A list's items, an object's names and values, or a primitive alone, as texts. */
function flat(value: unknown): readonly string[] {
  if (Array.isArray(value)) return itemsOf(value);
  return fieldsOf(value)?.flat() ?? [String(value)];
}

function itemsOf(list: readonly unknown[]): readonly string[] {
  return list.filter(isPresent).map(text);
}

function fieldsOf(value: unknown): readonly (readonly [string, string])[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value)
    .filter(([, item]) => isPresent(item))
    .map(([name, item]) => [name, text(item)]);
}

/** What is nested deeper than a style knows is JSON. */
export function text(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
