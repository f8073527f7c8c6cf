import { expect, test } from "vitest";
import {
  type Manifest,
  parseManifest,
  printManifest,
  sha256,
  sha256OfFiles,
} from "../../generator/cli/manifest.ts";

const MANIFEST: Manifest = {
  onespec: "1.2.3",
  document: { path: "../spec/api.yaml", sha256: sha256("document") },
  options: { name: "@acme/api" },
  overlay: { path: "../overlay", sha256: sha256("overlay") },
  files: new Map([
    ["src/z.ts", sha256("z")],
    ["package.json", sha256("{}")],
  ]),
};

test("is read back as it was written, in its order and with a last newline", () => {
  const text = printManifest(MANIFEST);
  expect(parseManifest(text)).toEqual(MANIFEST);
  expect(text).toMatch(
    /^\{\n  "onespec": "1.2.3",\n  "document": \{\n[^]*"src\/z.ts"[^]*"package.json"[^]*\}\n$/,
  );
  const { overlay: _, ...without } = MANIFEST;
  expect(parseManifest(printManifest(without))).toEqual(without);
});

test.each([
  ["<<<<<<< HEAD", "it is not JSON (a merge conflict, perhaps)"],
  ["", "it is not JSON (a merge conflict, perhaps)"],
  ["[]", "it was not written by onespec"],
  ["null", "it was not written by onespec"],
  ['{"lockfileVersion": 3}', "it was not written by onespec"],
  ['{"onespec": "1.0.0"}', "parts of it are missing"],
])("refuses %j: %s", (text, problem) => {
  expect(parseManifest(text)).toEqual({ problem });
});

test.each([
  ["/etc/passwd", "it is not relative"],
  ["C:/x", "it is not relative"],
  ["../x", "it leads out of the folder"],
  ["src/../../x", "it leads out of the folder"],
  ["src\\x", "it has a backslash"],
  ["src//x", "it has an empty step"],
  ["./x", "it has an empty step"],
  ["", "it is empty"],
  ["a\0b", "it has a NUL character"],
  ["onespec.lock.json", "it is the manifest"],
])("refuses the listed path %j", (path, why) => {
  const text = printManifest({ ...MANIFEST, files: new Map([[path, sha256("x")]]) });
  expect(parseManifest(text)).toEqual({
    problem: `it lists the path ${JSON.stringify(path)}, and ${why}`,
  });
});

test("takes a path named __proto__ for what it is", () => {
  const manifest = { ...MANIFEST, files: new Map([["__proto__", sha256("x")]]) };
  expect(parseManifest(printManifest(manifest))).toEqual(manifest);
});

test("the hash of a set of files tells paths and texts apart, not their order", () => {
  const hash = sha256OfFiles(
    new Map([
      ["a", "1"],
      ["b", "2"],
    ]),
  );
  expect(
    sha256OfFiles(
      new Map([
        ["b", "2"],
        ["a", "1"],
      ]),
    ),
  ).toBe(hash);
  expect(
    sha256OfFiles(
      new Map([
        ["a", "2"],
        ["b", "1"],
      ]),
    ),
  ).not.toBe(hash);
});
