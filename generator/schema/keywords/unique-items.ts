// `uniqueItems`: no two equal items. `false` says nothing.
import { type Keyword, test } from "../keyword.ts";
import { must } from "../values.ts";

export const uniqueItems: Keyword = {
  name: "uniqueItems",
  group: "array",
  check: must("`uniqueItems`", "true or false", (value) => typeof value === "boolean"),
  guard: ({ target, value, scope }) =>
    value === true ? [test(`${scope.use("isUnique")}(${target})`)] : [],
  collect: ({ target, value, scope }) =>
    value === true ? [`${scope.use("uniqueItems")}(${target}, at);`] : [],
};
