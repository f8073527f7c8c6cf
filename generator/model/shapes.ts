// What the values of a schema can be, as far as the text that they travel as depends on it: primitives,
// lists or objects, which properties they name, and whether there are lists or objects inside of them.
import { child, children, type Cursor, follow, type Reading } from "./cursor.ts";
import type { Json, Shape } from "./model.ts";

export interface ValueShape {
  /** In the order in which a text is tried as each. */
  readonly shapes: readonly Shape[];
  /** Whether the schema says nothing of it. */
  readonly isOpen: boolean;
  /** The properties that are named, and whether there are no others. */
  readonly keys: readonly string[];
  readonly closed: boolean;
  /** Whether a list or an object is known to be inside of another one. */
  readonly nested: boolean;
}

const ALL: readonly Shape[] = ["primitive", "array", "object"];

export function shapeOf(reading: Reading, schema: Cursor): ValueShape {
  const parts = together(reading, schema, new Set());
  const shapes = shapesOf(reading, schema, new Set());
  const inner = parts.flatMap((part) => [
    child(part, "items"),
    child(part, "additionalProperties"),
    ...children(child(part, "properties")).map(([, property]) => property),
  ]);
  return {
    shapes: shapes ?? ALL,
    isOpen: shapes === undefined,
    keys: [
      ...new Set(parts.flatMap((part) => children(child(part, "properties")).map(([key]) => key))),
    ],
    closed: parts.some((part) =>
      ["additionalProperties", "unevaluatedProperties"].some(
        (key) => child(part, key).value === false,
      ),
    ),
    nested: inner.some((part) => {
      const found = shapesOf(reading, part, new Set());
      return found?.some((shape) => shape !== "primitive") ?? false;
    }),
  };
}

const COMBINED = ["allOf", "anyOf", "oneOf"] as const;

/** A schema, what it refers to, and the branches of its compositions. */
function together(reading: Reading, schema: Cursor, seen: Set<string>): readonly Cursor[] {
  if (seen.has(schema.at) || schema.value === undefined) return [];
  seen.add(schema.at);
  const target = follow(reading, schema);
  const branches = COMBINED.flatMap((key) => children(child(schema, key)).map(([, each]) => each));
  const others = target === schema ? branches : [target, ...branches];
  return [schema, ...others.flatMap((other) => together(reading, other, seen))];
}

/** Undefined where the schema does not say. */
function shapesOf(
  reading: Reading,
  schema: Cursor,
  seen: ReadonlySet<string>,
): readonly Shape[] | undefined {
  if (seen.has(schema.at)) return undefined;
  const below = new Set([...seen, schema.at]);
  const target = follow(reading, schema);
  const branches = (key: string): readonly (readonly Shape[] | undefined)[] =>
    children(child(schema, key)).map(([, branch]) => shapesOf(reading, branch, below));
  const said = [
    ownShapes(schema),
    target === schema ? undefined : shapesOf(reading, target, below),
    ...branches("allOf"),
    union(branches("anyOf")),
    union(branches("oneOf")),
  ].filter((shapes) => shapes !== undefined);
  if (said.length === 0) return undefined;
  return ALL.filter((shape) => said.every((shapes) => shapes.includes(shape)));
}

function union(branches: readonly (readonly Shape[] | undefined)[]): readonly Shape[] | undefined {
  if (branches.length === 0 || branches.includes(undefined)) return undefined;
  return ALL.filter((shape) => branches.some((shapes) => shapes!.includes(shape)));
}

const SPEAKING: readonly (readonly [Shape, readonly string[]])[] = [
  ["object", ["properties", "additionalProperties", "patternProperties"]],
  ["array", ["items", "prefixItems"]],
  ["primitive", ["pattern", "format", "minLength", "maxLength", "minimum", "maximum"]],
];

/** By `const`, `enum` and `type`, else by what its other words speak of. */
function ownShapes(schema: Cursor): readonly Shape[] | undefined {
  const { value } = schema;
  if (typeof value !== "object" || value === null) return undefined;
  const [constant, listed] = [child(schema, "const").value, child(schema, "enum").value];
  if (constant !== undefined) return [shapeOfValue(constant)];
  if (Array.isArray(listed)) return ALL.filter((each) => listed.map(shapeOfValue).includes(each));
  const types = [child(schema, "type").value].flat();
  if (types[0] !== undefined) {
    const shapes = types.map((type): Shape => {
      return type === "array" || type === "object" ? type : "primitive";
    });
    // `null` is no text: beside others it is only left out.
    const said = types.length > 1 ? shapes.filter((_, index) => types[index] !== "null") : shapes;
    return ALL.filter((shape) => said.includes(shape));
  }
  const spoken = SPEAKING.filter(([, words]) =>
    words.some((word) => child(schema, word).value !== undefined),
  );
  return spoken.length === 0 ? undefined : [spoken[0]![0]];
}

function shapeOfValue(value: Json): Shape {
  if (Array.isArray(value)) return "array";
  return typeof value === "object" && value !== null ? "object" : "primitive";
}
