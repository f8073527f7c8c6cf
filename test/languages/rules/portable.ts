// Redocly's plugin with the rules that a configurable rule can't express: one small rule for each thing
// that a generator of another language can't read. Its name begins with the languages that break.
import * as calls from "./calls.ts";
import * as names from "./names.ts";
import type { Rule } from "./redocly.ts";
import * as schemas from "./schemas.ts";
import * as unions from "./unions.ts";

export const rules: Readonly<Record<string, Rule>> = {
  "rust-java-named-branches": unions.branchesHaveNames,
  "go-discriminator": unions.discriminator,
  "rust-tag": unions.tag,
  "go-rust-operation-names": names.operations,
  "go-rust-java-python-schema-names": names.schemas,
  "go-rust-java-property-names": names.properties,
  "rust-python-enum-names": names.enumValues,
  "rust-python-enum-of-one-type": schemas.enumOfOneType,
  "go-rust-java-one-type": schemas.oneType,
  "go-no-boolean-schemas": schemas.noBooleans,
  "go-nullable-objects": schemas.nullableObjects,
  "java-int64": schemas.int64,
  "rust-java-lonely-refs": schemas.noSiblings,
  "go-rust-java-python-named-bodies": calls.namedBodies,
  "rust-one-media-type": calls.oneMediaType,
  "rust-one-answer": calls.oneAnswer,
  "rust-plain-path-parameters": calls.plainPathParameters,
};

/** What redocly asks a plugin for. */
export default function portable(): object {
  return { id: "portable", rules: { oas3: rules } };
}
