// What was emitted for each operation and schema, as a table for people. Pure: text from a coverage.
import type { Coverage, OperationCoverage, SchemaCoverage } from "../coverage.ts";
import { count, inLine } from "./report.ts";

export function coverageTable({ operations, schemas, notes }: Coverage): string {
  const calls = operations.filter(({ client }) => client).length;
  const made = schemas.filter(({ fixtures }) => fixtures).length;
  return [
    `coverage ${calls} of ${count(operations.length, "operation")}, fixtures of ${made} of ${count(schemas.length, "schema")}`,
    ...rows(["operation", "client", "mock", "vectors"], operations, operationCells),
    ...rows(["schema", "validator", "fixtures", "invalid"], schemas, schemaCells),
    ...(notes.length === 0 ? [] : ["", "  elsewhere", ...notes.map((note) => `      ${note}`)]),
  ].join("\n");
}

function operationCells({ request, client, mock, vectors }: OperationCoverage): readonly string[] {
  return [inLine(request), said(client), mock === "nothing" ? "-" : mock, `${vectors}`];
}

function schemaCells(schema: SchemaCoverage): readonly string[] {
  const { name, validator, fixtures, invalid, unbroken } = schema;
  const broken = unbroken === 0 ? `${invalid}` : `${invalid} of ${invalid + unbroken}`;
  return [name, said(validator), said(fixtures), fixtures ? broken : "-"];
}

const said = (emitted: boolean): string => (emitted ? "yes" : "-");

/** A row for each, and below it what there is to say. */
function rows<Item extends { readonly notes: readonly string[] }>(
  head: readonly string[],
  items: readonly Item[],
  cellsOf: (item: Item) => readonly string[],
): readonly string[] {
  if (items.length === 0) return [];
  const cells = items.map(cellsOf);
  const widths = head.map((_, column) =>
    [head, ...cells].reduce((most, row) => Math.max(most, row[column]!.length), 0),
  );
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ")}`.trimEnd();
  const body = items.flatMap(({ notes }, index) => [
    line(cells[index]!),
    ...notes.map((note) => `      ${inLine(note)}`),
  ]);
  return ["", line(head), ...body];
}
