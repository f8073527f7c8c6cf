// `unevaluatedItems`: a schema for the items that no keyword beside it speaks of, in this schema or in
// those applied in place. An item that `contains` looks for is spoken of.
import type { Schema } from "../../model/model.ts";
import { type Asking, conditionOf, evaluatedBeside } from "../evaluated.ts";
import type { Keyword, Site } from "../keyword.ts";
import { block, refuse } from "../steps.ts";
import { mustBeSchema } from "../values.ts";

export const unevaluatedItems: Keyword = {
  name: "unevaluatedItems",
  group: "array",
  check: mustBeSchema("unevaluatedItems"),
  guard: (site) => {
    const { scope, target, value, at } = site;
    const [index, item] = [scope.local("index"), scope.local("item")];
    const steps = scope.guard(value as Schema, item, at);
    const body =
      value === false
        ? ["return false;"]
        : [`const ${item} = ${target}[${index}];`, ...refuse(steps)];
    const lines = steps.length === 0 ? [] : loop(site, index, body);
    return lines.length === 0 ? [] : [{ lines }];
  },
  collect: (site) => {
    const { scope, target, value, at } = site;
    const collector =
      value === false
        ? `${scope.use("nothing")}("unevaluatedItems")`
        : scope.collector(value as Schema, at);
    if (collector === "") return [];
    const index = scope.local("index");
    const look = `${scope.use("inside")}(${index}, ${target}[${index}], at, ${collector});`;
    return loop(site, index, [look]);
  },
};

/** A loop over the items that are left over; none where there can't be any. */
function loop(site: Site, index: string, body: readonly string[]): readonly string[] {
  const { scope, schema, target, at } = site;
  if (schema["items"] !== undefined) return [];
  const asking: Asking = { scope, of: "items", target, key: index, before: [] };
  const marks = evaluatedBeside(asking, schema, at.slice(0, -"/unevaluatedItems".length));
  if (marks === "all") return [];
  const known = conditionOf(asking, { ...marks, prefix: 0 });
  const skip = known === "" ? [] : [`if (${known}) continue;`];
  const head = `for (let ${index} = ${marks.prefix}; ${index} < ${target}.length; ${index}++)`;
  return [...asking.before, ...block(head, [...skip, ...body])];
}
