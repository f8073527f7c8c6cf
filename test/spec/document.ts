// The hand-written document as the tests of this folder see it: read, walked and given to ajv.
// A second reader beside the generator's own, on purpose: it shares no code with it.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ErrorObject } from "ajv/dist/2020.js";
import { parse } from "yaml";
import type { Json, JsonObject, Pointer } from "../../generator/model/model.ts";

/** An object of the document and where it stands. */
export interface Place {
  readonly at: Pointer;
  readonly node: JsonObject;
}

const file = new URL("../../spec/cloudflare-queues.yaml", import.meta.url);
export const document: JsonObject = parse(readFileSync(file, "utf8"));

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member of an object, as an object; `{}` where there is none. */
export function member(node: JsonObject, key: string): JsonObject {
  const value = node[key];
  return isObject(value) ? value : {};
}

function below(at: Pointer, key: string | number): Pointer {
  return `${at}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Every object of the document, but for those inside of example values, which are data. */
export function places(value: Json = document, at: Pointer = ""): readonly Place[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) => places(item, below(at, index)));
  }
  if (!isObject(value)) return [];
  const inside = Object.entries(value)
    .filter(([key]) => at.endsWith("/properties") || (key !== "value" && key !== "example"))
    .flatMap(([key, item]) => places(item, below(at, key)));
  return [{ at, node: value }, ...inside];
}

export function resolve(node: JsonObject): JsonObject {
  if (typeof node["$ref"] !== "string") return node;
  const keys = node["$ref"].slice(2).split("/");
  return keys.reduce(member, document);
}

/** The named examples of a media type, by name. */
export function examplesOf(mediaType: JsonObject): ReadonlyMap<string, Json | undefined> {
  const entries = Object.entries(member(mediaType, "examples"));
  return new Map(
    entries.map(([name, example]) => [name, isObject(example) ? resolve(example)["value"] : null]),
  );
}

/** A copy in which the branch of a union's default tag does not require the tag. */
function withDefaultTags(original: JsonObject): JsonObject {
  const copy = structuredClone(original) as Record<string, Json>;
  const branches = places(copy).flatMap(({ node }) => {
    const tag = node["x-onespec-default-tag"];
    const discriminator = member(node, "discriminator");
    if (typeof tag !== "string") return [];
    const keys = String(member(discriminator, "mapping")[tag]).slice(2).split("/");
    return [{ branch: keys.reduce(member, copy), name: discriminator["propertyName"] }];
  });
  for (const { branch, name } of branches) {
    const required = (branch["required"] as readonly Json[]).filter((key) => key !== name);
    Object.assign(branch, { required });
  }
  return copy;
}

// Strict: ajv refuses a keyword that it does not know, and these are the ones it need not know.
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, formats: { int64: true } });
ajv.addVocabulary(["discriminator", "example", "x-onespec-default-tag", "x-onespec-bare-list"]);
ajv.addVocabulary(Object.keys(document));
ajv.addSchema(withDefaultTags(document), "document");

/** What ajv has against a value, by the pointer of the schema: "" is nothing. */
export function problems(schema: Pointer, value: Json | undefined): string {
  const fragment = schema.split("/").map(encodeURIComponent).join("/");
  const validate = ajv.getSchema(`document#${fragment}`);
  if (validate === undefined) throw new Error(`no schema at ${schema}`);
  return validate(value) ? "" : (validate.errors ?? []).map(sentence).join("; ");
}

function sentence(error: ErrorObject): string {
  return `${error.instancePath || "it"} ${error.message}`;
}
