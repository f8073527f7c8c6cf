// Slips of authors that have one reading: told, and read so. What could mean two things stays an error
// of the stage that reads it.
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import type { Version } from "./document.ts";
import type { Kind } from "./grammar.ts";
import { tellOlderItems, withPrefixItems } from "./tuples.ts";
import { child, flatMapEntries, isList, isObject, join, mapValues } from "./pointer.ts";

type Report = (found: Diagnostic) => void;

/** A node as its author meant it. */
export function mend(
  node: JsonObject,
  kind: Kind,
  at: Pointer,
  version: Version,
  report: Report,
): JsonObject {
  if (kind === "operation") return upperRanges(withResponses(node, version), at, report);
  if (kind === "response" && version !== "3.2") wantDescription(node, at, report);
  if (kind !== "schema") return node;
  if (version === "3.0") tellNewer(node, at, report);
  const typed = withoutAnyType(quotedNull(node, at, report), at, report);
  const bounded = version === "3.0" ? typed : numberBounds(typed, at, report);
  tellOlderItems(bounded, at).forEach(report);
  return onceRequired(withPrefixItems(bounded), at, report);
}

/** `null` without quotes, which YAML takes for the value. */
function quotedNull(schema: JsonObject, at: Pointer, report: Report): JsonObject {
  const type = child(schema, "type");
  if (type !== null && !(isList(type) && type.includes(null))) return schema;
  const what = "`null` without quotes in `type`";
  report(diagnostic("slip", join(at, "type"), { what, reading: 'read as `"null"`' }));
  const named = isList(type) ? type.map((name) => name ?? "null") : "null";
  return mapValues(schema, (value, key) => (key === "type" ? named : value));
}

/** `exclusiveMinimum: true` as 3.0 has it. */
function numberBounds(schema: JsonObject, at: Pointer, report: Report): JsonObject {
  const names = ["exclusiveMinimum", "exclusiveMaximum"];
  const old = names.filter((name) => typeof child(schema, name) === "boolean");
  for (const name of old) {
    const what = `\`${name}: ${String(schema[name])}\``;
    report(diagnostic("slip", join(at, name), { what, reading: "read as OpenAPI 3.0 has it" }));
  }
  return old.length === 0 ? schema : exclude(schema);
}

/** `exclusiveMinimum: true` makes `minimum` the exclusive bound. */
export function exclude(schema: JsonObject): JsonObject {
  const bounds = [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const;
  return bounds.reduce<JsonObject>((changed, [exclusive, inclusive]) => {
    const flag = child(changed, exclusive);
    if (typeof flag !== "boolean") return changed;
    const bound = child(changed, inclusive);
    return flatMapEntries(changed, (key, value) => {
      if (key === inclusive && flag) return [];
      if (key !== exclusive) return [[key, value]];
      return flag && bound !== undefined ? [[key, bound]] : [];
    });
  }, schema);
}

/** `type: unknown` and `type: any` say nothing. */
function withoutAnyType(schema: JsonObject, at: Pointer, report: Report): JsonObject {
  const type = child(schema, "type");
  const word = (isList(type) ? type : [type]).find((name) => name === "unknown" || name === "any");
  if (word === undefined) return schema;
  const what = `\`type: ${String(word)}\`, which is no type of JSON Schema,`;
  report(diagnostic("slip", join(at, "type"), { what, reading: "left out: every type will do" }));
  return flatMapEntries(schema, (key, value) => (key === "type" ? [] : [[key, value]]));
}

function onceRequired(schema: JsonObject, at: Pointer, report: Report): JsonObject {
  const names = child(schema, "required");
  if (!isList(names)) return schema;
  const second = names.findIndex((name, index) => names.indexOf(name) < index);
  if (second < 0 || typeof names[second] !== "string") return schema;
  const what = `\`${names[second]}\`, a second time in \`required\`,`;
  report(diagnostic("slip", join(at, "required", second), { what, reading: "read once" }));
  return { ...schema, required: [...new Set<Json>(names)] };
}

/** An operation of 3.1 need not say what it answers. */
function withResponses(operation: JsonObject, version: Version): JsonObject {
  if (version === "3.0" || Object.hasOwn(operation, "responses")) return operation;
  return { ...operation, responses: {} };
}

/** `4xx` is `4XX`. */
function upperRanges(operation: JsonObject, at: Pointer, report: Report): JsonObject {
  return mapValues(operation, (value, key) => {
    if (key !== "responses" || !isObject(value)) return value;
    if (!Object.keys(value).some((status) => isLowerRange(status))) return value;
    return flatMapEntries(value, (status, response) => {
      const upper = status.toUpperCase();
      if (!isLowerRange(status) || Object.hasOwn(value, upper)) return [[status, response]];
      const what = `The key \`${status}\` of a response`;
      const reading = `read as \`${upper}\``;
      report(diagnostic("slip", join(at, key, status), { what, reading }, { key: true }));
      return [[upper, response]];
    });
  });
}

const isLowerRange = (status: string): boolean => /^[1-5](?:xx|Xx|xX)$/.test(status);

function wantDescription(response: JsonObject, at: Pointer, report: Report): void {
  if (Object.hasOwn(response, "$ref") || Object.hasOwn(response, "description")) return;
  report(diagnostic("missing-description", at, {}, { key: true }));
}

/** Words of JSON Schema 2020-12 that OpenAPI 3.0 has not. */
const NEWER = new Set([
  ...["const", "if", "then", "else", "contains", "minContains", "maxContains", "prefixItems"],
  ...["patternProperties", "propertyNames", "dependentRequired", "dependentSchemas", "examples"],
  ...["unevaluatedItems", "unevaluatedProperties", "contentEncoding", "contentMediaType"],
  ...["contentSchema", "$defs", "$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$comment"],
]);

function tellNewer(schema: JsonObject, at: Pointer, report: Report): void {
  const listed = isList(child(schema, "type")) ? ["a list in `type`"] : [];
  const names = Object.keys(schema).filter((name) => NEWER.has(name));
  const all = [...listed, ...names.map((name) => `\`${name}\``)];
  if (all.length === 0 || Object.hasOwn(schema, "$ref")) return;
  const place = join(at, names[0] ?? "type");
  report(diagnostic("newer-keyword", place, { names: all.join(", ") }, { key: true }));
}
