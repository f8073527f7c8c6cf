// A value of a schema → a value of the schema around it, with the first one in its place.
import { isList, isObject } from "../../document/pointer.ts";
import { partAt, type Path, withPart } from "../../fixtures/json.ts";
import type { Json } from "../../model/model.ts";
import type { Side } from "../change.ts";
import { forced, OTHER, type Steps } from "../schemas/steps.ts";
import type { Makers } from "./makers.ts";

/** Values of a named schema that have a part at the end of a way; only some may be valid. */
export function* lifted(
  makers: Makers,
  side: Side,
  name: string,
  steps: Steps,
  part: Json,
): Iterable<Json> {
  if (steps.length === 0) {
    yield part;
    for (const base of makers.known(side, name))
      if (isObject(base) && isObject(part)) yield { ...base, ...part };
  } else {
    for (const base of makers.known(side, name)) {
      const path = pathIn(base, steps);
      if (path !== undefined) yield withPart(base, path, part);
    }
  }
  yield* makers.values(side, name, forced(steps, { const: part }));
}

/** The way as keys of a real value; undefined where the value ends before it does. */
function pathIn(base: Json, steps: Steps): Path | undefined {
  const path: (string | number)[] = [];
  if (steps.includes("names")) return undefined;
  for (const step of steps) {
    const around = partAt(base, path);
    const key = keyOf(step);
    if (typeof key === "number" ? !isList(around) || around.length <= key : around === undefined)
      return undefined;
    path.push(key);
  }
  const holder = partAt(base, path.slice(0, -1));
  return isList(holder) || isObject(holder) ? path : undefined;
}

function keyOf(step: Steps[number]): string | number {
  if (step === "items") return 0;
  if (step === "others" || step === "names") return OTHER;
  return "property" in step ? step.property : step.item;
}
