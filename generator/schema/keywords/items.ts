// `items`: a schema for all items, or for those after `prefixItems`.
import type { Schema } from "../../model/model.ts";
import type { Keyword, Site } from "../keyword.ts";
import { block, refuse } from "../steps.ts";
import { mustBeSchema } from "../values.ts";

export const items: Keyword = {
  name: "items",
  group: "array",
  check: mustBeSchema("items"),
  guard: (site) => {
    const { scope, target, value, at } = site;
    const index = scope.local("index");
    const loop = `for (let ${index} = ${prefixLength(site)}; ${index} < ${target}.length; ${index}++)`;
    if (isReference(value as Schema)) {
      const steps = scope.guard(value as Schema, `${target}[${index}]`, at);
      return [{ lines: block(loop, refuse(steps)) }];
    }
    const item = scope.local("item");
    const steps = scope.guard(value as Schema, item, at);
    if (steps.length === 0) return [];
    return [{ lines: block(loop, [`const ${item} = ${target}[${index}];`, ...refuse(steps)]) }];
  },
  collect: (site) => {
    const { scope, target, value, at } = site;
    const collector = scope.collector(value as Schema, at);
    const from = prefixLength(site) === 0 ? "" : `, ${prefixLength(site)}`;
    return collector === "" ? [] : [`${scope.use("items")}(${target}, at, ${collector}${from});`];
  },
};

function prefixLength({ schema }: Site): number {
  return Array.isArray(schema["prefixItems"]) ? schema["prefixItems"].length : 0;
}

function isReference(schema: Schema): boolean {
  return (
    typeof schema === "object" && Object.keys(schema).length === 1 && schema["$ref"] !== undefined
  );
}
