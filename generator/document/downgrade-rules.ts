// What the parts of the downgrade share: how a loss is said, and where things stand in the copy.
import type { JsonObject, Pointer } from "../model/model.ts";
import { fieldOf, kindAt } from "./grammar.ts";
import { join, split } from "./pointer.ts";

/** Says that what stands at a pointer is missing from the copy. */
export type Lose = (at: Pointer, what: string) => void;

export interface Rules {
  readonly lose: Lose;
  /** A reference as it reads in the copy. */
  readonly mapRef: (ref: string) => string;
}

/** One rule for a schema's keywords; `lose` names what it has to leave out. */
export type Step = (
  schema: JsonObject,
  lose: (keyword: string, what?: string) => void,
) => JsonObject;

/** The schema that no value satisfies. */
export const NOTHING: JsonObject = { not: {} };

/** Schemas inside of schemas that only references reach: 3.0 takes them as extensions. */
export const MOVED: ReadonlyMap<string, string> = new Map([
  ["$defs", "x-defs"],
  ["definitions", "x-definitions"],
]);

/** Where something stands in the copy. */
export function movedPointer(at: Pointer): Pointer {
  const steps = split(at);
  const moved = steps.map((step, index) => {
    const isKeyword = MOVED.has(step) && kindAt(steps.slice(0, index)) === "schema";
    return isKeyword && fieldOf("schema", step) !== undefined ? MOVED.get(step)! : step;
  });
  return join("", ...moved);
}
