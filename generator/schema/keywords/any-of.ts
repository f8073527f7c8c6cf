// `anyOf`: at least one of several schemas.
import type { Schema } from "../../model/model.ts";
import { type Keyword, type Site, test } from "../keyword.ts";
import { mustBeSchemas } from "../values.ts";

export const anyOf: Keyword = {
  name: "anyOf",
  check: mustBeSchemas("anyOf"),
  guard: (site) => [test(`(${branches(site).join(" || ")})`)],
  collect: (site) => {
    const { scope, target, value, at } = site;
    const collectors = (value as readonly Schema[]).map((schema, index) => {
      const collector = scope.collector(schema, `${at}/${index}`);
      return collector === "" ? "() => {}" : collector;
    });
    const matches = `${branches(site).join(" || ")} ? 1 : 0`;
    return [
      `${scope.use("union")}(${target}, ${matches}, "anyOf", [${collectors.join(", ")}], at);`,
    ];
  },
};

function branches({ scope, target, value, at }: Site): readonly string[] {
  return (value as readonly Schema[]).map((schema, index) =>
    scope.holds(schema, target, `${at}/${index}`),
  );
}
