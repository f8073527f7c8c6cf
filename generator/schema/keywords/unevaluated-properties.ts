// `unevaluatedProperties`: a schema for the properties that no keyword beside it speaks of, in this
// schema or in those applied in place (`allOf`, the branches that hold, `$ref` …).
import { type Asking, evaluatedBeside, type Marks } from "../evaluated.ts";
import type { Keyword, Site } from "../keyword.ts";
import { collectLeftOver, guardLeftOver } from "../left-over.ts";
import { mustBeSchema } from "../values.ts";

export const unevaluatedProperties: Keyword = {
  name: "unevaluatedProperties",
  group: "object",
  check: mustBeSchema("unevaluatedProperties"),
  guard: (site) => guardLeftOver(site, evaluated(site)),
  collect: (site) => collectLeftOver(site, "unevaluatedProperties", evaluated(site)),
};

function evaluated({ schema, at }: Site): (asking: Asking) => Marks {
  if (schema["additionalProperties"] !== undefined) return () => "all";
  const base = at.slice(0, -"/unevaluatedProperties".length);
  return (asking) => evaluatedBeside(asking, schema, base);
}
