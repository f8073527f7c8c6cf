// Whether a literal plainly is of the type that a schema prints. Where it is not plain (a property that
// the type does not name, a tuple, a composition) the literal is asserted: the validators have proven it.
import { BINARY_SAMPLE, holdsBinary, isBinary } from "../../model/binary.ts";
import { type Json, type JsonObject, REF_PREFIX, type Schema } from "../../model/model.ts";
import type { Schemas } from "./signature.ts";

export function isPlainlyTyped(value: Json, schema: Schema, schemas: Schemas): boolean {
  if (typeof schema === "boolean") return schema;
  if (isBinary(schema)) return value === BINARY_SAMPLE;
  if (holdsBinary(value) && typeof value === "string") return false;
  const ref = schema["$ref"];
  if (typeof ref === "string") {
    const target = schemas.get(ref.slice(REF_PREFIX.length));
    return target !== undefined && isPlainlyTyped(value, target.schema, schemas);
  }
  if (["allOf", "not", "if", "prefixItems", "patternProperties"].some((key) => key in schema))
    return false;
  const union = schema["oneOf"] ?? schema["anyOf"];
  if (Array.isArray(union)) {
    return (
      !("properties" in schema) &&
      union.some((branch: Schema) => isPlainlyTyped(value, branch, schemas))
    );
  }
  if (!isOfPrintedKind(value, schema)) return false;
  if (Array.isArray(value)) {
    const items = (schema["items"] ?? true) as Schema;
    return value.every((item: Json) => isPlainlyTyped(item, items, schemas));
  }
  if (typeof value !== "object" || value === null) return true;
  return isPlainObject(value as JsonObject, schema, schemas);
}

/**
 * Whether a value is of the kind that a schema is printed as. In a branch of a union it need not be,
 * and keywords that say nothing of other types are, without a `type`, printed as the one they speak of.
 */
function isOfPrintedKind(value: Json, schema: JsonObject): boolean {
  const { type, const: constant, enum: listed } = schema;
  const kind = kindOf(value);
  if (constant !== undefined && !isSame(value, constant)) return false;
  if (Array.isArray(listed) && !listed.some((each: Json) => isSame(value, each))) return false;
  if (type !== undefined) {
    const types = [type].flat().map((each) => (each === "integer" ? "number" : each));
    return types.includes(kind);
  }
  if (schema["items"] !== undefined && kind !== "array") return false;
  const speaksOfObjects = schema["properties"] !== undefined || "additionalProperties" in schema;
  return !speaksOfObjects || kind === "object";
}

function kindOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function isSame(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isPlainObject(value: JsonObject, schema: JsonObject, schemas: Schemas): boolean {
  const properties = new Map(
    Object.entries((schema["properties"] ?? {}) as Record<string, Schema>),
  );
  const required = (schema["required"] ?? []) as readonly string[];
  // In a branch of a union that the value is not of, something may be missing.
  if (!required.every((key) => properties.has(key) && Object.hasOwn(value, key))) return false;
  // `{}` has a `constructor`, says the compiler, and so is none of a type that names one.
  if ([...properties.keys()].some((key) => key in Object.prototype)) return false;
  const rest = schema["additionalProperties"];
  const open = rest === true || (typeof rest === "object" && rest !== null);
  return Object.entries(value).every(([key, member]) => {
    const property = properties.get(key);
    if (property !== undefined) return isPlainlyTyped(member, property, schemas);
    return open && isPlainlyTyped(member, rest as Schema, schemas);
  });
}
