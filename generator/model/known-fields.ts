// The fields that OpenAPI 3.0 to 3.2 know for each kind of object, and what is none of them.
import { didYouMean, diagnostic } from "../diagnostics.ts";
import type { Kind } from "../document/grammar.ts";
import { child, type Cursor, fields, type Reading } from "./cursor.ts";
import type { Json } from "./model.ts";

/** What an object is called, and its fields in OpenAPI 3.0 to 3.2. */
export type Known = readonly [what: string, names: readonly string[]];

function known(what: string, names: string): Known {
  return [what, names.split(" ")];
}

export const INFO: Known = known(
  "`info`",
  "title summary description termsOfService contact license version",
);
export const SERVER: Known = known("a server", "url description name variables");
export const SERVER_VARIABLE: Known = known("a server variable", "enum default description");
export const KNOWN: ReadonlyMap<Kind, Known> = new Map<Kind, Known>([
  [
    "document",
    known(
      "the document",
      "openapi $self info jsonSchemaDialect servers paths webhooks components security tags externalDocs",
    ),
  ],
  [
    "pathItem",
    known(
      "a path item",
      "$ref summary description get put post delete options head patch trace query additionalOperations servers parameters",
    ),
  ],
  [
    "operation",
    known(
      "an operation",
      "tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers",
    ),
  ],
  [
    "parameter",
    known(
      "a parameter",
      "$ref name in description required deprecated allowEmptyValue style explode allowReserved schema example examples content",
    ),
  ],
  ["requestBody", known("a request body", "$ref description content required")],
  [
    "encoding",
    known(
      "an encoding",
      "contentType headers style explode allowReserved encoding prefixEncoding itemEncoding",
    ),
  ],
  [
    "header",
    known(
      "a header",
      "$ref description required deprecated style explode schema example examples content",
    ),
  ],
  [
    "example",
    known("an example", "$ref summary description value dataValue serializedValue externalValue"),
  ],
  [
    "link",
    known("a link", "$ref operationRef operationId parameters requestBody description server"),
  ],
  ["response", known("a response", "$ref summary description headers content links")],
  [
    "mediaType",
    known(
      "a media type",
      "$ref schema itemSchema example examples encoding prefixEncoding itemEncoding",
    ),
  ],
  [
    "components",
    known(
      "`components`",
      "schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems mediaTypes",
    ),
  ],
  [
    "securityScheme",
    known(
      "a security scheme",
      "$ref type description name in scheme bearerFormat flows openIdConnectUrl oauth2MetadataUrl deprecated",
    ),
  ],
]);

const isEmpty = (value: Json): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;

export function checkFields(reading: Reading, cursor: Cursor, [where, names]: Known): void {
  if (Array.isArray(cursor.value) || child(cursor, "$ref").value !== undefined) return;
  const present = fields(cursor);
  // A field that is there already, and says something, is not what another one was meant to be.
  const absent = names.filter((name) =>
    present.every(([other, { value }]) => other !== name || isEmpty(value)),
  );
  for (const [name, { at }] of present) {
    if (names.includes(name)) continue;
    const advice = didYouMean(name, absent, "");
    const found =
      advice === ""
        ? diagnostic("unknown-field", at, { name, where }, { key: true })
        : diagnostic("misspelt-field", at, { name, where, advice }, { key: true });
    reading.report(found);
  }
}
