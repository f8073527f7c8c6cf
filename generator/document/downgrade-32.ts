// What 3.2 has and 3.1 has not leaves the copy for older readers, with a warning that names it.
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import type { Lose } from "./downgrade-rules.ts";
import type { Kind } from "./grammar.ts";
import { withMediaTypes } from "./media-types.ts";
import { child, flatMapEntries, isList, isObject, join, mapValues } from "./pointer.ts";
import { rewrite } from "./walk.ts";

/** Fields of 3.2 by the kind of object that has them. */
const NEWER: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  document: ["$self"],
  components: ["mediaTypes"],
  pathItem: ["query", "additionalOperations"],
  mediaType: ["itemSchema", "prefixEncoding", "itemEncoding"],
  encoding: ["encoding", "prefixEncoding", "itemEncoding"],
  example: ["dataValue", "serializedValue"],
  response: ["summary"],
  securityScheme: ["oauth2MetadataUrl", "deprecated"],
};

/** Fields that say nothing which an older reader would miss, or that are said otherwise. */
const SILENT = new Set(["$self", "mediaTypes", "dataValue"]);

export function withoutNewer(root: JsonObject, lose: Lose): JsonObject {
  return rewrite(withMediaTypes(root), (node, { kind, pointer }) => {
    if (typeof node === "boolean") return node;
    const known = kind === "document" ? withTags(node, lose) : node;
    return narrower(without(known, NEWER[kind] ?? [], pointer, lose), kind, pointer, lose);
  });
}

function without(node: JsonObject, names: readonly string[], at: Pointer, lose: Lose): JsonObject {
  return flatMapEntries(node, (key, value): [string, Json][] => {
    if (!names.includes(key)) return [[key, value]];
    if (!SILENT.has(key)) lose(join(at, key), `\`${key}\``);
    return key === "dataValue" && !Object.hasOwn(node, "value") ? [["value", value]] : [];
  });
}

function narrower(node: JsonObject, kind: Kind, at: Pointer, lose: Lose): JsonObject {
  if (kind === "schema") {
    return mapValues(node, (value, key) =>
      key === "discriminator" && isObject(value)
        ? without(value, ["defaultMapping"], join(at, key), lose)
        : value,
    );
  }
  if (kind === "securityScheme") {
    return mapValues(node, (value, key) =>
      key === "flows" && isObject(value)
        ? without(value, ["deviceAuthorization"], join(at, key), lose)
        : value,
    );
  }
  if (kind !== "operation" && kind !== "pathItem") return node;
  return mapValues(node, (value, key) =>
    key === "parameters" && isList(value) ? withoutQuerystring(value, join(at, key), lose) : value,
  );
}

function withoutQuerystring(list: readonly Json[], at: Pointer, lose: Lose): readonly Json[] {
  return list.filter((parameter, index) => {
    const whole = child(parameter, "in") === "querystring";
    if (whole) lose(join(at, String(index)), "a parameter that is the whole query string");
    return !whole;
  });
}

/** Tags of 3.2 have a summary, a parent and a kind. */
function withTags(root: JsonObject, lose: Lose): JsonObject {
  return mapValues(root, (tags, key) => {
    if (key !== "tags" || !isList(tags)) return tags;
    return tags.map((tag, index) =>
      isObject(tag) ? without(tag, ["summary", "parent", "kind"], `/tags/${index}`, lose) : tag,
    );
  });
}
