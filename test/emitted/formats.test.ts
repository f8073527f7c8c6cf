// Formats in a whole package: asserted or taken for notes, and shipped only where they are asked for.
import { expect, it } from "vitest";
import { generate } from "../../generator/index.ts";
import { needed } from "../../generator/needed.ts";

function files(schema: string, options: object = {}): ReadonlyMap<string, string> {
  const text = `openapi: 3.1.0
info: { title: Pets, version: 1.2.3 }
paths: { /pets: { post: { operationId: pets.add, requestBody: { content: { application/json: { schema: ${schema} } } }, responses: { "204": { description: Done. } } } } }
`;
  const output = generate({ document: { path: "pets.yaml", text }, options });
  expect(output.diagnostics).toEqual([]);
  return output.files;
}

const formatFiles = (all: ReadonlyMap<string, string>): readonly string[] =>
  [...all.keys()].filter((path) => path.startsWith("src/runtime/formats"));

it("ships the tests of formats that are asserted, and no others", () => {
  expect(formatFiles(files("{ type: string, format: date }"))).toEqual(["src/runtime/formats.ts"]);
  expect(formatFiles(files("{ type: string, format: hostname }"))).toEqual([
    "src/runtime/formats-idn.ts",
    "src/runtime/formats.ts",
  ]);
  expect(formatFiles(files("{ type: integer, format: int32 }"))).toEqual([]);
});

it("takes all formats for notes where that is asked for", () => {
  const schema =
    "{ type: object, properties: { born: { type: string, format: date }, x: { format: made-up } } }";
  const annotated = files(schema, { formats: "annotate" });
  expect(formatFiles(annotated)).toEqual([]);
  expect(annotated.get("src/validators.ts")).not.toContain("hasDateFormat");
  expect(annotated.get("src/fixtures.ts")).toContain('born: "2024-05-17"');
});

it("needs what other files lead to, by whatever way", () => {
  const all = new Map([
    ["src/index.ts", 'export * from "./runtime/a.ts";\n'],
    [
      "src/own/x.ts",
      'import type { C } from "../runtime/c.ts";\nawait import("#api/runtime/d");\n',
    ],
    ["src/runtime/a.ts", 'import {\n  b,\n} from "./b.ts";\n'],
    ["src/runtime/b.ts", 'import { a } from "./a.ts";\n'],
    ["src/runtime/c.ts", ""],
    ["src/runtime/d.ts", ""],
    ["src/runtime/e.ts", 'import { a } from "./a.ts";\n'],
    ["README.md", 'import { e } from "./src/runtime/e.ts";\n'],
  ]);
  expect([...all.keys()].filter((path) => !needed(all).has(path))).toEqual(["src/runtime/e.ts"]);
});
