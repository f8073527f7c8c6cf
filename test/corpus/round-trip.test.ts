// Every operation of the corpus: fixture → client → mock server → validators → the same value, with its
// parameters and its body. What can't be the same is counted by its reason; anything else is a fault.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { tell, tellApart } from "../trips/worker.ts";
import { documents, found } from "./documents.ts";

const corpus = join(process.env["ONESPEC_SHARED"] ?? "", "corpus");
const only = process.env["ONESPEC_ONLY"];

/** Documents of so many bytes have a thread of their own. */
const LARGE = 1_000_000;

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
      const document = { path: basename(name), text };
      const told = await (text.length < LARGE ? tell(document) : tellApart(document));
      if (told.refused !== undefined) lines.push(`${name}\trefused: ${told.refused}`);
      calls += told.calls;
      whole += told.calls - told.differing;
      for (const [why, count] of told.reasons) reasons.set(why, (reasons.get(why) ?? 0) + count);
      expect(told.faults).toEqual([]);
    },
  );
});
