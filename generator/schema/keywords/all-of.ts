// `allOf`: every one of several schemas. Each is tested on its own, so that what one says about a
// value's type is not held against another by the compiler.
import type { Schema } from "../../model/model.ts";
import { type Keyword, test } from "../keyword.ts";
import { mustBeSchemas } from "../values.ts";

export const allOf: Keyword = {
  name: "allOf",
  check: mustBeSchemas("allOf"),
  guard: ({ scope, target, value, at }) =>
    (value as readonly Schema[]).map((schema, index) =>
      test(scope.holds(schema, target, `${at}/${index}`)),
    ),
  collect: ({ scope, target, value, at }) =>
    (value as readonly Schema[]).flatMap((schema, index) => {
      return scope.report(schema, target, `${at}/${index}`);
    }),
};
