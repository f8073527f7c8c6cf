// What differs between two schemas, and in which direction. Types, and the arithmetic of directions.
import type { Json, Pointer, Schema } from "../../model/model.ts";
import type { Side } from "../change.ts";
import type { Ids } from "./ids.ts";
import type { Part, Schemas, Together } from "./part.ts";
import { sided, type Steps } from "./steps.ts";

/**
 * What a difference does to the values that are accepted: fewer, more, perhaps both. `none`: nothing,
 * or nothing that a value shows.
 */
export type Effect = "narrower" | "wider" | "either" | "none";

/** How what differs inside bears on the whole: under `not` it turns round, in some places both ways. */
export type Turn = "same" | "flip" | "both";

/** A property that one direction does not carry. */
export type Flag = "readOnly" | "writeOnly";

export interface Difference {
  /** The keyword and what happened to it: `min-length-raised`. */
  readonly code: string;
  readonly keyword: string;
  /** Where in the value. */
  readonly path: Steps;
  readonly effect: Effect;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
  readonly old: Pointer | undefined;
  readonly new: Pointer | undefined;
  /** The side that does not have it: its place there is that of the schema around. */
  readonly absent: Side | undefined;
  readonly turn: Turn;
  readonly flag: Flag | undefined;
  /** The part of the value that the schemas speak of which say it. */
  readonly focus: Steps;
  /**
   * What those parts satisfy that only the old, or only the new schema accepts; references go through
   * `sided`.
   */
  readonly lost: Schema | undefined;
  readonly gained: Schema | undefined;
}

/** Two named schemas that must be compared for this one: what differs there differs here at `path`. */
export interface Link {
  readonly old: string;
  readonly new: string;
  readonly path: Steps;
  readonly turn: Turn;
  readonly flag: Flag | undefined;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly links: readonly Link[];
}

export const SAME: Comparison = { differences: [], links: [] };

export function both(...comparisons: readonly Comparison[]): Comparison {
  const some = comparisons.filter((each) => each !== SAME);
  if (some.length < 2) return some[0] ?? SAME;
  return {
    differences: some.flatMap(({ differences }) => differences),
    links: some.flatMap(({ links }) => links),
  };
}

/** Where a comparison stands. */
export interface Walk {
  readonly path: Steps;
  readonly depth: number;
  readonly turn: Turn;
  readonly flag: Flag | undefined;
  /** Whether something around refuses properties, or items, that are not spoken of. */
  readonly closed: Readonly<Record<Side, boolean>>;
  /** Properties that are declared around, for the same value. */
  readonly around: Readonly<Record<Side, readonly string[]>>;
  /** The innermost schema of each side. */
  readonly places: Readonly<Record<Side, Pointer | undefined>>;
}

export interface Session {
  readonly schemas: Readonly<Record<Side, Schemas>>;
  readonly ids: Ids;
  /** Places that may still be compared: documents that are made to be slow end as undecided. */
  readonly budget: { steps: number };
}

/** Compares schemas that hold together, a step further. */
export type Compare = (old: Together, next: Together, step?: Partial<Walk>) => Comparison;

/** Two sides at one place, opened, and what a keyword may ask for. */
export interface Pair {
  readonly old: readonly Part[];
  readonly new: readonly Part[];
  /** The schemas as they were given, references kept. */
  readonly said: Readonly<Record<Side, Together>>;
  readonly walk: Walk;
  readonly session: Session;
  readonly compare: Compare;
  /** What comparing two schemas would come to, wherever they stand. */
  readonly effect: (old: Together, next: Together, step?: Partial<Walk>) => Effect;
  /** Whether a branch of a side brings nothing beside another one of the other side, not even a name. */
  readonly isCovered: (side: Side, branch: Together, other: Together) => boolean;
}

type Said = Pick<Difference, "code" | "keyword" | "effect"> & Partial<Difference>;

/** One difference at the place of a pair; the effect is the one here, before it is turned. */
export function differs(pair: Pick<Pair, "walk"> & Partial<Pair>, said: Said): Comparison {
  const { path, turn, flag, places } = pair.walk;
  const missing = (["old", "new"] as const).filter((side) => said[side] === undefined);
  const difference: Difference = {
    ...{ from: undefined, to: undefined, path, turn, flag, focus: path },
    ...said,
    ...{ old: said.old ?? places.old, new: said.new ?? places.new },
    absent: missing.length === 1 ? missing[0] : undefined,
    effect: turned(said.effect, turn),
    lost: probe(pair, "old", said.lost),
    gained: probe(pair, "new", said.gained),
  };
  return { differences: [difference], links: [] };
}

/** What a side loses is what it accepts: under `not`, no schema around asks for that. */
function probe(
  { walk, said }: Pick<Pair, "walk"> & Partial<Pair>,
  side: Side,
  schema: Schema | undefined,
): Schema | undefined {
  if (schema === undefined || said === undefined || walk.turn === "same") return schema;
  return { allOf: [schema, ...said[side].map((each) => sided(side, each.schema))] };
}

export function turned(effect: Effect, turn: Turn): Effect {
  if (turn === "same" || effect === "none" || effect === "either") return effect;
  if (turn === "both") return "either";
  return effect === "narrower" ? "wider" : "narrower";
}

export function turnInside(outer: Turn, inner: Turn): Turn {
  if (outer === "both" || inner === "both") return "both";
  return outer === inner ? "same" : "flip";
}

/** What several effects come to. */
export function sum(effects: readonly Effect[]): Effect {
  const some = new Set(effects);
  some.delete("none");
  if (some.size > 1) return "either";
  return [...some][0] ?? "none";
}

/** Narrower and wider as they are; whether values are lost, and whether some are gained. */
export function effectOf(loses: boolean, gains: boolean): Effect {
  if (loses) return gains ? "either" : "narrower";
  return gains ? "wider" : "none";
}
