// `additionalProperties`: a schema for the properties that `properties` and `patternProperties` leave over.
import { ownProperties } from "../evaluated.ts";
import type { Keyword } from "../keyword.ts";
import { collectLeftOver, guardLeftOver } from "../left-over.ts";
import { mustBeSchema } from "../values.ts";

export const additionalProperties: Keyword = {
  name: "additionalProperties",
  group: "object",
  check: mustBeSchema("additionalProperties"),
  guard: (site) => guardLeftOver(site, (asking) => ownProperties(asking, site.schema)),
  collect: (site) =>
    collectLeftOver(site, "additionalProperties", (asking) => ownProperties(asking, site.schema)),
};
