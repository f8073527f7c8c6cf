// Random schemas and values before all judges. Everything follows from the seed.
import fc from "fast-check";
import type { Json } from "../../generator/model/model.ts";
import { derive } from "./derive.ts";
import { type Case, convene } from "./judge.ts";
import { mutate } from "./mutate.ts";
import { fixturesOf } from "./ours.ts";
import { seeded } from "./random.ts";
import { reduce } from "./reduce.ts";
import { worlds } from "./schemas.ts";
import { plainValues } from "./values.ts";
import { ROOT, type World } from "./world.ts";

export interface Tally {
  pairs: number;
  worlds: number;
  valid: number;
  readonly known: Map<string, number>;
  /** Schemas that an engine refuses. */
  readonly refused: Map<string, number>;
  /** Values that an engine breaks down over. */
  readonly silent: Map<string, number>;
}

export interface Outcome extends Tally {
  readonly fault: (Case & { readonly what: string }) | undefined;
}

const PLAIN = 8;
const DERIVED = 12;
/** Values to a world. */
export const PER_WORLD: number = PLAIN + DERIVED;

const rounds = fc.tuple(
  worlds,
  fc.array(plainValues, { minLength: PLAIN, maxLength: PLAIN }),
  fc.integer(),
);

/** Runs until so many pairs are judged, or one shows a fault that nobody has explained. */
export async function fuzz(
  seed: number,
  pairs: number,
  progress: (tally: Tally) => void,
): Promise<Outcome> {
  const tally: Tally = {
    pairs: 0,
    worlds: 0,
    valid: 0,
    known: new Map(),
    refused: new Map(),
    silent: new Map(),
  };
  const fault: (Case & { what: string })[] = [];
  const round = fc.asyncProperty(rounds, async ([world, plain, from]) => {
    const found = await judgeAll(world, [...plain, ...derived(world, from)], tally);
    if (found !== undefined) fault.push(found);
    progress(tally);
    return found === undefined;
  });
  const numRuns = Math.ceil(pairs / PER_WORLD);
  await fc.check(round, { seed, numRuns, endOnFailure: true });
  return { ...tally, fault: fault[0] && (await smallest(fault[0])) };
}

/** The share of worlds that fixtures are made for: they take longer than all the rest. */
const ONE_IN = 8;

/** Values that the schema may accept, most of them changed a little. */
function derived(world: World, seed: number): readonly Json[] {
  const random = seeded(seed);
  const made = seed % ONE_IN === 0 ? fixturesOf(world) : [];
  return Array.from({ length: DERIVED }, (_, index) => {
    let value = made[index] ?? derive(world, world[ROOT]!, random);
    for (let changes = random.below(3); changes > 0; changes--) value = mutate(value, random);
    return value;
  });
}

async function judgeAll(
  world: World,
  values: readonly Json[],
  tally: Tally,
): Promise<(Case & { what: string }) | undefined> {
  const court = await convene(world);
  tally.worlds++;
  for (const name of court.absent) count(tally.refused, name);
  for (const value of values) {
    const { valid, known, silent, unexplained } = court.judge(value);
    if (unexplained !== undefined) return { world, value, what: unexplained };
    tally.pairs++;
    if (valid) tally.valid++;
    for (const id of known) count(tally.known, id);
    for (const name of silent) count(tally.silent, name);
  }
  return undefined;
}

async function smallest(fault: Case & { what: string }): Promise<Case & { what: string }> {
  const found = await reduce(fault, async ({ world, value }) => {
    return (await convene(world)).judge(value).unexplained === fault.what;
  });
  return { ...found, what: fault.what };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
