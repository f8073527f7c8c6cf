// Every bad document of a folder gives located diagnostics, exit 1, no stack, and changes nothing.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn, folderOf } from "./folders.ts";
import { GOOD, onespec } from "./spawn.ts";

/** GOOD with one piece replaced. */
function but(piece: string, by: string): string {
  if (!GOOD.includes(piece)) throw new Error(`not in the document: ${piece}`);
  return GOOD.replace(piece, by);
}

const MANIFEST = JSON.stringify({
  onespec: "0.0.0",
  document: { path: "../api.yaml", sha256: "" },
  options: {},
  files: {},
});
const TWICE = `  /pets:
    get:
      operationId: pets.get
      responses:
        "204":
          description: Nothing
`;
const CASES: Readonly<Record<string, { document: string | Uint8Array; want: RegExp }>> = {
  "YAML syntax": {
    document: but("title: Pets", 'title: "Pets'),
    want: /^api\.yaml:3:\d+ error\[syntax\]/m,
  },
  "no OpenAPI": { document: "swagger: '2.0'\n", want: /^api\.yaml:1:\d+ error\[swagger-2\]/m },
  "a missing $ref": {
    document: but('schemas/Pet"', 'schemas/Pat"'),
    want: /^api\.yaml:25:23 error\[missing-ref\].*\n[^]*^help: Did you mean `Pet`\?$/m,
  },
  "a circular $ref": {
    document: `${GOOD}    A:\n      $ref: "#/components/schemas/B"\n    B:\n      $ref: "#/components/schemas/A"\n`,
    want: /^api\.yaml:4\d:\d+ error\[circular-ref\]/m,
  },
  "a misspelt type": {
    document: but("type: object", "type: objct"),
    want: /^api\.yaml:34:13 error\[unknown-value\] .*objct.*\n[^]*^help: .*object/m,
  },
  "a duplicate key": {
    document: but("version: 1.0.0", "version: 1.0.0\n  title: Again"),
    want: /^api\.yaml:5:3 error\[duplicate-key\]/m,
  },
  "an unsupported keyword": {
    document: but("maxLength: 20", "dependencies: { a: [b] }"),
    want: /^api\.yaml:\d+:\d+ error\[unsupported-keyword\]/m,
  },
  "an empty file": { document: "", want: /^api\.yaml:1:1 error\[empty-document\]/m },
  "a binary file": {
    document: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]),
    want: /^api\.yaml:1:\d+ error\[binary-document\]/m,
  },
};

test.concurrent.each(Object.entries(CASES))("%s", async (_name, { document, want }) => {
  const folder = folderOf({ "out/onespec.lock.json": MANIFEST, "out/mine.ts": "mine" });
  writeFileSync(join(folder, "api.yaml"), document);
  const before = filesIn(folder);
  const ended = await onespec(folder, ["generate", "api.yaml", "--out", "out"]);
  expect(ended.stderr).toMatch(want);
  expect(ended.stderr).toMatch(/^help: /m);
  expect(ended.stderr).toMatch(/^\d+ errors?(?:, \d+ warnings?)?; nothing was written$/m);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
  expect(filesIn(folder)).toEqual(before);
});

const SETTLED: typeof CASES = {
  "one name twice": {
    document: but("components:", `${TWICE}components:`),
    want: /^api\.yaml:\d+:\d+ warning\[renamed\] .*pets/m,
  },
  "an undeclared path parameter": {
    document: but("/pets/{pet_id}:", "/pets/{pet_id}/{toy}:"),
    want: /^api\.yaml:\d+:\d+ warning\[path-parameter-undeclared\] .*\{toy\}/m,
  },
  "an unused path parameter": {
    document: but("/pets/{pet_id}:", "/pets:"),
    want: /^api\.yaml:\d+:\d+ warning\[path-parameter-unused\] .*`pet_id`/m,
  },
  "an example that breaks its schema": {
    document: but("name: Rex", "name: 5"),
    want: /^api\.yaml:28:\d+ warning\[bad-example\]/m,
  },
};

test.concurrent.each(Object.entries(SETTLED))(
  "%s is settled by a rule and told",
  async (_name, { document, want }) => {
    const folder = folderOf({});
    writeFileSync(join(folder, "api.yaml"), document);
    const ended = await onespec(folder, ["generate", "api.yaml", "--out", "out", "--no-build"]);
    expect(ended.stderr).toMatch(want);
    expect(ended.exitCode).toBe(0);
  },
);

test.concurrent("--strict refuses what would be settled by a rule", async () => {
  const folder = folderOf({ "api.yaml": but("name: Rex", "name: 5") });
  const ended = await onespec(folder, ["generate", "api.yaml", "--out", "out", "--strict"]);
  expect(ended.stderr).toMatch(/warning\[bad-example\][^]*^1 warning; nothing was written$/m);
  expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
});

test.concurrent("sixty faults: fifty are shown and all are counted", async () => {
  const schemas = Array.from(
    { length: 60 },
    (_, index) => `    S${index}:\n      $ref: "#/nowhere${index}"\n`,
  );
  const folder = folderOf({ "api.yaml": GOOD + schemas.join("") });
  const args = ["generate", "api.yaml", "--out", "out"];
  const shown = await onespec(folder, args);
  expect(shown.stderr.match(/ error\[missing-ref\] /g)).toHaveLength(50);
  expect(shown.stderr).toMatch(
    /^… and 10 more diagnostics; --json has all\n60 errors; nothing was written\n$/m,
  );
  const json = await onespec(folder, [...args, "--json"]);
  expect(JSON.parse(json.stdout).diagnostics).toHaveLength(60);
});

test.concurrent("one fault at sixty places is said once, with the first places", async () => {
  const schemas = Array.from({ length: 60 }, (_, index) => `    S${index}:\n      $ref: "#/no"\n`);
  const folder = folderOf({ "api.yaml": GOOD + schemas.join("") });
  const shown = await onespec(folder, ["generate", "api.yaml", "--out", "out"]);
  expect(shown.stderr.match(/ error\[missing-ref\] /g)).toHaveLength(1);
  expect(shown.stderr).toMatch(/^also at 59 more places: \d+:\d+(?:, \d+:\d+){4}, …$/m);
  expect(shown.stderr).toMatch(/^60 errors; nothing was written$/m);
});
