// Every check of oasdiff, held against our comparison of a small pair of documents.
import { describe, expect, it } from "vitest";
import { type Change, heaviest } from "../../generator/diff/change.ts";
import { diff } from "../../generator/diff/diff.ts";
import { IDS } from "./oasdiff-ids.ts";
import { ROWS, type Row, SAID } from "./oasdiff.ts";
import { SCHEMAS } from "./oasdiff-schemas.ts";
import { authored, PLACES } from "./pairs.ts";
import { verdictsOn } from "./verdicts.ts";

const applicable = ROWS.filter(({ says }) => typeof says === "string" || "differ" in says);

function changesOf({ pair }: Row): readonly Change[] {
  return pair === undefined ? [] : diff(authored(pair[0]), authored(pair[1])).changes;
}

/** Whether a weight is what a level of oasdiff says. */
function agrees({ level }: Row, changes: readonly Change[]): boolean {
  const weight = heaviest(changes);
  return level === "INFO" ? weight === "minor" || weight === "patch" : weight === "major";
}

const OF_SCHEMAS =
  /^(?:request|response)-(?:body|property)-|^parameter-(?:property-)?|^response-header-/;
const OF_PARTS =
  /^(?:request-body-(?:added|removed|required|optional)|parameter-(?:added|removed|required|optional|style|reserved|media)|response-header-(?:added|removed|required|optional))/;

function isOfSchema({ code, keyword, witness }: Change): boolean {
  if (witness !== undefined) return true;
  return OF_SCHEMAS.test(code) && (!OF_PARTS.test(code) || keyword === "properties");
}

describe("the table", () => {
  it("has every id once, and a pair for each that applies", () => {
    expect(ROWS).toHaveLength(755);
    const without = applicable.filter(({ pair }) => pair === undefined).map(({ id }) => id);
    expect(without).toEqual([]);
  });

  it("says nothing of ids that there are not", () => {
    expect(SAID.filter((id) => !IDS.has(id))).toEqual([]);
    const used = ROWS.map(({ id }) => id);
    const unused = [...SCHEMAS.keys()].filter(
      (family) => ![...PLACES.keys()].some((place) => used.includes(`${place}-${family}`)),
    );
    expect(unused).toEqual([]);
  });

  it("has no pair for what does not apply", () => {
    const idle = ROWS.filter(({ says, pair }) => typeof says === "object" && "na" in says && pair);
    expect(idle.map(({ id }) => id)).toEqual([]);
  });
});

describe.each(applicable.map((row) => [row.id, row] as const))("%s", (_id, row) => {
  const changes = changesOf(row);

  it(row.says === "agree" ? `weighs as ${row.level}` : `does not weigh as ${row.level}`, () => {
    const told = changes.map(({ code, weight, verdict }) => `${weight} ${verdict} ${code}`);
    if (row.says === "agree") expect(changes, "nothing is told").not.toEqual([]);
    expect(agrees(row, changes), told.join(", ")).toBe(row.says === "agree");
  });

  it(row.unwitnessed === undefined ? "shows what breaks" : "has nothing to show", () => {
    const open = changes.filter((change) => change.weight === "major" && isOfSchema(change));
    const silent = open.filter(({ witness }) => witness === undefined);
    expect(silent.map(({ code }) => code)).toHaveLength(
      row.unwitnessed === undefined ? 0 : open.length,
    );
    if (row.unwitnessed !== undefined) expect(silent).not.toEqual([]);
    for (const { witness, code } of open) {
      if (witness === undefined) continue;
      const { old, next } = verdictsOn(row.pair!, code, witness.value);
      expect({ old, next }).toEqual({
        old: witness.acceptedBy === "old",
        next: witness.acceptedBy === "new",
      });
    }
  });
});
