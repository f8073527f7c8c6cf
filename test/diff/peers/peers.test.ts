// What peers call breaking and this comparison does not needs a reason, and a reason needs a difference.
import { afterAll, describe, expect, it } from "vitest";
import { table } from "../../bench/table.ts";
import { ROWS } from "../oasdiff.ts";
import { askOasdiff, askRedocly } from "./commands.ts";
import { askJsoncompat } from "./jsoncompat.ts";
import { PAIRS } from "./pairs.ts";
import { EXCUSES, type Peer, speaksOf, UNSEEN } from "./reasons.ts";
import { breakingPairs, hold, type Said } from "./said.ts";

const breaking = breakingPairs(PAIRS);
const rows: (readonly string[])[] = [];

const oasdiff = askOasdiff(PAIRS);

const PEERS: readonly (readonly [Peer, Said | undefined, least: number])[] = [
  ["redocly diff", askRedocly(PAIRS), PAIRS.length],
  ["jsoncompat", askJsoncompat(PAIRS), 800],
  ["oasdiff", oasdiff?.breaking, 900],
];

afterAll(() => {
  const head = ["", "Pairs", "Both", "onespec alone", "The peer alone, with a reason"];
  console.log(`\nBreaking, of ${PAIRS.length} pairs:\n\n${table(head, rows)}\n`);
});

describe.each(PEERS)("%s", (name, said, least) => {
  if (said === undefined) {
    it.skip("is asked: there is no such command on the PATH", () => undefined);
    return;
  }
  const { asked, both, ours, theirs } = hold(said, breaking);
  const excused = theirs.filter((id) => EXCUSES[name].some((excuse) => speaksOf(excuse, id)));
  rows.push([name, ...[asked, both, ours, excused].map(({ length }) => String(length))]);

  it("answers", () => {
    expect(asked.length).toBeGreaterThanOrEqual(least);
    expect(both.length).toBeGreaterThan(200);
  });

  it("finds no break that is missed without a reason", () => {
    const missed = theirs.filter((id) => !excused.includes(id));
    expect(missed.map((id) => [id, said.get(id)])).toEqual([]);
  });

  it("has no reason for what is no difference", () => {
    const idle = EXCUSES[name].filter((excuse) => !theirs.some((id) => speaksOf(excuse, id)));
    expect(idle).toEqual([]);
  });
});

describe("oasdiff, of the table", () => {
  if (oasdiff === undefined) {
    it.skip("is asked: there is no such command on the PATH", () => undefined);
    return;
  }
  const ids = new Map(PAIRS.map(({ id, pair }) => [JSON.stringify(pair), oasdiff.all.get(id)]));

  it("says of each pair what it stands for", () => {
    const silent = ROWS.filter(
      ({ id, pair }) => pair !== undefined && ids.get(JSON.stringify(pair))?.includes(id) !== true,
    );
    expect(silent.map(({ id }) => id)).toEqual([...UNSEEN.keys()]);
  });
});
