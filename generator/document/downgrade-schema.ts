// One JSON Schema 2020-12 → one Schema Object of OpenAPI 3.0.4; its subschemas are done already.
// A keyword that 3.0 does not have is left out with a warning, never passed on.
import type { Json, JsonObject, Schema } from "../model/model.ts";
import { MOVED, NOTHING, type Rules, type Step } from "./downgrade-rules.ts";
import {
  arrays,
  encodings,
  examples,
  foreignNullable,
  patterns,
  tuples,
} from "./downgrade-structures.ts";
import { alsoAllOf, bounds, constant, emptyEnum, types } from "./downgrade-values.ts";
import { flatMapEntries, isList, isObject, join, mapValues } from "./pointer.ts";
import type { Place } from "./walk.ts";

export function downgradeSchema(schema: Schema, { pointer, field }: Place, rules: Rules): Schema {
  if (typeof schema === "boolean") {
    if (field === "additionalProperties") return schema;
    return schema ? {} : NOTHING;
  }
  const lose = (keyword: string, what = `\`${keyword}\``): void =>
    rules.lose(join(pointer, keyword), what);
  const linked = wrapRef(schema, rules.mapRef);
  if (Object.hasOwn(linked, "$ref")) return linked;
  return STEPS.reduce((changed, step) => step(changed, lose), mapTags(linked, rules.mapRef));
}

/** In 3.0 nothing may stand beside a `$ref`: where something does, the reference moves into `allOf`. */
function wrapRef(schema: JsonObject, mapRef: Rules["mapRef"]): JsonObject {
  const { $ref: ref, ...rest } = schema;
  if (typeof ref !== "string") return schema;
  const moved = { $ref: mapRef(ref) };
  return Object.keys(rest).every((key) => SILENT.has(key)) ? moved : alsoAllOf(rest, moved);
}

function mapTags(schema: JsonObject, mapRef: Rules["mapRef"]): JsonObject {
  const move = (value: Json, key: string): Json => {
    if (key !== "mapping" || !isObject(value)) return value;
    return mapValues(value, (ref) =>
      typeof ref === "string" && ref.startsWith("#") ? mapRef(ref) : ref,
    );
  };
  return mapValues(schema, (value, key) =>
    key === "discriminator" && isObject(value) ? mapValues(value, move) : value,
  );
}

const KNOWN: ReadonlySet<string> = new Set([
  ...["title", "description", "default", "example", "deprecated", "readOnly", "writeOnly", "xml"],
  ...["externalDocs", "discriminator", "nullable", "type", "enum", "format", "pattern"],
  ...["multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength"],
  ...["minLength", "maxItems", "minItems", "uniqueItems", "maxProperties", "minProperties"],
  ...["required", "not", "allOf", "oneOf", "anyOf", "items", "properties", "additionalProperties"],
]);

/** What means nothing once references are pointers. */
const SILENT: ReadonlySet<string> = new Set(["$comment", "$anchor", "$id"]);

const keywords: Step = (schema, lose) =>
  flatMapEntries(schema, (key, value): [string, Json][] => {
    const moved = MOVED.get(key);
    if (moved !== undefined) return [[moved, value]];
    if (KNOWN.has(key) || key.startsWith("x-")) {
      return key === "required" && isList(value) && value.length === 0 ? [] : [[key, value]];
    }
    if (!SILENT.has(key)) lose(key);
    return [];
  });

const STEPS: readonly Step[] = [
  ...[foreignNullable, constant, types, emptyEnum, bounds, tuples, patterns, arrays, examples],
  ...[encodings, keywords],
];
