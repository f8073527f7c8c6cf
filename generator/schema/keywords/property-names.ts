// `propertyNames`: a schema for the names of all properties.
import type { Schema } from "../../model/model.ts";
import { type Keyword, type Site, test } from "../keyword.ts";
import { mustBeSchema } from "../values.ts";

export const propertyNames: Keyword = {
  name: "propertyNames",
  group: "object",
  check: mustBeSchema("propertyNames"),
  guard: (site) => [test(every(site))],
  collect: ({ scope, target, value, at }) => {
    const collector = scope.collector(value as Schema, at);
    return collector === "" ? [] : [`${scope.use("propertyNames")}(${target}, at, ${collector});`];
  },
};

function every({ scope, target, value, at }: Site): string {
  return `${scope.use("keysOf")}(${target}).every((key) => ${scope.holds(value as Schema, "key", at)})`;
}
