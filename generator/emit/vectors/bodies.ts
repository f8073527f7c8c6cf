// How a body that is no JSON travels: the texts and pairs of it by the rules of OpenAPI, written down apart
// from the client. Bytes have no place in JSON: a body that holds some has no vector.
import { holdsBinary } from "../../model/binary.ts";
import type { Content, Json, JsonObject, Part } from "../../model/model.ts";
import { queryOf, type QueryPairs, wholeQueryOf } from "./wire.ts";

/** A body as it arrives. */
export type SentContent =
  | { readonly kind: "text"; readonly text: string }
  /** Names and values, decoded and in order. */
  | { readonly kind: "form"; readonly pairs: QueryPairs }
  | { readonly kind: "multipart"; readonly type: string; readonly parts: readonly SentPart[] };

/** A part of a multipart form; without a `type` it has none. */
export interface SentPart {
  readonly name: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The exact text; of JSON, `json` is compared instead. */
  readonly text?: string;
  readonly json?: Json;
}

/** Whether a value of a body can stand in a vector. */
export function isVectored({ kind }: Content, value: Json): boolean {
  if (kind === "bytes" || holdsBinary(value)) return false;
  if (kind === "form" || kind === "multipart") return isObject(value);
  return kind === "json" || typeof value !== "object";
}

/** Undefined: it is JSON. */
export function contentOf(content: Content, value: Json): SentContent | undefined {
  const { kind, mediaType, parts } = content;
  if (kind === "text") return { kind, text: String(value) };
  if (kind === "form") return { kind, pairs: wholeQueryOf(value as JsonObject, content) };
  if (kind !== "multipart") return undefined;
  const sent = Object.entries(value as JsonObject).flatMap(([name, item]: [string, Json]) =>
    partsOf(name, item, parts.get(name)),
  );
  return { kind, type: mediaType, parts: sent };
}

/** By its style one for each pair, else one for each item of a list. */
function partsOf(name: string, value: Json, part: Part | undefined): readonly SentPart[] {
  const headers = part === undefined || part.headers.size === 0 ? undefined : part.headers;
  const more = headers && { headers: Object.fromEntries(headers) };
  if (part?.style !== undefined) {
    const pairs = queryOf({ [name]: value }, new Map([[name, part.style]]));
    return pairs.map(([key, text]) => ({ name: key, ...more, text }));
  }
  const items = (Array.isArray(value) ? value : [value]) as readonly Json[];
  return items
    .filter((item) => item !== null)
    .map((item) => ({ name, ...typed(item, part?.contentType ?? ""), ...more }));
}

/** The first media type that the encoding names, where that is no range; else objects are JSON. */
function typed(value: Json, contentType: string): Omit<SentPart, "name"> {
  const wanted = contentType.split(",")[0]!.trim();
  const concrete = wanted.includes("*") ? "" : wanted;
  const isJson = typeof value === "object" || /[/+]json$/.test(wanted);
  const type = concrete || (isJson ? "application/json" : "");
  const body = isJson ? { json: value } : { text: String(value) };
  return { ...(type !== "" && { type }), ...body };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
