// `dependentSchemas`: schemas for the whole object if a property is there.
import { escapeStep } from "../../document/pointer.ts";
import type { Schema } from "../../model/model.ts";
import { type Keyword, type Site, type Test, test } from "../keyword.ts";
import { read } from "../reading.ts";
import { block, onlyIf } from "../steps.ts";
import { mustBeSchemaMap } from "../values.ts";

export const dependentSchemas: Keyword = {
  name: "dependentSchemas",
  group: "object",
  check: mustBeSchemaMap("dependentSchemas"),
  guard: (site) =>
    entries(site).flatMap(([key, schema, at]) => {
      const holds: Test = test(site.scope.holds(schema, site.target, at));
      return onlyIf(`${read(site.scope, site.target, key)} !== undefined`, [holds]);
    }),
  collect: (site) =>
    entries(site).flatMap(([key, schema, at]) => {
      const { scope, target } = site;
      const report = scope.report(schema, target, at);
      return report.length === 0
        ? []
        : block(`if (${read(scope, target, key)} !== undefined)`, report);
    }),
};

function entries({ value, at }: Site): readonly (readonly [string, Schema, string])[] {
  return Object.entries(value as Record<string, Schema>).map(([key, schema]) => {
    return [key, schema, `${at}/${escapeStep(key)}`];
  });
}
