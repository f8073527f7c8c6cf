// The derived 3.0.4 copy of a 3.1 document, for readers that know no newer one. What 3.0 can't say is
// left out with a warning that names it; what it says differently is said so. Extensions stay.
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import type { Document } from "./document.ts";
import { type Lose, movedPointer } from "./downgrade-rules.ts";
import { withoutNewer } from "./downgrade-32.ts";
import { downgradeSchema } from "./downgrade-schema.ts";
import { withoutMutualTls } from "./mutual-tls.ts";
import { withoutPathItems } from "./path-items.ts";
import { flatMapEntries, get, isObject, join, pointerOf, refOf } from "./pointer.ts";
import { type Resolver, resolver } from "./resolve.ts";
import { type Place, rewrite } from "./walk.ts";

export interface Downgraded {
  readonly root: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
}

/** A document as authored, as OpenAPI 3.0.4. A 3.0 document is its own copy. */
export function downgrade(document: Document): Downgraded {
  if (document.version === "3.0") return { root: document.root, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const lose: Lose = (at, what) =>
    void diagnostics.push(diagnostic("lossy-downgrade", at, { what }, { key: true }));
  const links = resolver(document);
  const rules = { lose, mapRef: (ref: string) => movedRef(links, ref) };
  const whole = document.version === "3.2" ? withoutNewer(document.root, lose) : document.root;
  const known = withoutMutualTls(withoutPathItems(whole, links, lose), lose);
  const walked = rewrite(known, (node, place) => {
    if (place.kind === "schema") return downgradeSchema(node, place, rules);
    return typeof node === "boolean" ? node : downgradeObject(node, place, lose);
  });
  return { root: withoutDangling(walked, lose), diagnostics };
}

/** A reference to where its target stands in the copy. */
function movedRef(links: Resolver, ref: string): string {
  const local = pointerOf(ref);
  const target = local === undefined ? links.target(ref, "") : { at: local };
  if ("code" in target) return ref;
  const moved = movedPointer(target.at);
  return moved === local ? ref : refOf(moved);
}

function downgradeObject(node: JsonObject, { kind, pointer }: Place, lose: Lose): JsonObject {
  if (kind === "document") return downgradeRoot(node, lose);
  if (kind === "operation") return withResponses(node);
  if (kind === "pathItem" || !Object.hasOwn(node, "$ref")) return node;
  for (const key of ["summary", "description"]) {
    if (Object.hasOwn(node, key)) lose(join(pointer, key), `a \`${key}\` beside a \`$ref\``);
  }
  return { $ref: node["$ref"]! };
}

/** 3.0 demands answers of every operation. */
function withResponses(operation: JsonObject): JsonObject {
  const answers = Object.hasOwn(operation, "responses") ? operation["responses"]! : {};
  if (!isObject(answers) || Object.keys(answers).length > 0) return operation;
  return { ...operation, responses: { default: { description: "Any answer." } } };
}

function downgradeRoot(root: JsonObject, lose: Lose): JsonObject {
  const kept = flatMapEntries(root, (key, value): [string, Json][] => {
    if (key === "openapi") return [[key, "3.0.4"]];
    if (key === "info" && isObject(value)) return [[key, downgradeInfo(value, lose)]];
    if (key !== "jsonSchemaDialect") return [[key, value]];
    lose(`/${key}`, `\`${key}\``);
    return [];
  });
  return Object.hasOwn(kept, "paths") ? kept : { ...kept, paths: {} };
}

function downgradeInfo(info: JsonObject, lose: Lose): JsonObject {
  const without = (object: JsonObject, name: string, at: Pointer): JsonObject =>
    flatMapEntries(object, (key, value) => {
      if (key !== name) return [[key, value]];
      lose(join(at, name), `\`${name}\` of \`${at.slice(1).replaceAll("/", ".")}\``);
      return [];
    });
  return flatMapEntries(without(info, "summary", "/info"), (key, value) =>
    key === "license" && isObject(value)
      ? [[key, without(value, "identifier", "/info/license")]]
      : [[key, value]],
  );
}

/** A schema whose target was left out allows everything rather than refer to nothing. */
function withoutDangling(root: JsonObject, lose: Lose): JsonObject {
  return rewrite(root, (node, { kind, pointer }) => {
    if (kind !== "schema" || typeof node === "boolean") return node;
    const ref = Object.hasOwn(node, "$ref") ? node["$ref"] : undefined;
    const target = typeof ref === "string" ? pointerOf(ref) : undefined;
    if (target === undefined || get(root, target) !== undefined) return node;
    lose(join(pointer, "$ref"), `the schema at \`${String(ref)}\``);
    return {};
  });
}
