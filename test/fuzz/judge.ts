// One world and its values before all judges: where they disagree, and whether the table of known
// faults explains it. By majority, and each that stands apart must be explained.
import type { Json } from "../../generator/model/model.ts";
import { type EngineName, engines, type Verdict } from "./engines.ts";
import { KNOWN } from "./known.ts";
import { type Ours, ours } from "./ours.ts";
import type { World } from "./world.ts";

export interface Case {
  readonly world: World;
  readonly value: Json;
}

/** What a value's judgement came to. */
export interface Judgement {
  readonly valid: boolean;
  /** The entries of the table that were needed. */
  readonly known: readonly string[];
  /** Engines that break down over the value. */
  readonly silent: readonly EngineName[];
  /** What nobody has explained yet; the same text for the same kind. */
  readonly unexplained: string | undefined;
}

export interface Court {
  readonly judge: (value: Json) => Judgement;
  /** Engines that refuse the schema. */
  readonly absent: readonly EngineName[];
}

export async function convene(world: World): Promise<Court> {
  const bench = await Promise.all(
    (Object.keys(engines) as EngineName[]).map(async (name) => {
      return [name, await attempt(() => engines[name](world))] as const;
    }),
  );
  const tested = await attempt(() => ours(world));
  const present = bench.filter((entry): entry is [EngineName, Verdict] => entry[1] !== undefined);
  return {
    absent: bench.filter(([, verdict]) => verdict === undefined).map(([name]) => name),
    judge: (value) => judge({ world, value }, tested, present),
  };
}

function judge(
  found: Case,
  tested: Ours | undefined,
  present: readonly (readonly [EngineName, Verdict])[],
): Judgement {
  const answers = tested && sync(() => tested.ask(found.value));
  if (answers === undefined)
    return {
      valid: false,
      known: [],
      silent: [],
      unexplained: tested ? "we throw" : "we refuse the schema",
    };
  const { guard: valid, collector, first } = answers;
  if (collector !== valid || first !== valid)
    return {
      valid,
      known: [],
      silent: [],
      unexplained: `guard ${valid}, collector ${collector}, first ${first}`,
    };
  const said = present.map(([name, verdict]) => [name, sync(() => verdict(found.value))] as const);
  const seconded = said.some(([, verdict]) => verdict === valid);
  const against = said.filter(([, verdict]) => verdict !== undefined && verdict !== valid);
  const reasons = against.map(([name]) => reasonFor(name, found, seconded));
  const apart = against.filter((_, index) => reasons[index] === undefined).map(([name]) => name);
  const unexplained =
    apart.length === 0 ? undefined : `we say ${valid}, not so ${apart.join(", ")}`;
  const silent = said.filter(([, verdict]) => verdict === undefined).map(([name]) => name);
  return { valid, known: reasons.filter((id) => id !== undefined), silent, unexplained };
}

function reasonFor(engine: EngineName, found: Case, seconded: boolean): string | undefined {
  return KNOWN.find(
    (entry) => entry.engine === engine && (seconded || entry.proven) && entry.explains(found),
  )?.id;
}

async function attempt<T>(make: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await make();
  } catch {
    return undefined;
  }
}

function sync<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
