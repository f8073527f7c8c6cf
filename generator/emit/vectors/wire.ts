// How arguments travel: the parts of a request by the rules of OpenAPI, written down apart from the
// client, so that the one can be held against the other. Styles are those that the model lets through.
import type { Json, JsonObject } from "../../model/model.ts";

/** Query parameters as they arrive, decoded and in order. */
export type QueryPairs = readonly (readonly [name: string, value: string])[];

/** The path with its parameters filled in, percent-encoded. */
export function pathOf(template: string, values: JsonObject): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : encodeURIComponent(String(value));
  });
}

/** Lists come item by item under one name (form, explode), objects as `name[key]` (deepObject). */
export function queryOf(values: JsonObject): QueryPairs {
  return Object.entries(values).flatMap(([name, value]): QueryPairs => {
    if (Array.isArray(value)) return value.map((item) => [name, text(item)] as const);
    if (!isObject(value)) return [[name, text(value)]];
    return Object.entries(value).map(([key, part]) => [`${name}[${key}]`, text(part)] as const);
  });
}

/** Names in lower case, as HTTP compares them. */
export function headersOf(values: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.toLowerCase(), text(value)]),
  );
}

function text(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
