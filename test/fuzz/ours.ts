// What is tested: the guard, the collector and the collector that stops at the first issue.
import { makeFixtures } from "../../generator/fixtures/make.ts";
import type { Json } from "../../generator/model/model.ts";
import { compileSchemas } from "../../generator/schema/compile.ts";
import { runnable } from "../../generator/schema/run.ts";
import { modelOf, ROOT, type World } from "./world.ts";

/** What our three ways say of a value; they must say the same. */
export interface Answers {
  readonly guard: boolean;
  readonly collector: boolean;
  readonly first: boolean;
}

export interface Ours {
  readonly ask: (value: Json) => Answers;
}

export function ours(world: World): Ours {
  const { compiled, diagnostics } = compileSchemas(modelOf(world));
  const refusal = diagnostics.find(({ severity }) => severity === "error");
  if (refusal !== undefined) throw new Error(`refused: ${refusal.message}`);
  const { guard, collect, first } = runnable(compiled).get(ROOT)!;
  return {
    ask: (value) => ({
      guard: guard(value),
      collector: collect(value).length === 0,
      first: first(value) === undefined,
    }),
  };
}

/** What the fixture maker makes of the schema: valid values, and some that break one keyword. */
export function fixturesOf(world: World): readonly Json[] {
  const schemas = modelOf(world);
  const { fixtures } = makeFixtures(schemas, compileSchemas(schemas).compiled);
  const made = fixtures.find(({ name }) => name === ROOT);
  if (made === undefined) return [];
  return [made.minimal, made.full, ...made.invalid.map(({ value }) => value)];
}
