// `required`: properties that must be there. In the data, `undefined` is an absent property.
import type { Json } from "../../model/model.ts";
import { literal, propertyKey } from "../../print.ts";
import { type Keyword, type Site, test } from "../keyword.ts";
import { read } from "../reading.ts";
import { isMap, mustBeNames } from "../values.ts";

export const required: Keyword = {
  name: "required",
  group: "object",
  check: mustBeNames("required"),
  guard: (site) => {
    return namesOf(site.value)
      .filter((key) => !refusesAbsence(site, key))
      .map((key) => {
        const property = read(site.scope, site.target, key);
        return test(`${property} !== undefined`, `${property} === undefined`);
      });
  },
  collect: ({ value, target, scope }) => {
    const keys = namesOf(value);
    const plain = keys.filter((key) => !(key in Object.prototype));
    const report = (object: string, names: readonly string[]): string =>
      `${scope.use("required")}(${object}, ${literal(names)}, at);`;
    // What every object inherits is read as its own, and put where nothing is inherited over it.
    const inherited = keys.filter((key) => key in Object.prototype);
    return [
      ...(plain.length === 0 ? [] : [report(target, plain)]),
      ...inherited.map((key) =>
        report(`{ ${propertyKey(key)}: ${read(scope, target, key)} }`, [key]),
      ),
    ];
  },
};

/** Each once: what is missing is said once. */
function namesOf(value: Json): readonly string[] {
  return [...new Set(value as readonly string[])];
}

/** Whether the schema of the property itself refuses `undefined`, so that asking twice is idle. */
function refusesAbsence({ schema }: Site, key: string): boolean {
  const all: Json | undefined = schema["properties"];
  const property = isMap(all) && Object.hasOwn(all, key) ? all[key] : undefined;
  if (property === undefined || !isMap(property)) return false;
  return ["type", "enum", "const"].some((keyword) => property[keyword] !== undefined);
}
