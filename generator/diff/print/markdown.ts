// A comparison as a comment on a pull request: a table for each weight. Nothing of a document becomes
// markup, calls somebody or links another thread.
import type { Weight } from "../change.ts";
import { cell } from "./escape.ts";
import {
  counts,
  doubt,
  type Located,
  type Place,
  type Report,
  WEIGHTS,
  witnessText,
} from "./report.ts";

/** A comment on GitHub has at most 65,536 characters. */
const MOST_CHARACTERS = 60_000;

const HEADINGS: Readonly<Record<Weight, string>> = {
  major: "### Major: breaks callers",
  minor: "### Minor: new for callers",
  patch: "### Patch: nothing that callers must know",
};

export function printMarkdown({ names, changes }: Report): string {
  const title = `## API changes: ${changes.length === 0 ? "none" : counts(changes)}`;
  const from = `From ${cell(names.old)} to ${cell(names.new)}.`;
  const budget = { left: MOST_CHARACTERS };
  const tables = WEIGHTS.flatMap((weight) => table(weight, changes, budget));
  return [title, from, ...tables].join("\n\n");
}

const COLUMNS = "| Where | What | On the wire | In code |\n| --- | --- | --- | --- |";

function table(
  weight: Weight,
  changes: readonly Located[],
  budget: { left: number },
): readonly string[] {
  const rows = changes.filter((change) => change.weight === weight).map(row);
  if (rows.length === 0) return [];
  const shown = rows.filter((text) => {
    budget.left -= text.length + 1;
    return budget.left >= 0;
  });
  const more = rows.length - shown.length;
  const rest = more > 0 ? [`… and ${more} more.`] : [];
  return [
    HEADINGS[weight],
    ...(shown.length === 0 ? [] : [[COLUMNS, ...shown].join("\n")]),
    ...rest,
  ];
}

function row(change: Located): string {
  const { subject, message, wire, caller, places } = change;
  const where = [subject, ...[places.old, places.new].map(placeText)];
  const what = [message, doubt(change), witnessText(change)];
  const cells = [where, what, [wire], [caller]].map((lines) =>
    lines
      .filter((line) => line !== "")
      .map(cell)
      .join("<br>"),
  );
  return `| ${cells.join(" | ")} |`;
}

function placeText(place: Place | undefined): string {
  return place === undefined ? "" : `${place.file}:${place.line}`;
}
