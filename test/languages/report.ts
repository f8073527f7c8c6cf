// What a run of all languages found, as a table.
import { join, resolve } from "node:path";
import { table } from "../bench/table.ts";

/** Where a run leaves its rows, as JSON. */
export const REPORT: string = join(
  resolve(import.meta.dirname, "../.."),
  "coverage/languages.json",
);

/** One tool; a cell that is missing was not run, or failed. */
export interface Row {
  readonly language: string;
  readonly tool: string;
  readonly version: string;
  readonly cells: { compiles?: string; vectors?: string; story?: string };
}

export function languageTable(rows: readonly Row[]): string {
  const head = ["language", "tool", "version", "compiles", "vectors passed", "emulator story"];
  return table(
    head,
    rows.map(({ language, tool, version, cells }) => [
      ...[language, tool, version],
      cells.compiles ?? "–",
      cells.vectors ?? "–",
      cells.story ?? "–",
    ]),
  );
}
