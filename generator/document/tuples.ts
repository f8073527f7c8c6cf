// A list in `items`, as JSON Schema had it before 2020-12: read as `prefixItems`, and what was called
// `additionalItems` as `items`. It changes nothing else.
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import {
  child,
  flatMapEntries,
  isList,
  isObject,
  join,
  mapValues,
  pointerOf,
  refOf,
  split,
} from "./pointer.ts";
import { rewrite } from "./walk.ts";

/** Whether the items of a schema are given one by one, in the old way. */
export function hasItemList(schema: JsonObject): boolean {
  return isList(child(schema, "items")) && !Object.hasOwn(schema, "prefixItems");
}

/** The words of a schema that are read otherwise; none in a schema of today. */
function olderItems(schema: JsonObject): readonly ("items" | "additionalItems")[] {
  const listed = hasItemList(schema);
  const others = Object.hasOwn(schema, "additionalItems");
  return [
    ...(listed ? (["items"] as const) : []),
    ...(others ? (["additionalItems"] as const) : []),
  ];
}

/** The schema in the words of today. Beside one schema for all items, `additionalItems` never counted. */
export function withPrefixItems(schema: JsonObject): JsonObject {
  const older = olderItems(schema);
  if (older.length === 0) return schema;
  const listed = older.includes("items");
  return flatMapEntries(schema, (key, value): [string, Json][] => {
    if (key === "items" && listed)
      return isList(value) && value.length > 0 ? [["prefixItems", value]] : [];
    if (key !== "additionalItems") return [[key, value]];
    return listed ? [["items", value]] : [];
  });
}

/** What is said of a schema in older words. */
export function tellOlderItems(schema: JsonObject, at: Pointer): readonly Diagnostic[] {
  const older = olderItems(schema);
  const others = older.includes("items")
    ? "read as `items`"
    : "left out: it says nothing without a list in `items`";
  return older.map((key) => {
    const what =
      key === "items"
        ? "A list in `items`, as JSON Schema had it before 2020-12,"
        : "`additionalItems`, a word of older JSON Schema,";
    const reading = key === "items" ? "read as `prefixItems`" : others;
    return diagnostic("slip", join(at, key), { what, reading }, { key: true });
  });
}

const MOVED: ReadonlyMap<string, string> = new Map([
  ["items", "prefixItems"],
  ["additionalItems", "items"],
]);

/** The document with its references where the schemas at `lists`, whose `items` were lists, are now. */
export function moveRefs(root: JsonObject, lists: ReadonlySet<Pointer>): JsonObject {
  if (lists.size === 0) return root;
  const move = (ref: Json): Json => {
    const pointer = typeof ref === "string" ? pointerOf(ref) : undefined;
    if (pointer === undefined) return ref;
    const steps = split(pointer);
    const at = steps.map((_, index) => join("", ...steps.slice(0, index)));
    if (!at.some((place) => lists.has(place))) return ref;
    const moved = steps.map(
      (step, index) => (lists.has(at[index]!) ? MOVED.get(step) : null) ?? step,
    );
    return refOf(join("", ...moved));
  };
  const inDiscriminator = (value: Json, key: string): Json =>
    key === "mapping" && isObject(value) ? mapValues(value, move) : value;
  return rewrite(root, (node) => {
    if (typeof node === "boolean") return node;
    return mapValues(node, (value, key) => {
      if (key === "$ref" || key === "$dynamicRef") return move(value);
      return key === "discriminator" && isObject(value) ? mapValues(value, inDiscriminator) : value;
    });
  });
}
