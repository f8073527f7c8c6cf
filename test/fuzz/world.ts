// A world: the schema under test, and those that it refers to by name; as the model has it, and as a
// document of JSON Schema alone, for engines that know no OpenAPI.
import { mapSubschemas } from "../../generator/document/walk.ts";
import {
  type JsonObject,
  type NamedSchema,
  REF_PREFIX,
  type Schema,
} from "../../generator/model/model.ts";
import { reachableNames, retarget } from "../../generator/model/references.ts";

/** Schemas by name; the first one is under test. */
export type World = Readonly<Record<string, Schema>>;

export const ROOT = "Root";

/** The names that a schema may refer to, in order. */
export const NAMES: readonly string[] = [ROOT, "First", "Second", "Third"];

export function refTo(name: string): JsonObject {
  return { $ref: REF_PREFIX + name };
}

/** The named schemas of the model. */
export function modelOf(world: World): readonly NamedSchema[] {
  return Object.entries(world).map(([name, schema]) => ({
    name,
    schema,
    examples: [],
    role: "component",
    docs: { summary: "", description: "", deprecated: false },
    at: `/components/schemas/${name}`,
  }));
}

/** One schema of JSON Schema 2020-12 that says the same. */
export function documentOf(world: World): JsonObject {
  const $defs = Object.fromEntries(
    Object.entries(world).map(([name, schema]) => [
      name,
      retarget(schema, (target) => `#/$defs/${target}`),
    ]),
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $ref: `#/$defs/${ROOT}`,
    $defs,
  };
}

/** The world without the schemas that the first one does not lead to. */
export function reachable(world: World): World {
  const byName = new Map(modelOf(world).map((named) => [named.name, named]));
  const names = [ROOT, ...reachableNames(world[ROOT]!, byName)];
  return Object.fromEntries(Object.entries(world).filter(([name]) => names.includes(name)));
}

/** Keywords whose subschemas speak of the same value. */
const IN_PLACE = new Set("allOf anyOf oneOf not if then else dependentSchemas".split(" "));

/** The same world without references that lead back to the value they started from. */
export function progressing(world: World): World {
  const names = Object.keys(world);
  return Object.fromEntries(
    names.map((name, index) => [name, ahead(world[name]!, names.slice(index + 1))]),
  );
}

/** In place only later schemas are referred to; elsewhere all are. */
function ahead(schema: Schema, later: readonly string[]): Schema {
  if (typeof schema === "boolean") return schema;
  const { $ref, ...rest } = mapSubschemas(schema, (inner, path) =>
    IN_PLACE.has(path.split("/")[1]!) ? ahead(inner, later) : inner,
  );
  if (typeof $ref !== "string") return rest;
  if (later.length === 0) return rest;
  const isLater = later.includes($ref.slice(REF_PREFIX.length));
  return { ...rest, ...(isLater ? { $ref } : refTo(later[0]!)) };
}
