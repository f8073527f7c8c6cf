// The vectors of real documents, held against the client of each. They say what must go over the wire, and
// the client has never seen them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadPackage } from "../trips/load.ts";
import { mismatches, vectorsOf } from "../trips/vectors.ts";
import { documents, found } from "./documents.ts";

const only = process.env["ONESPEC_ONLY"];

describe.skipIf(!found)("vectors of the corpus (needs ONESPEC_SHARED)", () => {
  const counts = { requests: 0, responses: 0, skipped: 0 };

  it.each(documents.filter((path) => only === undefined || path.includes(only)))(
    "%s",
    async (document) => {
      const path = join(process.env["ONESPEC_SHARED"]!, "corpus", document);
      const loaded = await loadPackage({ path, text: readFileSync(path, "utf8") });
      if (typeof loaded === "string") return;
      const { requests, responses, skipped = [] } = vectorsOf(loaded.made);
      counts.requests += requests.length;
      counts.responses += responses.length;
      counts.skipped += skipped.length;
      const wrong = await mismatches(loaded.made);
      loaded.drop();
      expect(wrong).toEqual([]);
    },
  );

  it("have been many", () => {
    console.log(counts);
    expect(counts.requests).toBeGreaterThan(0);
  });
});
