// What the manifest keeps of a release: read back as it was, one line each, and never half.
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseManifest, printManifest, sha256 } from "../../generator/cli/manifest.ts";
import { type Baseline, baselineOf, release } from "../../generator/cli/released.ts";

const BASELINE: Baseline = {
  document: { path: "openapi.yaml", text: "openapi: 3.1.0\n# ü \u2028 💥\n" },
  declarations: {
    entries: new Map([
      [".", "dist/index.d.ts"],
      ["./openapi.yaml", ""],
    ]),
    commands: ["tool"],
    demands: new Map([["engine node", ">=20"]]),
    files: new Map([["dist/index.d.ts", "export declare const one: number;\n"]]),
  },
};

const MANIFEST = {
  onespec: "1.2.3",
  document: { path: "../api.yaml", sha256: sha256("document") },
  options: { versionPolicy: "none" },
  files: new Map([["src/z.ts", sha256("z")]]),
  released: release("1.0.0", sha256("content"), BASELINE),
} as const;

test("is read back as it was kept, through the manifest", () => {
  const text = printManifest(MANIFEST);
  const read = parseManifest(text);
  expect(read).toEqual(MANIFEST);
  expect("released" in read && baselineOf(read.released!)).toEqual(BASELINE);
  expect(printManifest(MANIFEST)).toBe(text);
  expect(text.split("\n").filter((line) => line.includes('"brotli"'))).toHaveLength(2);
});

test("any text comes back as it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) => {
      const kept = { ...BASELINE, document: { path: "openapi.json", text } };
      expect(baselineOf(release("1.0.0", "", kept)).document.text).toBe(text);
    }),
  );
});

test.each([
  ["version", "1"],
  ["version", undefined],
  ["content", 7],
  ["document", "text"],
  ["document", { sha256: "x" }],
  ["declarations", null],
])("refuses a manifest whose %s is %j", (key, value) => {
  const damaged = {
    ...MANIFEST,
    released: { ...MANIFEST.released, [key]: value },
  } as typeof MANIFEST;
  expect(parseManifest(printManifest(damaged))).toEqual({ problem: "its `released` is damaged" });
});
