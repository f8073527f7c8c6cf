// What a single schema may say for the generators of other languages to read it.
import { items, members } from "./node.ts";
import type { Rule } from "./redocly.ts";

export const oneType: Rule = () => ({
  Schema: {
    enter({ type }, { report, location }) {
      const types = Array.isArray(type) ? type : [type];
      if (types.length === 1 && types[0] !== "null" && !Array.isArray(type)) return;
      if (types.length === 2 && types[0] !== "null" && types[1] === "null") return;
      report({
        message:
          '`type` must be one type, or `[T, "null"]`: Go (oapi-codegen, ogen) refuses several, and Rust (progenitor) and Java (openapi-generator) make a choice without a tag of them.',
        location: location.child(["type"]),
      });
    },
  },
});

export const nullableObjects: Rule = () => ({
  Schema: {
    enter({ type, properties, additionalProperties }, { report, location }) {
      if (!Array.isArray(type) || !type.includes("object") || !type.includes("null")) return;
      if (properties !== undefined || additionalProperties !== undefined) return;
      report({
        message:
          "An object that may be null must have `properties` or `additionalProperties`: Go (ogen) makes an empty struct of less, which is never null.",
        location: location.child(["type"]),
      });
    },
  },
});

export const noBooleans: Rule = () => ({
  Schema: {
    enter(schema, { report, location }) {
      // `additionalProperties` may be a boolean in 3.0 too.
      const properties = members(schema["properties"]).map(
        ([name, value]) => [["properties", name], value] as const,
      );
      for (const [path, value] of [...properties, [["items"], schema["items"]] as const]) {
        if (typeof value !== "boolean") continue;
        report({
          message:
            "A schema must be an object: Go (oapi-codegen, ogen) can't read `true` and `false`.",
          location: location.child(path),
        });
      }
    },
  },
});

export const enumOfOneType: Rule = () => ({
  Schema: {
    enter(schema, { report, location }) {
      const values = items(schema["enum"]).filter((value) => value !== null);
      if (new Set(values.map((value) => typeof value)).size < 2) return;
      report({
        message:
          "All values of an `enum` must be of one type: Rust (progenitor) and Python (openapi-python-client) refuse a mixture.",
        location: location.child(["enum"]),
      });
    },
  },
});

const INT32 = 2 ** 31 - 1;

export const int64: Rule = () => ({
  Schema: {
    enter(schema, { report, location }) {
      if (schema["format"] === "int64" || !items([schema["type"]].flat()).includes("integer"))
        return;
      for (const key of ["minimum", "maximum", "default", "example"]) {
        const value = schema[key];
        if (typeof value !== "number" || Math.abs(value) <= INT32) continue;
        report({
          message:
            "An integer of more than 31 bits must say `format: int64`: Java (openapi-generator) makes an `Integer` of it.",
          location: location.child([key]),
        });
      }
    },
  },
});

export const noSiblings: Rule = () => ({
  ref: {
    enter(reference, { report, location }) {
      for (const [key] of members(reference)) {
        if (key === "$ref") continue;
        report({
          message:
            "A `$ref` must stand alone: Rust (progenitor) and Java (openapi-generator) read the 3.0 copy, which loses what stands beside it.",
          location: location.child([key]),
        });
      }
    },
  },
});
