// What is known of the corpus, by name and with its reason. An entry that is no longer needed fails.
import type { JsonObject, Pointer } from "../../generator/model/model.ts";
import type { Difference } from "./judge.ts";

/** Documents whose schemas are not compiled, and the codes of what is wrong with them. */
export const refusedDocuments: Readonly<Record<string, string>> = {
  // Test cases of other tools that are wrong on purpose.
  "docs/acacode_swagger-typescript-api__tests_fixtures_schemas_v3.0_wrong-schema-names_afce11.yaml":
    "missing-ref",
};

/** Schemas that would refuse a whole document, and what stands for them here. */
export const mends: Readonly<Record<string, Readonly<Record<Pointer, JsonObject>>>> = {};

/** Where another engine says otherwise, and why it is the one that is wrong. */
export interface Known {
  readonly engine: "ajv" | "hyperjump";
  readonly why: string;
  readonly covers: (difference: Difference) => boolean;
}

/** A value of another format that an engine lets pass. */
function passes(...formats: readonly string[]): Known["covers"] {
  return ({ keyword, given, verdict }) =>
    keyword === "format" && verdict.valid && formats.includes(String(given));
}

const UNSIGNED = ["uint8", "uint16", "uint32", "uint64"];

export const known: readonly Known[] = [
  {
    engine: "ajv",
    why: "ajv-formats takes any integer for int64, which has 64 bits in OpenAPI's registry",
    covers: passes("int64"),
  },
  {
    engine: "ajv",
    why: "ajv-formats does not know the unsigned integers of OpenAPI's registry",
    covers: passes(...UNSIGNED),
  },
  {
    engine: "ajv",
    why: "ajv-formats does not know iri-reference, which JSON Schema has",
    covers: passes("iri-reference"),
  },
  {
    engine: "hyperjump",
    why: "it knows the formats of JSON Schema alone, none of OpenAPI's widths of integers",
    covers: passes("int8", "int16", "int32", "int64", ...UNSIGNED),
  },
  {
    engine: "hyperjump",
    why: "it does not know byte, the base64 of OpenAPI",
    covers: passes("byte", "base64", "base64url"),
  },
];
