// An overlay beside the output of any API: its code keeps its place, package.json and README are joined.
import { expect, it } from "vitest";
import { generate } from "../../generator/index.ts";

const document = {
  path: "pets.yaml",
  text: `openapi: 3.1.0
info: { title: Pets, version: 1.2.3 }
paths: { /pets: { get: { operationId: pets.list, responses: { "200": { description: All. } } } } }
`,
};

it("lays code, package.json and README over what is generated", () => {
  const files = new Map([
    [
      "walk.ts",
      'import type { Fetch } from "../runtime/operation.ts";\nexport type Walk = Fetch;\n',
    ],
    ["deep/dog.ts", "export const dog = 1;\n"],
    ["run.ts", "export {};\n"],
    [
      "package.overlay.json",
      '{ "name": "@a/pets", "sideEffects": null, "exports": { "./walk": "./dist/extra/walk.js" } }',
    ],
    ["README.md", "# Walks\n\nBy hand.\n"],
    ["LICENSE", "free\n"],
  ]);
  const output = generate({ document, overlay: { name: "extra", files } });
  expect(output.diagnostics).toEqual([]);
  const { name, version, exports, ...rest } = JSON.parse(
    output.files.get("package.json")!,
  ) as Record<string, unknown>;
  expect([name, version]).toEqual(["@a/pets", "1.2.3"]);
  expect(exports).toMatchObject({
    ".": { default: "./dist/index.js" },
    "./walk": "./dist/extra/walk.js",
  });
  expect(rest).not.toHaveProperty("sideEffects");
  expect(rest["files"]).not.toContain("!dist/extra/walk.d.ts");
  expect(rest["files"]).toEqual(
    expect.arrayContaining(["!src/extra", "!dist/extra/**/*.map", "!dist/extra/run.d.ts"]),
  );
  expect(output.files.get("src/extra/walk.ts")).toBe(files.get("walk.ts"));
  expect(output.files.get("src/extra/deep/dog.ts")).toBe(files.get("deep/dog.ts"));
  expect(output.files.get("LICENSE")).toBe("free\n");
  const readme = output.files.get("README.md")!;
  expect(readme.startsWith("# Walks\n\nBy hand.\n\n")).toBe(true);
  expect(readme).toContain("client.pets.list");
  expect(readme.match(/^# /gm)).toHaveLength(1);
});

it("names the package by option, by overlay, by title", () => {
  const named = (options: object, overlay?: string): unknown => {
    const files = new Map(overlay === undefined ? [] : [["package.overlay.json", overlay]]);
    const output = generate({ document, options, overlay: { name: "o", files } });
    return (JSON.parse(output.files.get("package.json")!) as { readonly name: unknown }).name;
  };
  expect(named({})).toBe("pets");
  expect(named({}, '{ "name": "b" }')).toBe("b");
  expect(named({ name: "c" }, '{ "name": "b" }')).toBe("c");
});
