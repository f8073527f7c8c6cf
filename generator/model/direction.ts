// `readOnly` and `writeOnly`: properties that only a response, or only a request, must carry. What
// `required` says of them does not count in the other direction; the property itself is still allowed.
import { get, isList, isObject, pointerOf } from "../document/pointer.ts";
import { mapSubschemas } from "../document/walk.ts";
import type { Direction } from "./context.ts";
import type { Json, JsonObject, Schema } from "./model.ts";

/** The flag of properties that a direction need not carry. */
export const FLAGS = { request: "readOnly", response: "writeOnly" } as const;

/** Applicators whose schemas speak of the same object. */
const IN_PLACE = /^\/(?:allOf|anyOf|oneOf|if|then|else|dependentSchemas)(?:\/|$)/;

/** A schema as a direction means it; the same object where that is no different. */
export function directed(
  root: JsonObject,
  schema: Schema,
  direction: Direction,
  around: ReadonlySet<string> = new Set(),
): Schema {
  if (typeof schema === "boolean") return schema;
  const names = new Set([...around, ...flaggedNames(root, schema, direction)]);
  const mapped = mapSubschemas(schema, (inner, path) =>
    directed(root, inner, direction, IN_PLACE.test(path) ? names : new Set()),
  );
  return withoutRequired(mapped, names);
}

/** The names of an object's properties that a direction need not carry. */
function flaggedNames(
  root: JsonObject,
  schema: JsonObject,
  direction: Direction,
): readonly string[] {
  const flag = FLAGS[direction];
  return together(root, schema).flatMap(({ properties }) => {
    if (!isObject(properties)) return [];
    return Object.keys(properties).filter((name) => {
      const property = properties[name];
      return isObject(property) && together(root, property).some((part) => part[flag] === true);
    });
  });
}

/** A schema and those that hold together with it: what it refers to, and its `allOf`. */
function together(
  root: JsonObject,
  schema: JsonObject,
  seen: Set<Json> = new Set(),
): readonly JsonObject[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const ref = schema["$ref"];
  const pointer = typeof ref === "string" ? pointerOf(ref) : undefined;
  const target = pointer === undefined ? undefined : get(root, pointer);
  const all = isList(schema["allOf"]) ? schema["allOf"] : [];
  const next = [target, ...all].filter(isObject);
  return [schema, ...next.flatMap((inner) => together(root, inner, seen))];
}

function withoutRequired(schema: JsonObject, names: ReadonlySet<string>): JsonObject {
  const required = schema["required"];
  if (!isList(required) || !required.some((name) => names.has(String(name)))) return schema;
  const left = required.filter((name) => !names.has(String(name)));
  const { required: _gone, ...rest } = schema;
  return left.length === 0 ? rest : { ...rest, required: left };
}
