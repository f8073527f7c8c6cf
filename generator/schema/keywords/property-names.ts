// `propertyNames`: a schema for the names of all properties.
import type { Schema } from "../../model/model.ts";
import type { Keyword } from "../keyword.ts";
import { block, refuse } from "../steps.ts";
import { mustBeSchema } from "../values.ts";

export const propertyNames: Keyword = {
  name: "propertyNames",
  group: "object",
  check: mustBeSchema("propertyNames"),
  guard: ({ scope, target, value, at }) => {
    const key = scope.local("key");
    // A name is text by type, and the compiler would hold tests for other types against it.
    const name = scope.local("name");
    const steps = scope.guard(value as Schema, name, at);
    if (steps.length === 0) return [];
    const body = [`const ${name}: unknown = ${key};`.replace(": unknown", ""), ...refuse(steps)];
    return [{ lines: block(`for (const ${key} of ${scope.use("keysOf")}(${target}))`, body) }];
  },
  collect: ({ scope, target, value, at }) => {
    const ok = scope.holds(value as Schema, "key", at);
    const found = `${scope.use("keysOf")}(${target}).every((key) => ${ok})`;
    return [
      `${scope.use("holds")}(${found}, "propertyNames", "must have only names that its schema allows", at);`,
    ];
  },
};
