// What openapi-typescript is given instead of texts of the document: their indices. Documentation, which
// it would print in its own way, and names of properties with a `%`, which it takes for parts of a URL.
import type { JsonObject, Schema } from "../../model/model.ts";

export interface Marks {
  readonly docs: string[];
  readonly names: string[];
}

const DOC_MARK = "onespec-doc-";
const NAME_MARK = "onespec-name-";

/** A schema with the index of its documentation as its description. */
export function withDocs(schema: JsonObject, text: string, { docs }: Marks): JsonObject {
  return text === "" ? schema : { ...schema, description: `${DOC_MARK}${docs.push(text) - 1}` };
}

/** The documentation that a comment has the index of. */
export function docsOf(comment: string, { docs }: Marks): string | undefined {
  const index = new RegExp(`${DOC_MARK}(\\d+)`).exec(comment)?.[1];
  return index === undefined ? undefined : docs[Number(index)]!;
}

/** A schema whose properties all have names that pass. */
export function withNames(schema: JsonObject, { names }: Marks): JsonObject {
  const own = Object.entries(schema["properties"] ?? {}) as readonly [string, Schema][];
  if (!own.some(([name]) => needsMark(name))) return schema;
  const marked = new Map(
    own.map(([name]) => [name, needsMark(name) ? `${NAME_MARK}${names.push(name) - 1}` : name]),
  );
  const required = (schema["required"] ?? []) as readonly string[];
  return {
    ...schema,
    properties: Object.fromEntries(own.map(([name, inner]) => [marked.get(name)!, inner])),
    ...(required.length > 0 && { required: required.map((name) => marked.get(name) ?? name) }),
  };
}

function needsMark(name: string): boolean {
  return name.includes("%") || name.startsWith(NAME_MARK);
}

/** The name of a property that was marked; undefined where it was not. */
export function nameOf(text: string | undefined, { names }: Marks): string | undefined {
  return text?.startsWith(NAME_MARK) ? names[Number(text.slice(NAME_MARK.length))] : undefined;
}
