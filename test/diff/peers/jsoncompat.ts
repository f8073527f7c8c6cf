// What the package jsoncompat says of a pair: of each schema that stands at the same place on both sides,
// a request's as what is read, a response's as what is written. It knows JSON Schema alone.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { check_compat, initSync } from "jsoncompat";
import { isObject } from "../../../generator/document/pointer.ts";
import type { Json, JsonObject } from "../../../generator/model/model.ts";
import type { NamedPair } from "./pairs.ts";
import type { Said } from "./said.ts";

type Role = "deserializer" | "serializer";
type Schemas = ReadonlyMap<string, readonly [role: Role, schema: Json]>;

export function askJsoncompat(pairs: readonly NamedPair[]): Said {
  const code = import.meta.resolve("jsoncompat/jsoncompat_wasm_bg.wasm");
  initSync({ module: readFileSync(fileURLToPath(code)) });
  return new Map(
    pairs.flatMap(({ id, pair: [old, next] }) => {
      const [was, is] = [schemasOf(old), schemasOf(next)];
      const common = [...was.keys()].filter((place) => is.has(place));
      if (common.length === 0) return [];
      return [[id, common.filter((place) => breaks(was.get(place)!, is.get(place)!))] as const];
    }),
  );
}

function breaks([role, old]: readonly [Role, Json], [, next]: readonly [Role, Json]): boolean {
  return !check_compat(JSON.stringify(old), JSON.stringify(next), role);
}

/** The schemas of a document, by where they stand; what they refer to comes along. */
function schemasOf(root: JsonObject): Schemas {
  const whole = (schema: Json | undefined): Json =>
    isObject(schema) ? { ...schema, components: root["components"] ?? {} } : (schema ?? true);
  const operations = members(root["paths"]).flatMap(([path, item]) =>
    members(item).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  );
  return new Map(
    operations.flatMap(([name, operation]) =>
      placesOf(operation).map(([place, role, { schema }]) => {
        return [`${name} ${place}`, [role, whole(schema)]] as const;
      }),
    ),
  );
}

type Holder = Readonly<Record<string, Json>>;

function placesOf(operation: Holder): readonly (readonly [string, Role, Holder])[] {
  const parameters = (operation["parameters"] ?? []) as readonly Holder[];
  const body = (operation["requestBody"] ?? {}) as Holder;
  return [
    ...parameters
      .filter((parameter) => "schema" in parameter)
      .map((parameter) => [String(parameter["name"]), "deserializer", parameter] as const),
    ...members(body["content"]).map(([type, media]) => [type, "deserializer", media] as const),
    ...members(operation["responses"]).flatMap(([status, response]) =>
      [...members(response["content"]), ...members(response["headers"])].map(
        ([name, holder]) => [`${status} ${name}`, "serializer", holder] as const,
      ),
    ),
  ];
}

function members(value: Json | undefined): readonly (readonly [string, Holder])[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    isObject(member) ? [[name, member as Holder] as const] : [],
  );
}
