// `enum` and `const`: the values allowed. Values that `type` refuses are left out beforehand.
import { literal } from "../../print.ts";
import type { Json } from "../../model/model.ts";
import { type Keyword, type Site, type Test, test } from "../keyword.ts";
import { isOfType, typesOf } from "../types.ts";
import { must } from "../values.ts";

/** More than these are looked up in a list instead of compared one by one. */
const MANY = 8;

function keyword(
  name: "enum" | "const",
  valuesOf: (site: Site) => readonly Json[],
  check: Keyword["check"],
): Keyword {
  const allowed = (site: Site): readonly Json[] => {
    const types = typesOf(site.schema);
    return types === undefined
      ? valuesOf(site)
      : valuesOf(site).filter((value) => isOfType(value, types));
  };
  return {
    name,
    check,
    guard: (site) => [anyOf(site, allowed(site))],
    collect: (site) => {
      const values = allowed(site);
      const { ok } = anyOf(site, values);
      return [
        `${site.scope.use("allowed")}(${ok}, ${site.target}, "${name}", ${literal(values)}, at);`,
      ];
    },
  };
}

const isScalar = (value: Json): boolean => typeof value !== "object" || value === null;

function anyOf({ scope, target }: Site, values: readonly Json[]): Test {
  if (values.length > MANY || !values.every(isScalar)) {
    const list = scope.constant("Allowed", literal(values), "readonly unknown[]");
    return test(`${list}.some((allowed) => ${scope.use("isEqual")}(${target}, allowed))`);
  }
  if (values.length === 0) return test("false", "true");
  const ok = values.map((value) => `${target} === ${literal(value)}`).join(" || ");
  const not = values.map((value) => `${target} !== ${literal(value)}`).join(" && ");
  return values.length === 1 ? { ok, not } : { ok: `(${ok})`, not: `(${not})` };
}

const list = must("`enum`", "a list of values", (value) => Array.isArray(value));

export const enumeration: Keyword = keyword("enum", ({ value }) => value as readonly Json[], list);
export const constant: Keyword = keyword(
  "const",
  ({ value }) => [value],
  () => [],
);
