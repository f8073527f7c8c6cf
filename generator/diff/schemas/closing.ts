// `additionalProperties` where all properties stand beside it, and `unevaluatedProperties` with nothing
// that chooses around it: two ways to say the same.
import type { Schema } from "../../model/model.ts";
import type { Side } from "../change.ts";
import type { Pair } from "./difference.ts";
import { keysOf, inner, type Part } from "./part.ts";

/** Whether both sides say the same of what is left over, by different keywords. */
export function closesAlike(pair: Pair): boolean {
  const [old, next] = [closing(pair.old), closing(pair.new)];
  if (old === undefined || next === undefined || old.keyword === next.keyword) return false;
  const { ids } = pair.session;
  const id = (side: Side, { schema }: Closing): number => ids.of("shape", side, schema);
  return id("old", old) === id("new", next);
}

interface Closing {
  readonly keyword: string;
  readonly schema: Schema;
}

const CHOOSING = ["anyOf", "oneOf", "if", "dependentSchemas", "$dynamicRef"];
const SPEAKING = ["properties", "patternProperties"];

/** What holds all that the parts do not declare; undefined where that depends on the value. */
function closing(parts: readonly Part[]): Closing | undefined {
  if (parts.some(({ schema }) => CHOOSING.some((key) => Object.hasOwn(schema, key))))
    return undefined;
  const found = parts.flatMap((part) =>
    ["additionalProperties", "unevaluatedProperties"].flatMap((keyword) => {
      const located = inner(part, keyword);
      return located === undefined ? [] : [{ part, keyword, schema: located.schema }];
    }),
  );
  const [only] = found;
  if (only === undefined || found.length > 1) return undefined;
  const sees = only.keyword === "unevaluatedProperties" && !/\/allOf\/\d+$/.test(only.part.at);
  return sees || declaresAll(only.part, parts) ? only : undefined;
}

function declaresAll(part: Part, parts: readonly Part[]): boolean {
  return SPEAKING.every((keyword) => {
    const own = new Set(keysOf(part, keyword));
    return parts.every((other) => keysOf(other, keyword).every((key) => own.has(key)));
  });
}
