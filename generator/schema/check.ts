// What is wrong with a schema itself: keywords with values they can't have, keywords that are not
// supported, and words that are none. Everything is found, not the first.
import { escapeStep } from "../document/pointer.ts";
import { didYouMean, diagnostic, type Diagnostic, hasErrors } from "../diagnostics.ts";
import { mapSubschemas } from "../document/walk.ts";
import type { Json, JsonObject, NamedSchema, Pointer, Schema } from "../model/model.ts";
import { noRecall, type Recall, recalled } from "../model/recall.ts";
import { checkExtent } from "./extent.ts";
import { checkDiscriminators } from "./claims.ts";
import { KEYWORDS, NOT_YET } from "./keywords.ts";
import { ANNOTATIONS } from "./plain.ts";
import { checkType } from "./types.ts";
import { isMap } from "./values.ts";

const byName = new Map(KEYWORDS.map((keyword) => [keyword.name, keyword]));
const KNOWN = [...byName.keys(), ...NOT_YET, "type"];

export function checkSchemas(
  schemas: readonly NamedSchema[],
  recall: Recall = noRecall,
): readonly Diagnostic[] {
  const far = checkExtent(schemas);
  if (far.length > 0) return far;
  const found = schemas.flatMap(({ name, schema, at }) => {
    return recalled(recall, "checked", name, () => checkSchema(schema, at));
  });
  const keywords = onceEach(found);
  // Unions are only looked at where what they are made of is sound.
  return hasErrors(keywords) ? keywords : [...keywords, ...checkDiscriminators(schemas)];
}

/** A format that is not asserted is told where it is used first. */
function onceEach(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = new Set<string>();
  return found.filter(({ code, message }) => {
    if (code !== "format-not-asserted") return true;
    const known = told.has(message);
    told.add(message);
    return !known;
  });
}

function checkSchema(schema: Schema, at: Pointer): readonly Diagnostic[] {
  if (!isMap(schema)) return [];
  const own = Object.keys(schema).flatMap((name) => {
    return checkKeyword(schema, name, `${at}/${escapeStep(name)}`);
  });
  const inner: Diagnostic[] = [];
  mapSubschemas(schema, (subschema, path) => {
    inner.push(...checkSchema(subschema, at + path));
    return subschema;
  });
  return [...own, ...inner];
}

function checkKeyword(schema: JsonObject, name: string, at: Pointer): readonly Diagnostic[] {
  const keyword = byName.get(name);
  const value = schema[name]!;
  if (keyword !== undefined) return keyword.check(value, at, schema);
  if (name === "type") return checkType(value, at);
  if (name === "$schema") return checkDialect(value, at);
  if (name === "discriminator") return checkDiscriminator(value, at);
  if (ANNOTATIONS.has(name) || name.startsWith("x-")) return [];
  if (NOT_YET.includes(name)) {
    const advice = "Say it with other keywords, or leave it to the caller and remove it here.";
    return [diagnostic("unsupported-keyword", at, { keyword: name, advice }, { key: true })];
  }
  const close = didYouMean(name, KNOWN, "");
  if (close !== "")
    return [diagnostic("misspelt-keyword", at, { keyword: name, advice: close }, { key: true })];
  // What says nothing of validity can't be lost by a misspelling.
  const advice = didYouMean(name, ANNOTATIONS, "");
  return [diagnostic("unknown-keyword", at, { keyword: name, advice }, { key: true })];
}

const DISCRIMINATOR = ["propertyName", "mapping", "defaultMapping"];

function checkDiscriminator(value: Json, at: Pointer): readonly Diagnostic[] {
  if (!isMap(value)) {
    const what = "A discriminator that is no object with a `propertyName`";
    return [diagnostic("slip", at, { what, reading: "left out" }, { key: true })];
  }
  const where = "a discriminator";
  const strange = Object.keys(value).filter(
    (name) => !DISCRIMINATOR.includes(name) && !name.startsWith("x-"),
  );
  return strange.map((name) => {
    const advice = didYouMean(
      name,
      DISCRIMINATOR.filter((known) => value[known] === undefined),
      "",
    );
    const place = `${at}/${escapeStep(name)}`;
    return advice === ""
      ? diagnostic("unknown-field", place, { name, where }, { key: true })
      : diagnostic("misspelt-field", place, { name, where, advice }, { key: true });
  });
}

/** What a schema may say that it is written in: the drafts of this dialect, and OpenAPI's own. */
const DIALECTS =
  /^https?:\/\/(?:json-schema\.org\/draft\/2020-12\/schema|spec\.openapis\.org\/oas\/3\.[12]\/.*)#?$/;

function checkDialect(value: Json, at: Pointer): readonly Diagnostic[] {
  if (typeof value === "string" && DIALECTS.test(value)) return [];
  return [diagnostic("other-dialect", at, { dialect: String(value) })];
}
