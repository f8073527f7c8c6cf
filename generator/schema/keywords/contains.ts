// `contains`, with `minContains` and `maxContains`: how many items satisfy a schema.
import type { Schema } from "../../model/model.ts";
import { type Keyword, type Site, test } from "../keyword.ts";
import { mustBeCount, mustBeSchema } from "../values.ts";

export const contains: Keyword = {
  name: "contains",
  group: "array",
  check: mustBeSchema("contains"),
  guard: (site) => {
    const found = count(site);
    const { least, most } = bounds(site);
    return [
      ...(least === 0 ? [] : [test(`${found} >= ${least}`, `${found} < ${least}`)]),
      ...(most === undefined ? [] : [test(`${found} <= ${most}`, `${found} > ${most}`)]),
    ];
  },
  collect: (site) => {
    const { least, most } = bounds(site);
    const few = site.schema["minContains"] === undefined ? "contains" : "minContains";
    const limit = (keyword: string, bound: number): string =>
      `${site.scope.use("contains")}(${count(site)}, "${keyword}", ${bound}, at);`;
    return [
      ...(least === 0 ? [] : [limit(few, least)]),
      ...(most === undefined ? [] : [limit("maxContains", most)]),
    ];
  },
};

function bounds({ schema }: Site): { readonly least: number; readonly most: number | undefined } {
  const [least, most] = [schema["minContains"], schema["maxContains"]];
  return {
    least: typeof least === "number" ? least : 1,
    most: typeof most === "number" ? most : undefined,
  };
}

function count({ scope, target, value, at }: Site): string {
  return `${scope.use("countOf")}(${target}, (item) => ${scope.holds(value as Schema, "item", at)})`;
}

/** Bounds of `contains`, which prints them; alone they say nothing. */
export const minContains: Keyword = bound("minContains");
export const maxContains: Keyword = bound("maxContains");

function bound(name: string): Keyword {
  return { name, group: "array", check: mustBeCount(name), guard: () => [], collect: () => [] };
}
