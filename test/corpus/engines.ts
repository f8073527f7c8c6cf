// Three opinions on a value of a named schema: the validators that are emitted, ajv and hyperjump. All
// schemas of a document are given to each engine once.
import { compile, getSchema, interpret } from "@hyperjump/json-schema/experimental";
import {
  registerSchema,
  setShouldValidateFormat,
  setShouldValidateSchema,
  unregisterSchema,
} from "@hyperjump/json-schema/draft-2020-12";
import "@hyperjump/json-schema/formats";
import * as Instance from "@hyperjump/json-schema/instance/experimental";
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { mapSubschemas } from "../../generator/document/walk.ts";
import type { Json, JsonObject, NamedSchema, Schema } from "../../generator/model/model.ts";
import type { Runnable } from "../../generator/schema/run.ts";

/** The keywords that refuse a value; none where it is valid. Some engines do not name them. */
export interface Verdict {
  readonly valid: boolean;
  readonly keywords: readonly string[];
}

export type Engine = (schema: string, value: Json) => Verdict;

const DOCUMENT = "https://corpus.test/document";
const DIALECT = "https://json-schema.org/draft/2020-12/schema";

function documentOf(named: readonly NamedSchema[]): JsonObject {
  const schemas = named.map(({ name, schema }) => [name, withUnicodePatterns(schema)] as const);
  return {
    components: { schemas: Object.fromEntries(schemas) },
    all: { anyOf: named.map(({ name }) => ({ $ref: `#/components/schemas/${name}` })) },
  };
}

/** Other engines know expressions with `u` alone: `\\:` is written as `:` for them, which is the same. */
function withUnicodePatterns(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  const { pattern, ...rest } = mapSubschemas(schema, withUnicodePatterns);
  if (typeof pattern !== "string") return pattern === undefined ? rest : { ...rest, pattern };
  return { ...rest, pattern: pattern.replace(/\\([^\w^$\\.*+?()[\]{}|/-])/g, "$1") };
}

/** Guard and collector; one that says yes where the other one says no is a fault of its own. */
export function emitted(validators: ReadonlyMap<string, Runnable>): Engine {
  return (schema, value) => {
    const { guard, collect } = validators.get(schema)!;
    const keywords = collect(value).map(({ keyword }) => keyword);
    const agree = guard(value) === (keywords.length === 0);
    return { valid: keywords.length === 0, keywords: agree ? keywords : ["guard ≠ collector"] };
  };
}

/** The precision is for decimal multiples, which ajv divides as binary fractions. */
export function ajv(schemas: readonly NamedSchema[]): Engine {
  const engine = new Ajv2020({
    strict: false,
    allErrors: true,
    ownProperties: true,
    validateSchema: false,
    multipleOfPrecision: 9,
    logger: false,
  });
  addFormats.default(engine);
  engine.addSchema(documentOf(schemas), DOCUMENT);
  return (schema, value) => {
    const validate = engine.getSchema(`${DOCUMENT}#/components/schemas/${schema}`)!;
    const valid = validate(value) === true;
    return { valid, keywords: (validate.errors ?? []).map(({ keyword }) => keyword) };
  };
}

export async function hyperjump(schemas: readonly NamedSchema[]): Promise<Engine> {
  setShouldValidateSchema(false);
  setShouldValidateFormat(true);
  registerSchema(documentOf(schemas) as never, DOCUMENT, DIALECT);
  try {
    const { ast } = await compile(await getSchema(`${DOCUMENT}#/all`));
    return (schema, value) => {
      const schemaUri = `${DOCUMENT}#/components/schemas/${schema}`;
      const { valid } = interpret({ ast, schemaUri }, Instance.fromJs(value as never), "FLAG");
      return { valid, keywords: [] };
    };
  } finally {
    unregisterSchema(DOCUMENT);
  }
}
