// Keywords of 3.1 that say which scalar values are good, as 3.0 writes them: const, lists of types,
// exclusive bounds. Nothing is lost here.
import type { Json, JsonObject } from "../model/model.ts";
import { NOTHING, type Step } from "./downgrade-rules.ts";
import { child, flatMapEntries, isList } from "./pointer.ts";

/** A schema that demands some more. */
export function alsoAllOf(schema: JsonObject, ...more: readonly JsonObject[]): JsonObject {
  const allOf = child(schema, "allOf");
  return { ...schema, allOf: [...(isList(allOf) ? allOf : []), ...more] };
}

export const constant: Step = (schema) => {
  const { const: only, ...rest } = schema;
  if (only === undefined) return schema;
  if (Object.hasOwn(schema, "enum")) return alsoAllOf(rest, { enum: [only] });
  return flatMapEntries(schema, (key, value) =>
    key === "const" ? [["enum", [only]]] : [[key, value]],
  );
};

/** A list of types: one of them and null, or several. 3.0 has `nullable` and a single type. */
export const types: Step = (schema) => {
  const { type, ...rest } = schema;
  if (type === undefined) return schema;
  const all = isList(type) ? type : [type];
  const others = all.filter((name) => name !== "null");
  const values = child(schema, "enum");
  const admits = others.length < all.length && (!isList(values) || values.includes(null));
  const nullable: JsonObject = admits ? { nullable: true } : {};
  if (others.length === 0) return admits ? { ...rest, enum: [null] } : { ...rest, enum: [] };
  if (others.length === 1) {
    const [only] = others as [Json];
    return flatMapEntries(schema, (key, value) =>
      key === "type" ? [["type", only], ...Object.entries(nullable)] : [[key, value]],
    );
  }
  const branches = others.map((name, index) => ({
    type: name,
    ...(index === 0 ? nullable : {}),
    ...(name === "array" ? { items: {} } : {}),
  }));
  return Object.hasOwn(rest, "anyOf")
    ? alsoAllOf(rest, { anyOf: branches })
    : { ...rest, anyOf: branches };
};

/** 3.0 wants at least one value in an `enum`; without one nothing is allowed. */
export const emptyEnum: Step = (schema) => {
  const values = child(schema, "enum");
  return isList(values) && values.length === 0 ? NOTHING : schema;
};

/** A numeric exclusive bound becomes the bound, and a flag beside it. */
export const bounds: Step = (schema) => {
  const lower = exclusive(schema, "exclusiveMinimum", "minimum", (bound, other) => bound >= other);
  return exclusive(lower, "exclusiveMaximum", "maximum", (bound, other) => bound <= other);
};

function exclusive(
  schema: JsonObject,
  name: string,
  inclusive: string,
  isTighter: (bound: number, other: number) => boolean,
): JsonObject {
  const bound = child(schema, name);
  const other = child(schema, inclusive);
  if (typeof bound !== "number") return schema;
  const wins = typeof other !== "number" || isTighter(bound, other);
  return flatMapEntries(schema, (key, value): [string, Json][] => {
    if (key === inclusive && wins) return [];
    if (key !== name) return [[key, value]];
    return wins
      ? [
          [inclusive, bound],
          [name, true],
        ]
      : [];
  });
}
