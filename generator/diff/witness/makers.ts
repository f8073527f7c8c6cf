// What makes values and judges them: the fixture engine and the compiled validators, over the schemas
// of both sides. Nothing here is believed that a validator did not say.
import type { Issue } from "../../../templates/runtime/validate.ts";
import { makeNamed, type NamedValues, resolver, wantOf } from "../../fixtures/named.ts";
import { createProver } from "../../fixtures/prove.ts";
import { values } from "../../fixtures/construct.ts";
import { take } from "../../fixtures/lazy.ts";
import { newWorld, type World } from "../../fixtures/world.ts";
import { type Json, REF_PREFIX, type Schema } from "../../model/model.ts";
import { compileBeside } from "../../schema/compile.ts";
import type { Side } from "../change.ts";
import { sidedName, sideOf } from "../schemas/steps.ts";
import type { Closure } from "./closure.ts";

export interface Makers {
  readonly accepts: (side: Side, name: string, value: Json) => boolean;
  readonly issues: (side: Side, name: string, value: Json) => readonly Issue[];
  /** A few values of a named schema that something more is asked of. */
  readonly values: (side: Side, name: string, more: Schema) => Iterable<Json>;
  /** The values that a named schema has by itself. */
  readonly known: (side: Side, name: string) => readonly Json[];
  /** Schemas of both sides together. */
  readonly size: number;
}

/** What one search may spend, and all of them. */
const STEPS = 4_000;
const ALL_STEPS = 1_500_000;
/** Values of one search. */
const VALUES = 12;

export function createMakers({ schemas }: Closure): Makers {
  const compiled = compileBeside(schemas, schemas);
  const prover = createProver(compiled);
  const byName = new Map(schemas.map(({ name, schema }) => [name, schema]));
  const made = new Map<Side, NamedValues>();
  const named = (side: Side): NamedValues => {
    const known = made.get(side);
    if (known !== undefined) return known;
    const own = schemas.filter(({ name }) => sideOf(name) === side);
    const found = makeNamed(own, prover);
    made.set(side, found);
    return found;
  };
  let left = ALL_STEPS;
  return {
    size: schemas.length,
    accepts: (side, name, value) => prover.accepts(sidedName(side, name), value),
    issues: (side, name, value) => prover.issues(sidedName(side, name), value),
    values: (side, name, more) => {
      if (left <= 0) return [];
      left -= STEPS;
      const wanted = { allOf: [{ $ref: REF_PREFIX + sidedName(side, name) }, more] };
      // One without a value of its own is opened all the same: here it has more said beside it.
      const valueOf: World["named"] = (other, mode) =>
        named(sideOf(other))[mode].get(other) ?? null;
      const world = newWorld(resolver(byName), valueOf, { steps: STEPS });
      return take(values(wanted, wantOf(name, "minimal"), world), VALUES);
    },
    known: (side, name) => {
      const own = sidedName(side, name);
      const { minimal, full } = named(side);
      return [minimal.get(own), full.get(own)].filter((value) => value !== undefined);
    },
  };
}
