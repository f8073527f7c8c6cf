// `unevaluatedProperties` and `unevaluatedItems`: what is left over by everything around.
import type { Schema } from "../../model/model.ts";
import { both, type Comparison, type Pair, SAME } from "./difference.ts";
import { speaksOf } from "./facts.ts";
import { freeName } from "./names.ts";
import { leftOver } from "./other-names.ts";
import { listed, type Part } from "./part.ts";

export function unevaluated(pair: Pair): Comparison {
  return both(
    speaksOf(pair, "object")
      ? leftOver(pair, "unevaluatedProperties", [...pair.walk.path, "others"], (schema) => {
          const name = freeName(pair);
          return { type: "object", required: [name], properties: { [name]: schema } };
        })
      : SAME,
    speaksOf(pair, "array")
      ? leftOver(pair, "unevaluatedItems", [...pair.walk.path, "items"], (schema) =>
          further(pair, schema),
        )
      : SAME,
  );
}

/** A list with one item more than any side speaks of. */
function further(pair: Pair, schema: Schema): Schema {
  const prefix = (parts: readonly Part[]): number[] =>
    parts.map((part) => listed(part, "prefixItems").length);
  const count = Math.max(0, ...prefix(pair.old), ...prefix(pair.new));
  const before = Array.from({ length: count }, () => true);
  return { type: "array", minItems: count + 1, prefixItems: [...before, schema] };
}
