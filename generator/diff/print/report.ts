// A comparison with its places, as every printer takes it. Pure: a position is computed from the text.
import type { SourceText } from "../../document/document.ts";
import { authoredIn } from "../../document/files.ts";
import { locate, type Position } from "../../document/position.ts";
import type { Change, Side, Weight } from "../change.ts";

/** Where something is said: a file and its text, a line and a column. */
export interface Place extends Position {
  readonly file: string;
  readonly text: string;
}

export interface Located extends Change {
  readonly places: Readonly<Record<Side, Place | undefined>>;
}

export interface Report {
  /** What the two documents are called. */
  readonly names: Readonly<Record<Side, string>>;
  /** The heaviest first; those of a weight as they were found. */
  readonly changes: readonly Located[];
}

export const WEIGHTS: readonly Weight[] = ["major", "minor", "patch"];

/** What a change weighs that could not be decided. */
export function weigh(changes: readonly Change[], undecided: Weight): readonly Change[] {
  return changes.map((change) =>
    change.verdict === "undecided" ? { ...change, weight: undecided } : change,
  );
}

export function reportOf(old: SourceText, next: SourceText, changes: readonly Change[]): Report {
  const located = changes.map((change) => ({
    ...change,
    places: { old: placeOf(old, change.old), new: placeOf(next, change.new) },
  }));
  const sorted = WEIGHTS.flatMap((weight) => located.filter((change) => change.weight === weight));
  return { names: { old: old.path, new: next.path }, changes: sorted };
}

function placeOf(source: SourceText, pointer: string | undefined): Place | undefined {
  if (pointer === undefined) return undefined;
  const { source: file, at } = authoredIn(source, pointer);
  return { ...locate(file, at, true), file: file.path, text: file.text };
}

/** "2 major, 1 minor"; "" where there are none. */
export function counts(changes: readonly Pick<Change, "weight">[]): string {
  const parts = WEIGHTS.map((weight) => {
    const number = changes.filter((change) => change.weight === weight).length;
    return number === 0 ? "" : `${number} ${weight}`;
  });
  return parts.filter((part) => part !== "").join(", ");
}

/** What stands for a verdict that is no plain one. */
export function doubt({ verdict, keyword }: Change): string {
  if (verdict !== "undecided") return "";
  return keyword === undefined ? "undecided" : `undecided, because of \`${keyword}\``;
}

/** `{"a":1} is accepted by the old document; the new one says: …` */
export function witnessText({ witness }: Change): string {
  if (witness === undefined) return "";
  const { value, acceptedBy, issue } = witness;
  const other: Side = acceptedBy === "old" ? "new" : "old";
  return `${brief(JSON.stringify(value))} is accepted by the ${acceptedBy} document; the ${other} one says: ${issue}`;
}

const LONGEST = 300;

function brief(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
