// A linked tree for readers of one file: its references are pointers from its own root, so nothing in it
// may claim to be the root of another resource.
import type { JsonObject } from "../model/model.ts";
import { flatMapEntries, isObject } from "./pointer.ts";
import { rewrite } from "./walk.ts";

export function withoutIds(root: JsonObject): JsonObject {
  return rewrite(root, (node, { kind }) => {
    if (kind !== "schema" || !isObject(node) || typeof node["$id"] !== "string") return node;
    return flatMapEntries(node, (key, value) => (key === "$id" ? [] : [[key, value]]));
  });
}
