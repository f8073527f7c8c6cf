// Checks of keywords' own values: each says what is wrong with one, or nothing.
import { escapeStep } from "../document/pointer.ts";
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";

type Check = (value: Json, at: Pointer) => readonly Diagnostic[];

export function isMap(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return `${typeof value === "number" ? "the number" : typeof value === "string" ? "the text" : "the value"} ${JSON.stringify(value).slice(0, 60)}`;
}

/** A check that a value passes a test; `expected` completes "must be …". */
export function must(what: string, expected: string, passes: (value: Json) => boolean): Check {
  return (value, at) => {
    if (passes(value)) return [];
    const advice = `Write ${expected}, or remove it.`;
    return [diagnostic("wrong-type", at, { what, expected, found: describe(value), advice })];
  };
}

export function mustBeNumber(keyword: string): Check {
  return must(`\`${keyword}\``, "a number", (value) => typeof value === "number");
}

export function mustBeCount(keyword: string): Check {
  const isCount = (value: Json): boolean => Number.isInteger(value) && (value as number) >= 0;
  return must(`\`${keyword}\``, "a whole number, 0 or more", isCount);
}

export function isSchema(value: Json): boolean {
  return typeof value === "boolean" || isMap(value);
}

export function mustBeSchema(keyword: string): Check {
  return must(`\`${keyword}\``, "a schema (an object, true or false)", isSchema);
}

export function mustBeSchemas(keyword: string): Check {
  return must(`\`${keyword}\``, "a list of at least one schema", (value) => {
    return Array.isArray(value) && value.length > 0 && value.every(isSchema);
  });
}

export function mustBeSchemaMap(keyword: string): Check {
  return (value, at) => {
    const map = must(`\`${keyword}\``, "an object of schemas", isMap)(value, at);
    if (!isMap(value)) return map;
    return Object.entries(value).flatMap(([key, schema]) => {
      const step = escapeStep(key);
      return must(
        `\`${key}\``,
        "a schema (an object, true or false)",
        isSchema,
      )(schema, `${at}/${step}`);
    });
  };
}

export function mustBeNames(keyword: string): Check {
  return must(`\`${keyword}\``, "a list of property names", (value) => {
    return Array.isArray(value) && value.every((name) => typeof name === "string");
  });
}
