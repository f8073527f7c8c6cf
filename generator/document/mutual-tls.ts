// The one kind of security scheme that 3.0 does not know: it leaves the copy with every requirement
// that names it. Where no other way in is left, the copy says nothing about security.
import type { Json, JsonObject } from "../model/model.ts";
import type { Lose } from "./downgrade-rules.ts";
import { child, flatMapEntries, isList, isObject, join, mapValues } from "./pointer.ts";
import { rewrite } from "./walk.ts";

export function withoutMutualTls(root: JsonObject, lose: Lose): JsonObject {
  const schemes = child(child(root, "components"), "securitySchemes");
  const names = isObject(schemes)
    ? Object.keys(schemes).filter((name) => child(schemes[name], "type") === "mutualTLS")
    : [];
  if (names.length === 0) return root;
  for (const name of names) {
    lose(join("/components/securitySchemes", name), `the security scheme \`${name}\` (mutual TLS)`);
  }
  const gone = new Set(names);
  return rewrite(root, (node, { kind }) => {
    if (typeof node === "boolean") return node;
    if (kind === "components") return withoutSchemes(node, gone);
    return kind === "document" || kind === "operation" ? withoutDemands(node, gone) : node;
  });
}

function withoutSchemes(components: JsonObject, gone: ReadonlySet<string>): JsonObject {
  return mapValues(components, (value, key) =>
    key === "securitySchemes" && isObject(value)
      ? flatMapEntries(value, (name, scheme) => (gone.has(name) ? [] : [[name, scheme]]))
      : value,
  );
}

function withoutDemands(node: JsonObject, gone: ReadonlySet<string>): JsonObject {
  return flatMapEntries(node, (key, value): [string, Json][] => {
    if (key !== "security" || !isList(value) || value.length === 0) return [[key, value]];
    const left = value.filter(
      (demand) => !Object.keys(demand ?? {}).some((name) => gone.has(name)),
    );
    return left.length === 0 ? [] : [[key, left]];
  });
}
