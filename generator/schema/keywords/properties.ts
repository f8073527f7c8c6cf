// `properties`: a schema for each property, if it is there.
import { escapeStep } from "../../document/pointer.ts";
import { literal, member, propertyKey } from "../../print.ts";
import { valueName } from "../../model/names.ts";
import type { Schema } from "../../model/model.ts";
import type { Keyword, Site, Step } from "../keyword.ts";
import { indent, onlyIf } from "../steps.ts";
import { isPlain } from "../plain.ts";
import { mustBeSchemaMap } from "../values.ts";
import { read } from "../reading.ts";

export const properties: Keyword = {
  name: "properties",
  group: "object",
  check: mustBeSchemaMap("properties"),
  guard: (site) => entries(site).flatMap(([key, schema]) => guardOf(site, key, schema)),
  collect: (site) => {
    const { scope, target, at } = site;
    const all = entries(site)
      .map(([key, schema]) => [key, scope.collector(schema, `${at}/${escapeStep(key)}`)] as const)
      .filter(([, collector]) => collector !== "");
    // In a literal, names that every object has would be typed by what they inherit.
    const inherited = all.filter(([key]) => key in Object.prototype);
    const plain = all.filter(([key]) => !(key in Object.prototype));
    const apart = inherited.map(([key, collector]) => {
      return `${scope.use("property")}(${target}, ${literal(key)}, at, ${collector});`;
    });
    if (plain.length === 0) return apart;
    const members = plain.map(([key, collector]) => indent(`${propertyKey(key)}: ${collector},`));
    const name = scope.large && !scope.cyclic ? "lateProperties" : "properties";
    const call = `${scope.use(name)}(${target}, at, `;
    if (scope.cyclic) return [...apart, `${call}{`, ...members, "});"];
    const object = `{\n${members.join("\n")}\n}`;
    const checks =
      name === "properties"
        ? scope.constant("Checks", object, "Collectors")
        : scope.constant("Checks", `() => (${object})`, "LateCollectors");
    return [...apart, `${call}${checks});`];
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
