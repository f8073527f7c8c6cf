// `properties`: a schema for each property, if it is there.
import { escapeStep } from "../../document/pointer.ts";
import { member } from "../../print.ts";
import { valueName } from "../../model/names.ts";
import type { Schema } from "../../model/model.ts";
import type { Keyword, Site, Step } from "../keyword.ts";
import { onlyIf } from "../steps.ts";
import { isPlain } from "../plain.ts";
import { mustBeSchemaMap } from "../values.ts";
import { keyLiteral, read } from "../reading.ts";

export const properties: Keyword = {
  name: "properties",
  group: "object",
  check: mustBeSchemaMap("properties"),
  guard: (site) => entries(site).flatMap(([key, schema]) => guardOf(site, key, schema)),
  collect: ({ value, target, at, scope }) => {
    return Object.entries(value as Record<string, Schema>).flatMap(([key, schema]) => {
      const collector = scope.collector(schema, `${at}/${escapeStep(key)}`);
      if (collector === "") return [];
      return [`${scope.use("property")}(${target}, ${keyLiteral(key)}, at, ${collector});`];
    });
  },
};

const entries = ({ value }: Site): readonly (readonly [string, Schema])[] =>
  Object.entries(value as Record<string, Schema>);

function guardOf(
  { schema, target, at, scope }: Site,
  key: string,
  property: Schema,
): readonly Step[] {
  const required = Array.isArray(schema["required"]) && schema["required"].includes(key);
  const path = `${at}/${escapeStep(key)}`;
  const direct = read(scope, target, key);
  if (isPlain(property) && direct === member(target, key)) {
    const steps = scope.guard(property, direct, path);
    return required ? steps : onlyIf(`${direct} !== undefined`, steps);
  }
  const name = scope.local(valueName(key));
  const steps = scope.guard(property, name, path);
  if (steps.length === 0) return [];
  const declaration: Step = { lines: [`const ${name} = ${direct};`] };
  return [declaration, ...(required ? steps : onlyIf(`${name} !== undefined`, steps))];
}
