// A linked tree for readers of one file: its references are pointers from its own root, so nothing in it
// may claim to be the root of another resource. Dynamic scopes are lost with that, and named.
import { type Diagnostic, diagnostic } from "../diagnostics.ts";
import type { JsonObject } from "../model/model.ts";
import type { Document } from "./document.ts";
import { flatMapEntries, isObject, join } from "./pointer.ts";
import { rewrite, walk } from "./walk.ts";

export function withoutIds(root: JsonObject): JsonObject {
  return rewrite(root, (node, { kind }) => {
    if (kind !== "schema" || !isObject(node) || typeof node["$id"] !== "string") return node;
    return flatMapEntries(node, (key, value) => (key === "$id" ? [] : [[key, value]]));
  });
}

/** What a linked document of several files loses when it is printed as one. */
export function bundleLosses({ root, files }: Document): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (files === undefined) return found;
  walk(root, (node, { pointer }) => {
    if (isObject(node) && typeof node["$dynamicRef"] === "string")
      found.push(diagnostic("lossy-bundle", join(pointer, "$dynamicRef"), {}, { key: true }));
  });
  return found;
}
