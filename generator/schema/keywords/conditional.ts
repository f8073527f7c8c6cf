// `if`, `then`, `else`: one schema decides which of two others counts.
import type { Schema } from "../../model/model.ts";
import { type Keyword, test } from "../keyword.ts";
import { block } from "../steps.ts";
import { mustBeSchema } from "../values.ts";

export const conditional: Keyword = {
  name: "if",
  check: mustBeSchema("if"),
  guard: ({ scope, schema, target, value, at }) => {
    const condition = scope.holds(value as Schema, target, at);
    const base = at.slice(0, -"/if".length);
    const [yes, no] = ["then", "else"].map((name) => {
      const branch = schema[name];
      return branch === undefined
        ? "true"
        : scope.holds(branch as Schema, target, `${base}/${name}`);
    });
    return yes === "true" && no === "true" ? [] : [test(`(${condition} ? ${yes} : ${no})`)];
  },
  collect: ({ scope, schema, target, value, at }) => {
    const base = at.slice(0, -"/if".length);
    const [yes = [], no = []] = ["then", "else"].map((name) => {
      const branch = schema[name];
      return branch === undefined ? [] : scope.report(branch as Schema, target, `${base}/${name}`);
    });
    if (yes.length + no.length === 0) return [];
    const condition = scope.holds(value as Schema, target, at);
    return [
      ...(yes.length === 0 ? [] : block(`if (${condition})`, yes)),
      ...(no.length === 0 ? [] : block(`if (!${condition})`, no)),
    ];
  },
};

/** Printed by `if`; alone they say nothing. */
export const then: Keyword = part("then");
export const otherwise: Keyword = part("else");

function part(name: string): Keyword {
  return { name, check: mustBeSchema(name), guard: () => [], collect: () => [] };
}
