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
  /** Whether it runs vectors; the SDKs of others do not. */
  readonly hasVectors: boolean;
  readonly cells: { compiles?: string; vectors?: string; story?: string };
}

/** Whether every cell was run and is right. */
export function isWhole({ cells, hasVectors }: Row): boolean {
  return Boolean(cells.compiles && cells.story && (cells.vectors ?? !hasVectors));
}

/** Whether a text has the table of these rows, whatever the widths of its columns. */
export function sameTable(rows: readonly Row[], text: string): boolean {
  const plain = (one: string): string => one.replace(/[ -]+/g, " ");
  return plain(text).includes(plain(languageTable(rows)));
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
