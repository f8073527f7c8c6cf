// Hostile texts in random positions, as they are: a located error or quiet files, and never a throw.
// The seed is fixed: what runs is the same every time.
import fc from "fast-check";
import { expect, it } from "vitest";
import { generate } from "../../generator/index.ts";
import { hostileDocument } from "./hostile-document.ts";
import { expectQuiet } from "./hostile-quiet.ts";
import { MORE_TEXTS } from "./hostile-texts.ts";

const positions = new Set<string>();
hostileDocument((position) => {
  positions.add(position);
  return position;
}, false);

/** A harmless text, and other ones at a few positions. */
const fills = fc.dictionary(fc.constantFrom(...positions), fc.constantFrom(...MORE_TEXTS), {
  minKeys: 1,
  maxKeys: 6,
  noNullPrototype: true,
});

it("is quiet wherever the texts are", () => {
  let [quiet, refused] = [0, 0];
  fc.assert(
    fc.property(fills, (fill) => {
      const harmless = (position: string): string => position.replace(/\W/g, "");
      const document = hostileDocument((position) => fill[position] ?? harmless(position), false);
      const text = JSON.stringify(document);
      const { files, diagnostics } = generate({ document: { path: "hostile.json", text } });
      expectQuiet(files);
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      // An error has a place to look at; without one there are files.
      for (const { line, frame } of errors) expect([line > 0, frame !== ""]).toEqual([true, true]);
      expect(files.size > 0).toBe(errors.length === 0);
      if (errors.length === 0) quiet++;
      else refused++;
    }),
    {
      numRuns: Number(process.env["ONESPEC_HOSTILE_RUNS"] ?? 60),
      seed: Number(process.env["ONESPEC_HOSTILE_SEED"] ?? 20261120),
    },
  );
  // Most texts are welcome at most positions.
  expect(quiet).toBeGreaterThan(refused);
});
