// Which named schemas a schema refers to, directly or through others.
import { mapSubschemas } from "../document/walk.ts";
import { type NamedSchema, REF_PREFIX, type Schema } from "./model.ts";

/** The names that a schema refers to itself, in the order they occur, each once. */
export function referencedNames(schema: Schema): readonly string[] {
  const found = new Set<string>();
  const visit = (inner: Schema): Schema => {
    if (typeof inner === "boolean") return inner;
    const ref = inner["$ref"];
    if (typeof ref === "string" && ref.startsWith(REF_PREFIX))
      found.add(ref.slice(REF_PREFIX.length));
    mapSubschemas(inner, visit);
    return inner;
  };
  visit(schema);
  return [...found];
}

/** All names reachable from a schema; its own among them only if it refers back to itself. */
export function reachableNames(
  schema: Schema,
  byName: ReadonlyMap<string, NamedSchema>,
): readonly string[] {
  const reached = new Set<string>();
  const pending = [...referencedNames(schema)];
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    if (reached.has(name)) continue;
    reached.add(name);
    pending.push(...referencedNames(byName.get(name)!.schema));
  }
  return [...reached];
}

/** A copy whose `$ref`s go through `target` instead of pointing at components. */
export function retarget(schema: Schema, target: (name: string) => string): Schema {
  if (typeof schema === "boolean") return schema;
  const mapped = mapSubschemas(schema, (inner) => retarget(inner, target));
  const ref = mapped["$ref"];
  if (typeof ref !== "string" || !ref.startsWith(REF_PREFIX)) return mapped;
  return { ...mapped, $ref: target(ref.slice(REF_PREFIX.length)) };
}
