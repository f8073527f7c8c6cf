// Keywords of 3.1 about lists, objects, examples and encodings, as far as 3.0 can say them.
// What is lost is said.
import type { Json } from "../model/model.ts";
import type { Step } from "./downgrade-rules.ts";
import { child, flatMapEntries, isList, isObject } from "./pointer.ts";
import { withPrefixItems } from "./tuples.ts";

const isNothing = (schema: Json | undefined): boolean =>
  isObject(schema) && isObject(schema["not"]) && Object.keys(schema["not"]).length === 0;

/** Without `prefixItems`, `items` would speak of the items that it is not meant for. */
export const tuples: Step = (authored, lose) => {
  const schema = withPrefixItems(authored);
  const { prefixItems: prefix, ...rest } = schema;
  if (!isList(prefix)) return schema;
  const closed = isNothing(child(schema, "items"));
  const typed = !closed && Object.hasOwn(schema, "items");
  lose("prefixItems", typed ? "`prefixItems`, and `items` behind them" : undefined);
  const most = child(schema, "maxItems");
  const limit = typeof most === "number" ? Math.min(most, prefix.length) : prefix.length;
  return { ...rest, items: {}, ...(closed ? { maxItems: limit } : {}) };
};

/** Without `patternProperties`, `additionalProperties` would forbid what they allow. */
export const patterns: Step = (schema, lose) => {
  const { patternProperties, additionalProperties, ...rest } = schema;
  if (patternProperties === undefined) return schema;
  const open = additionalProperties === undefined || additionalProperties === true;
  lose(
    "patternProperties",
    open ? undefined : "`patternProperties`, and with it `additionalProperties`",
  );
  return rest;
};

/** 3.0 demands `items` of an array. */
export const arrays: Step = (schema) =>
  child(schema, "type") === "array" && !Object.hasOwn(schema, "items")
    ? { ...schema, items: {} }
    : schema;

export const examples: Step = (schema, lose) => {
  const { examples: list, ...rest } = schema;
  if (!isList(list)) return schema;
  const [first, ...others] = list;
  const kept = Object.hasOwn(schema, "example");
  if (kept ? list.length > 0 : others.length > 0) {
    lose("examples", "more than one example of a schema");
  }
  if (kept || first === undefined) return rest;
  return flatMapEntries(schema, (key, value) =>
    key === "examples" ? [["example", first]] : [[key, value]],
  );
};

/** How 3.0 calls the encodings that it knows: by a format. */
const FORMATS: readonly (readonly [keyword: string, value: string, format: string])[] = [
  ["contentEncoding", "base64", "byte"],
  ["contentMediaType", "application/octet-stream", "binary"],
];

export const encodings: Step = (schema) =>
  FORMATS.reduce((changed, [keyword, value, format]) => {
    const { [keyword]: encoding, ...rest } = changed;
    if (encoding !== value || (child(rest, "format") ?? format) !== format) return changed;
    return { ...rest, format };
  }, schema);

/** `nullable` is no keyword in 3.1, and would become one in the copy. */
export const foreignNullable: Step = (schema, lose) => {
  const { nullable, ...rest } = schema;
  if (nullable === undefined) return schema;
  lose("nullable", "a `nullable` that has no meaning in 3.1");
  return rest;
};
