// Document as authored → one dialect: OpenAPI 3.1 with JSON Schema 2020-12, and what 3.2 has beside it.
// Only schemas change, and no node moves: a pointer into the result is a pointer into the text (`examples/0` stands for an
// authored `example`). Values that merely look like schemas are not touched.
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import { applyDefaultTags, DEFAULT_TAG } from "./default-tag.ts";
import type { Document } from "./document.ts";
import { child, flatMapEntries, isList, join } from "./pointer.ts";
import { withMediaTypes } from "./media-types.ts";
import { exclude, mend } from "./slips.ts";
import { hasItemList, moveRefs } from "./tuples.ts";
import { rewrite } from "./walk.ts";

export interface Upgraded {
  readonly document: Document;
  readonly diagnostics: readonly Diagnostic[];
}

export function upgrade(document: Document): Upgraded {
  const diagnostics: Diagnostic[] = [];
  const unions: Pointer[] = [];
  const lists = new Set<Pointer>();
  const report = (found: Diagnostic): void => void diagnostics.push(found);
  const whole = document.version === "3.2" ? withMediaTypes(document.root) : document.root;
  const walked = rewrite(whole, (node, { kind, pointer }) => {
    if (typeof node === "boolean") return node;
    const meant = mend(node, kind, pointer, document.version, report);
    if (kind !== "schema") return meant;
    if (Object.hasOwn(node, DEFAULT_TAG)) unions.push(pointer);
    if (hasItemList(node)) lists.add(pointer);
    return document.version === "3.0" ? upgradeSchema(meant, pointer, report) : listExample(meant);
  });
  const tagged = applyDefaultTags(moveRefs(walked, lists), unions);
  const root = document.version === "3.0" ? { ...tagged.root, openapi: "3.1.0" } : tagged.root;
  return {
    document: { ...document, root, version: "3.1", authored: document.version },
    diagnostics: [...diagnostics, ...tagged.diagnostics],
  };
}

type Report = (found: Diagnostic) => void;

function upgradeSchema(schema: JsonObject, at: Pointer, report: Report): JsonObject {
  if (typeof child(schema, "$ref") === "string") return refAlone(schema, at, report);
  return listExample(encode(exclude(admitNull(schema, at, report))));
}

/** Keywords beside a `$ref` that change no verdict: losing them is what 3.0 is known for. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...["$ref", "title", "description", "summary", "default", "example", "examples", "deprecated"],
  ...["readOnly", "writeOnly", "externalDocs", "xml"],
]);

function refAlone(schema: JsonObject, at: Pointer, report: Report): JsonObject {
  const siblings = Object.keys(schema).filter((key) => key !== "$ref");
  if (siblings.length === 0) return schema;
  const lost = siblings.filter((key) => !ANNOTATIONS.has(key) && !key.startsWith("x-"));
  if (lost.length > 0) {
    const names = lost.map((key) => `\`${key}\``).join(", ");
    report(diagnostic("ignored-siblings", join(at, lost[0]!), { names }, { key: true }));
  }
  return { $ref: schema["$ref"]! };
}

/** `nullable` adds "null" to a `type` beside it, and means nothing without one. */
function admitNull(schema: JsonObject, at: Pointer, report: Report): JsonObject {
  const nullable = child(schema, "nullable");
  if (nullable !== true && isNullAlone(schema)) return admitImpliedNull(schema, at, report);
  if (typeof nullable !== "boolean") return schema;
  if (nullable) warnOfIgnored(schema, at, report);
  return flatMapEntries(schema, (key, value): [string, Json][] => {
    if (key === "nullable") return [];
    if (key !== "type" || !nullable) return [[key, value]];
    const types = isList(value) ? value : [value];
    return [[key, types.includes("null") ? value : [...types, "null"]]];
  });
}

/** `enum: [null]` beside a type that has no null: nothing satisfies both, and nobody means that. */
function isNullAlone(schema: JsonObject): boolean {
  const [values, type] = [child(schema, "enum"), child(schema, "type")];
  return isList(values) && values.length === 1 && values[0] === null && typeof type === "string";
}

function admitImpliedNull(schema: JsonObject, at: Pointer, report: Report): JsonObject {
  report(diagnostic("implied-null", join(at, "enum"), {}, { key: true }));
  return admitNull({ ...schema, nullable: true }, at, () => {});
}

/** Said where it surprises: the author wants null, and something else in the schema keeps it out. */
function warnOfIgnored(schema: JsonObject, at: Pointer, report: Report): void {
  const values = child(schema, "enum");
  const closed = isList(values) && !values.includes(null);
  const union = ["oneOf", "anyOf", "allOf"].find((key) => Object.hasOwn(schema, key));
  const untyped = !Object.hasOwn(schema, "type") && union !== undefined;
  if (!closed && !untyped) return;
  const params = closed
    ? { reason: "null is not in the `enum`", advice: "Add `null` to the `enum`." }
    : {
        reason: `it adds null to a \`type\`, and here is only \`${union}\``,
        advice: "Say it in what is referred to, or add a branch `enum: [null]` to an `anyOf`.",
      };
  report(diagnostic("ignored-nullable", join(at, "nullable"), params, { key: true }));
}

/** What 3.1 says beside a format that 3.0 had for encoded text. The format stays, to be asserted. */
const ENCODINGS: ReadonlyMap<Json | undefined, readonly [string, string]> = new Map([
  ["byte", ["contentEncoding", "base64"] as const],
  ["base64", ["contentEncoding", "base64"] as const],
  ["binary", ["contentMediaType", "application/octet-stream"] as const],
]);

function encode(schema: JsonObject): JsonObject {
  const encoding = ENCODINGS.get(child(schema, "format"));
  if (encoding === undefined || Object.hasOwn(schema, encoding[0])) return schema;
  return { ...schema, [encoding[0]]: encoding[1] };
}

/** `example` becomes the last of `examples`, so that the ones that are there keep their pointers. */
function listExample(schema: JsonObject): JsonObject {
  const example = child(schema, "example");
  const examples = child(schema, "examples") ?? [];
  if (example === undefined || !isList(examples)) return schema;
  const { example: _moved, ...rest } = schema;
  if (Object.hasOwn(schema, "examples")) return { ...rest, examples: [...examples, example] };
  return flatMapEntries(schema, (key, value) =>
    key === "example" ? [["examples", [example]]] : [[key, value]],
  );
}
