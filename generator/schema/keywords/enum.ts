// `enum` and `const`: the values allowed. Values that `type` refuses are left out beforehand.
import { literal } from "../../print.ts";
import type { Json } from "../../model/model.ts";
import { type Keyword, type Site, type Test, test } from "../keyword.ts";
import { isOfType, typesOf } from "../types.ts";
import { must } from "../values.ts";

/** More than these are looked up in a list instead of compared one by one. */
const MANY = 8;

/** How many are shown in a message, and how much of each. */
const SHOWN = 10;
const LONG = 60;

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
      const { scope, target } = site;
      if (name === "enum" && values.length > 1 && !isMany(values) && values.every(isShort))
        return [`${scope.use("among")}(${target}, at, ${literal(values)});`];
      const params = `{ allowed: ${isMany(values) ? listOf(site, values) : literal(values)} }`;
      const { ok } = anyOf(site, values);
      const want = literal(`be ${listed(values)}`);
      return [`${scope.use("expected")}(${ok}, at, "${name}", ${params}, ${want}, ${target});`];
    },
  };
}

const isShort = (value: Json): boolean => JSON.stringify(value).length <= LONG;

const isScalar = (value: Json): boolean => typeof value !== "object" || value === null;

function isMany(values: readonly Json[]): boolean {
  return values.length > MANY || !values.every(isScalar);
}

function listOf({ scope }: Site, values: readonly Json[]): string {
  return scope.constant("Allowed", literal(values), "readonly unknown[]");
}

/** Values in a message: the first ones, and of each the start. */
function listed(values: readonly Json[]): string {
  const shown = values.slice(0, SHOWN).map((value) => {
    const text = JSON.stringify(value);
    return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
  });
  return `${values.length === 1 ? "" : "one of "}${shown.join(", ")}`;
}

function anyOf(site: Site, values: readonly Json[]): Test {
  const { scope, target } = site;
  if (isMany(values)) {
    const found = `(allowed) => ${scope.use("isEqual")}(${target}, allowed)`;
    return test(`${listOf(site, values)}.some(${found})`);
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
