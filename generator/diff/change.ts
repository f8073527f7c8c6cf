// What a comparison finds: one shape for every change, whoever prints it. Types and weights only.
import type { Json, Pointer } from "../model/model.ts";

/** What a change means for the version: an incompatible one is `major`, an addition `minor`. */
export type Weight = "major" | "minor" | "patch";

/** Which of the two documents. */
export type Side = "old" | "new";

/** A value that one side accepts and the other refuses, as both sides' validators said. */
export interface Witness {
  readonly value: Json;
  readonly acceptedBy: Side;
  /** What the other side says of it. */
  readonly issue: string;
}

export interface Change {
  /** Stable, kebab-case: `request-property-required`. */
  readonly code: string;
  readonly weight: Weight;
  /** `compatible` and `breaking` are proven or follow from the document; `undecided` is neither. */
  readonly verdict: "compatible" | "breaking" | "undecided";
  /** What it is about: `POST /pets`, `request body /name`, in words. */
  readonly subject: string;
  /** What changed, in one sentence. */
  readonly message: string;
  /** What it means on the wire; "" where it means nothing there. */
  readonly wire: string;
  /** What it means for those who call the generated code; "" where it means nothing there. */
  readonly caller: string;
  /** Where it is said. */
  readonly old: Pointer | undefined;
  readonly new: Pointer | undefined;
  /** The side that does not have it: its place there is that of what would be around it. */
  readonly absent?: Side | undefined;
  readonly witness: Witness | undefined;
  /** The keyword that could not be decided. */
  readonly keyword: string | undefined;
}

const ORDER: readonly Weight[] = ["patch", "minor", "major"];

/** The heaviest of some changes; undefined where there are none. */
export function heaviest(changes: readonly Pick<Change, "weight">[]): Weight | undefined {
  return changes.reduce<Weight | undefined>((most, { weight }) => {
    return most === undefined || ORDER.indexOf(weight) > ORDER.indexOf(most) ? weight : most;
  }, undefined);
}
