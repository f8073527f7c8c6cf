// Every operation of the corpus: fixture → client → mock server → validators → the same value, with its
// parameters and its body. What can't be the same is counted by its reason; anything else is a fault.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadPackage } from "../trips/load.ts";
import { roundTrips } from "../trips/trip.ts";
import { documents, found } from "./documents.ts";

const corpus = join(process.env["ONESPEC_SHARED"] ?? "", "corpus");
const only = process.env["ONESPEC_ONLY"];

const lines: string[] = [];
const reasons = new Map<string, number>();
let [calls, whole] = [0, 0];

describe.runIf(found)("the corpus", () => {
  afterAll(() => {
    const table = [...reasons].sort(([, a], [, b]) => b - a).map(([why, n]) => `${n}\t${why}`);
    console.log([...lines, `${calls} calls, ${whole} the same`, ...table].join("\n"));
  });

  it.each(documents.filter((name) => only === undefined || name.includes(only)))(
    "%s",
    async (name) => {
      const text = readFileSync(join(corpus, name), "utf8");
      const loaded = await loadPackage({ path: basename(name), text });
      if (typeof loaded === "string") {
        lines.push(`${name}\trefused: ${loaded}`);
        return;
      }
      try {
        const trips = await roundTrips(loaded.made);
        calls += trips.calls;
        whole += trips.calls - trips.differing;
        for (const { reason } of trips.differences) {
          if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        }
        const faults = trips.differences.filter(({ reason }) => reason === undefined);
        expect(faults.slice(0, 20)).toEqual([]);
      } finally {
        loaded.drop();
      }
    },
  );
});
