// Path items that 3.0 has no place for: webhooks, and path items among the components. A path that
// refers to one gets its content; the rest is left out, with a warning that names it.
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import type { Lose } from "./downgrade-rules.ts";
import { child, flatMapEntries, isObject, join, pointerOf } from "./pointer.ts";
import type { Resolver } from "./resolve.ts";
import { rewrite } from "./walk.ts";

const PATH_ITEMS = "/components/pathItems";

export function withoutPathItems(root: JsonObject, links: Resolver, lose: Lose): JsonObject {
  const used = new Set<Pointer>();
  const inlined = rewrite(root, (node, { kind, pointer }) => {
    if (kind === "schema" || typeof node === "boolean") return node;
    return inline(node, pointer, links, used);
  });
  if (Object.hasOwn(root, "webhooks")) lose("/webhooks", "`webhooks`");
  const items = child(child(root, "components"), "pathItems");
  for (const name of isObject(items) ? Object.keys(items) : []) {
    const at = join(PATH_ITEMS, name);
    if (!used.has(at)) lose(at, `the path item \`${name}\`, which no path uses`);
  }
  return flatMapEntries(inlined, (key, value): [string, Json][] => {
    if (key === "webhooks") return [];
    if (key !== "components" || !isObject(value)) return [[key, value]];
    const { pathItems: _left, ...components } = value;
    return [[key, components]];
  });
}

/** The content of what is referred to, under what stands beside the reference. */
function inline(node: JsonObject, at: Pointer, links: Resolver, used: Set<Pointer>): Json {
  const { $ref: ref, ...siblings } = node;
  const pointer = typeof ref === "string" ? pointerOf(ref) : undefined;
  if (!pointer?.startsWith(`${PATH_ITEMS}/`) && !pointer?.startsWith("/webhooks/")) return node;
  const found = links.resolve(ref as string, at);
  if ("code" in found || !isObject(found.value)) return node;
  used.add(pointer).add(found.at);
  return { ...found.value, ...siblings };
}
