// `$ref`: the named schema it refers to. It may have siblings; both count.
import { type Keyword, test } from "../keyword.ts";
import { must } from "../values.ts";

export const ref: Keyword = {
  name: "$ref",
  check: must("`$ref`", "a text", (value) => typeof value === "string"),
  guard: ({ scope, target, value, at }) => [test(scope.holds({ $ref: value }, target, at))],
  collect: ({ scope, target, value, at }) => scope.report({ $ref: value }, target, at),
};
