// `anyOf`: at least one of several schemas. Where a tag parts the branches, only one can hold.
import { type Keyword, test } from "../keyword.ts";
import { tagged } from "../tags.ts";
import { collectTagged, collectUntagged, conditionsOf, guardTagged } from "../unions.ts";
import { mustBeSchemas } from "../values.ts";

export const anyOf: Keyword = {
  name: "anyOf",
  check: mustBeSchemas("anyOf"),
  guard: (site) => {
    const tags = tagged(site);
    if (tags !== undefined) return guardTagged(site, tags);
    return [test(`(${conditionsOf(site).join(" || ")})`)];
  },
  collect: (site) => {
    const tags = tagged(site);
    if (tags !== undefined) return collectTagged(site, "anyOf", tags);
    return collectUntagged(site, "anyOf", `[${conditionsOf(site).join(" || ")}]`);
  },
};
