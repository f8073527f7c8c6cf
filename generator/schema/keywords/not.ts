// `not`: a schema that must not hold.
import type { Schema } from "../../model/model.ts";
import { type Keyword, type Site, test } from "../keyword.ts";
import { mustBeSchema } from "../values.ts";

export const not: Keyword = {
  name: "not",
  check: mustBeSchema("not"),
  guard: (site) => [test(`!${holds(site)}`, holds(site))],
  collect: (site) => [
    `${site.scope.use("holds")}(!${holds(site)}, "not", "must not match the schema it excludes", at);`,
  ],
};

function holds({ scope, target, value, at }: Site): string {
  return scope.holds(value as Schema, target, at);
}
