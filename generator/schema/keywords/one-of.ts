// `oneOf`: exactly one of several schemas. Where a tag parts the branches, the verdict is that of plain
// `oneOf`, only sooner and with the errors of the branch that was meant.
import { type Keyword, test } from "../keyword.ts";
import { tagged } from "../tags.ts";
import { collectTagged, collectUntagged, conditionsOf, guardTagged } from "../unions.ts";
import { mustBeSchemas } from "../values.ts";

export const oneOf: Keyword = {
  name: "oneOf",
  check: mustBeSchemas("oneOf"),
  guard: (site) => {
    const tags = tagged(site);
    if (tags !== undefined) return guardTagged(site, tags);
    const count = `[${conditionsOf(site).join(", ")}].filter(Boolean).length`;
    return [test(`${count} === 1`, `${count} !== 1`)];
  },
  collect: (site) => {
    const tags = tagged(site);
    if (tags !== undefined) return collectTagged(site, "oneOf", tags);
    return collectUntagged(site, "oneOf", `[${conditionsOf(site).join(", ")}]`);
  },
};
