// `dependentRequired`: properties that must be there if another one is.
import { literal } from "../../print.ts";
import { type Keyword, type Site, type Step } from "../keyword.ts";
import { read } from "../reading.ts";
import { block, onlyIf } from "../steps.ts";
import { isMap, must } from "../values.ts";

export const dependentRequired: Keyword = {
  name: "dependentRequired",
  group: "object",
  check: must("`dependentRequired`", "an object of lists of property names", (value) => {
    return (
      isMap(value) &&
      Object.values(value).every(
        (names) => Array.isArray(names) && names.every((name) => typeof name === "string"),
      )
    );
  }),
  guard: ({ scope, target, value }) => {
    return entries(value).flatMap(([key, names]): readonly Step[] => {
      const steps = names.map((name) => {
        const property = read(scope, target, name);
        return { ok: `${property} !== undefined`, not: `${property} === undefined` };
      });
      return onlyIf(`${read(scope, target, key)} !== undefined`, steps);
    });
  },
  collect: ({ scope, target, value }) => {
    return entries(value).flatMap(([key, names]) => {
      if (names.length === 0) return [];
      return block(`if (${read(scope, target, key)} !== undefined)`, [
        `${scope.use("dependentRequired")}(${target}, ${literal(key)}, ${literal(names)}, at);`,
      ]);
    });
  },
};

function entries(value: Site["value"]): readonly (readonly [string, readonly string[]])[] {
  return Object.entries(value as Record<string, readonly string[]>);
}
