// `prefixItems`: a schema for each of the first items, as far as there are items.
import type { Schema } from "../../model/model.ts";
import type { Keyword } from "../keyword.ts";
import { onlyIf } from "../steps.ts";
import { mustBeSchemas } from "../values.ts";

export const prefixItems: Keyword = {
  name: "prefixItems",
  group: "array",
  check: mustBeSchemas("prefixItems"),
  guard: ({ scope, target, value, at }) => {
    return (value as readonly Schema[]).flatMap((schema, index) => {
      const item = scope.local("item");
      const steps = scope.guard(schema, item, `${at}/${index}`);
      if (steps.length === 0) return [];
      return [
        { lines: [`const ${item} = ${target}[${index}];`] },
        ...onlyIf(`${target}.length > ${index}`, steps),
      ];
    });
  },
  collect: ({ scope, target, value, at }) => {
    return (value as readonly Schema[]).flatMap((schema, index) => {
      const collector = scope.collector(schema, `${at}/${index}`);
      if (collector === "") return [];
      return [
        `if (${target}.length > ${index}) ${scope.use("inside")}(${index}, ${target}[${index}], at, ${collector});`,
      ];
    });
  },
};
