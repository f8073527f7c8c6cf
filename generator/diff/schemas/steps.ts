// Ways into a value, as schemas know them: a property, an item, any item, any other property, the names
// of properties. Printed, followed into real values, and turned into schemas that ask for something at
// their end.
import { join } from "../../document/pointer.ts";
import type { Json, Pointer, Schema } from "../../model/model.ts";
import { retarget } from "../../model/references.ts";
import { REF_PREFIX } from "../../model/model.ts";
import type { Side } from "../change.ts";

export type Step =
  { readonly property: string } | { readonly item: number } | "items" | "others" | "names";
export type Steps = readonly Step[];

/** As a pointer for people: `*` for any item, `{}` for any other property. */
export function pointerOf(steps: Steps): Pointer {
  const words = steps.map((step) => {
    if (typeof step === "string") return step === "items" ? "*" : "{}";
    return "property" in step ? step.property : step.item;
  });
  return join("", ...words);
}

/** Whether a place in a value lies on the way, or the way leads to it and further. */
export function isOnTheWay(steps: Steps, place: readonly (string | number)[]): boolean {
  const length = Math.min(steps.length, place.length);
  return steps.slice(0, length).every((step, index) => {
    const key = place[index]!;
    if (step === "items") return typeof key === "number";
    if (step === "others" || step === "names") return typeof key === "string";
    return "property" in step ? step.property === key : step.item === key;
  });
}

/** What other properties are called. */
export const OTHER = "other";

/** A schema of values that have something at the end of the way. */
export function forced(steps: Steps, schema: Schema): Schema {
  return steps.reduceRight<Schema>((inside, step) => {
    if (step === "items") return { type: "array", minItems: 1, items: inside };
    if (step === "others") return having(OTHER, inside);
    if (step === "names") return { type: "object", minProperties: 1, propertyNames: inside };
    if ("property" in step) return having(step.property, inside);
    const before = Array.from({ length: step.item }, () => true);
    return { type: "array", minItems: step.item + 1, prefixItems: [...before, inside] };
  }, schema);
}

function having(name: string, schema: Schema): Schema {
  // A computed key, also for a name that every object inherits.
  return {
    type: "object",
    required: [name],
    properties: Object.fromEntries([[name, schema]]) as Record<string, Json>,
  };
}

const PREFIX = { old: "Old", new: "New" } as const;

/** The name of a schema where both sides stand beside each other. */
export function sidedName(side: Side, name: string): string {
  return PREFIX[side] + name;
}

export function sideOf(name: string): Side {
  return name.startsWith(PREFIX.old) ? "old" : "new";
}

/** A schema whose references go to the schemas of its side. */
export function sided(side: Side, schema: Schema): Schema {
  return retarget(schema, (name) => REF_PREFIX + sidedName(side, name));
}
