// Fixtures of every schema of real documents (the folder in ONESPEC_SHARED): what is written is accepted
// by the emitted validators, by ajv and by hyperjump, and what is to break a keyword is refused for it.
import { describe, expect, it } from "vitest";
import { refName } from "../../generator/fixtures/conjunction.ts";
import type { NamedSchema, Schema } from "../../generator/model/model.ts";
import { clash } from "./clash.ts";
import { endsOf } from "./constraints.ts";
import { documents, found, stage, type Staged } from "./documents.ts";
import { type Difference, judge } from "./judge.ts";
import { known, mends, refusedDocuments } from "./known.ts";
import { type Row, table } from "./table.ts";
import { contradictory, unsupported } from "./without.ts";

describe.skipIf(!found)("fixtures of the corpus (needs ONESPEC_SHARED)", () => {
  const rows: Row[] = [];
  const refused: Record<string, string> = {};
  const differences: Difference[] = [];

  it.each(documents)("%s", async (document) => {
    const staged = stage(document, mends[document] ?? {});
    if (typeof staged === "string") {
      refused[document] = staged;
      return;
    }
    const judged = await judge(document, staged);
    differences.push(...judged.differences);
    const { schemas, made } = staged;
    const ends = endsOf(schemas, made.fixtures);
    const { clashing, left } = without(staged);
    const names = { contradictory: clashing, unsupported: left };
    rows.push({ ...judged, ...names, document, schemas: schemas.length, ends });
    expect(judged.differences.filter((found) => !isKnown(found)).map(shown)).toEqual([]);
  });

  it("refuses the documents that are listed, and no other", () => {
    expect(refused).toEqual(refusedDocuments);
  });

  it("leaves the schemas without fixtures that are listed, and no other: below 1 %", () => {
    console.log(table(rows));
    const byDocument = (key: "contradictory" | "unsupported"): Record<string, readonly string[]> =>
      Object.fromEntries(
        rows.filter((row) => row[key].length > 0).map((row) => [row.document, row[key]]),
      );
    expect(byDocument("contradictory")).toEqual(contradictory);
    expect(byDocument("unsupported")).toEqual(unsupported);
    const count = (of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
    const missing = count((row) => row.contradictory.length + row.unsupported.length);
    expect(missing).toBeLessThan(count(({ schemas }) => schemas) / 100);
  });

  it("knows each difference of another engine for a reason, and needs each reason", () => {
    const idle = known.filter((entry) => !differences.some((found) => covers(entry, found)));
    expect(idle.map(({ engine, why }) => `${engine}: ${why}`)).toEqual([]);
  });
});

function covers(entry: (typeof known)[number], difference: Difference): boolean {
  return entry.engine === difference.engine && entry.covers(difference);
}

function isKnown(difference: Difference): boolean {
  return known.some((entry) => covers(entry, difference));
}

interface Without {
  /** Schemas that contradict themselves. */
  readonly clashing: readonly string[];
  readonly left: readonly string[];
}

/** The names of schemas without fixtures; each has been told of. */
function without({ schemas, made }: Staged): Without {
  const withValues = new Set(made.fixtures.map(({ name }) => name));
  const told = made.diagnostics.filter(({ code }) => code === "no-fixture");
  const names = schemas.filter(({ name }) => !withValues.has(name));
  expect(told.length).toBe(names.length);
  const byName = new Map(schemas.map(({ name, schema }) => [name, schema]));
  const resolve = (ref: string): Schema => byName.get(refName({ $ref: ref })!)!;
  const isClash = (named: NamedSchema): boolean => clash([named.schema], resolve);
  return {
    clashing: names.filter(isClash).map(({ name }) => name),
    left: names.filter((named) => !isClash(named)).map(({ name }) => name),
  };
}

function shown({ engine, schema, label, keyword, value, verdict }: Difference): string {
  const wanted = keyword === undefined ? "valid" : `refused for ${keyword}`;
  const said = verdict.valid ? "valid" : `refused ${[...new Set(verdict.keywords)].join(" ")}`;
  return `${engine}: ${schema} ${label}: wants ${wanted}, ${said}: ${JSON.stringify(value).slice(0, 300)}`;
}
