// The figures of a run over the corpus, as one table.
import { type Ends, sumOf } from "./constraints.ts";
import type { Judged } from "./judge.ts";

export interface Row extends Judged {
  readonly document: string;
  readonly schemas: number;
  /** Schemas without fixtures. */
  readonly contradictory: readonly string[];
  readonly unsupported: readonly string[];
  readonly ends: Ends;
}

const HEAD = [
  "",
  "documents",
  "schemas",
  "contradictory",
  "unsupported",
  "valid values",
  "invalid values",
  "differences",
];

/** Small documents together, the large ones by name, and all. */
export function table(rows: readonly Row[]): string {
  const small = rows.filter(({ document }) => document.startsWith("docs/"));
  const large = rows.filter((row) => !small.includes(row));
  const lines = [
    HEAD,
    line("docs", small),
    ...large.map((row) => line(row.document, [row])),
    line("all", rows),
  ];
  return `${aligned(lines)}\n\n${constraintTable(sumOf(rows.map(({ ends }) => ends)))}`;
}

const ENDS = ["broken", "idle", "silent", "masked", "long", "spent", "unreached"];

/** Constraints by keyword and by what became of them. */
function constraintTable(ends: Ends): string {
  const lines = [...ends].map(([keyword, counts]) => [
    keyword,
    ...ENDS.map((end) => String(counts.get(end) ?? 0)),
  ]);
  const sums = ENDS.map((_, index) =>
    String(lines.reduce((sum, line) => sum + Number(line[index + 1]), 0)),
  );
  return aligned([["constraints", ...ENDS], ...lines.sort(), ["all", ...sums]]);
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) =>
    Math.max(...lines.map((cells) => cells[column]!.length)),
  );
  const cell = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!);
  return lines.map((cells) => cells.map(cell).join("  ")).join("\n");
}

function line(name: string, rows: readonly Row[]): readonly string[] {
  const sum = (count: (row: Row) => number): string =>
    String(rows.reduce((total, row) => total + count(row), 0));
  return [
    name,
    String(rows.length),
    sum(({ schemas }) => schemas),
    sum(({ contradictory }) => contradictory.length),
    sum(({ unsupported }) => unsupported.length),
    sum(({ valid }) => valid),
    sum(({ invalid }) => invalid),
    sum(({ differences }) => differences.length),
  ];
}
