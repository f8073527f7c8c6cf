// Media types of 3.2 that stand among the components: those that refer to one get its content.
import type { Json, JsonObject } from "../model/model.ts";
import { get, isObject, pointerOf } from "./pointer.ts";
import { rewrite } from "./walk.ts";

/** Steps from one reference to the next; a loop of them is reported elsewhere. */
const MOST_STEPS = 20;

export function withMediaTypes(root: JsonObject): JsonObject {
  return rewrite(root, (node, { kind }) => {
    let found: Json | undefined = node;
    for (let step = 0; kind === "mediaType" && step < MOST_STEPS; step++) {
      const ref: unknown = isObject(found) ? found["$ref"] : undefined;
      const pointer = typeof ref === "string" ? pointerOf(ref) : undefined;
      if (pointer === undefined) break;
      found = get(root, pointer);
    }
    return found ?? node;
  });
}
