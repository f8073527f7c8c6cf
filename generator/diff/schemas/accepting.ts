// A quick verdict on values, without compiling anything: it steers, and proves nothing.
import { newWorld } from "../../fixtures/world.ts";
import { type Json, REF_PREFIX, type Schema } from "../../model/model.ts";
import type { Schemas } from "./part.ts";

export type Accepting = (schema: Schema, value: Json) => boolean;

const known = new WeakMap<Schemas, Accepting>();

/** Whether a value satisfies a schema of one side. */
export function accepting(schemas: Schemas): Accepting {
  const resolve = (ref: string): Schema =>
    schemas.get(ref.slice(REF_PREFIX.length))?.schema ?? true;
  const found = known.get(schemas) ?? newWorld(resolve, () => undefined).accepts;
  known.set(schemas, found);
  return found;
}
