import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generateCommand } from "../../generator/cli/generate-command.ts";
import { filesIn, type Files, folderOf, put } from "./folders.ts";
import { request, world } from "./stub.ts";

const CONFIG = {
  target: "es2022",
  lib: ["es2023", "dom"],
  module: "nodenext",
  strict: true,
  isolatedDeclarations: true,
  declaration: true,
  declarationMap: true,
  sourceMap: true,
  allowImportingTsExtensions: true,
  rewriteRelativeImportExtensions: true,
  types: [],
  rootDir: "src",
  outDir: "dist",
};
const PACKAGE: Files = {
  "package.json": JSON.stringify({
    name: "p",
    type: "module",
    imports: { "#api/*": "./dist/*.js" },
  }),
  "tsconfig.json": JSON.stringify({ compilerOptions: CONFIG, include: ["src"] }),
  "src/index.ts":
    'import createClient from "openapi-fetch";\nimport { one } from "#api/one";\nexport const client: unknown = createClient;\nexport const two: number = one + 1;\n',
  "src/one.ts": "export const one: number = 1;\n",
  "src/msw.ts":
    'import { http, type HttpHandler } from "msw";\nexport const handler: HttpHandler = http.all("*", ({ request }) => new Response(request.url));\n',
};

const built = (out: string, files: Files): ReturnType<typeof generateCommand> =>
  generateCommand(request(out, { build: true }), world(files));

test("builds in a folder where no dependency is installed, and clears up after a source", async () => {
  const out = join(folderOf(), "out");
  const { outcome } = await built(out, PACKAGE);
  expect(outcome).toMatchObject({ ok: true, built: 12, diagnostics: [] });
  const first = filesIn(out);
  expect(first["dist/one.d.ts"]).toContain("export declare const one: number;");
  expect(first["dist/index.js"]).toContain('from "#api/one"');
  expect(first["dist/msw.d.ts"]).toContain('from "msw"');

  put(out, "dist/mine.js", "mine");
  put(out, "dist/mine.js.map", '{"sources":["../lib/mine.ts"]}');
  const { "src/msw.ts": _, ...next } = PACKAGE;
  await built(out, next);
  const names = Object.keys(filesIn(out)).filter((path) => path.startsWith("dist/"));
  expect(names).toEqual([
    ...["d.ts", "d.ts.map", "js", "js.map"].map((end) => `dist/index.${end}`),
    "dist/mine.js",
    "dist/mine.js.map",
    ...["d.ts", "d.ts.map", "js", "js.map"].map((end) => `dist/one.${end}`),
  ]);

  rmSync(join(out, "dist"), { recursive: true });
  const again = await built(out, next);
  expect(again.outcome).toMatchObject({ ok: true, written: [] });
  expect(filesIn(out)["dist/one.js"]).toBe(first["dist/one.js"]);
});

test("a type error is shown where it is, and nothing is written", async () => {
  const out = join(folderOf(), "out");
  await built(out, PACKAGE);
  const before = filesIn(out);
  const { outcome, texts } = await built(out, {
    ...PACKAGE,
    "src/one.ts": 'export const one: number = "1";\n',
  });
  expect(outcome).toMatchObject({
    ok: false,
    diagnostics: [{ code: "TS2322", file: join(out, "src/one.ts"), line: 1, column: 14 }],
  });
  expect(texts.get(join(out, "src/one.ts"))).toContain('"1"');
  expect(filesIn(out)).toEqual(before);
});

test("a type error in a file of the overlay is shown in the overlay", async () => {
  const broken = "export const x: number = nothing;\n";
  const overlay = folderOf({ "extra/x.ts": broken });
  const files = { ...PACKAGE, "src/extra/x.ts": broken };
  const run = generateCommand(
    request(join(folderOf(), "out"), { build: true, overlay }),
    world(files),
  );
  const { outcome } = await run;
  expect(outcome.diagnostics).toMatchObject([
    { code: "TS2304", file: join(overlay, "extra/x.ts"), line: 1, column: 26 },
  ]);
});

test("what lies in the folder but is not produced can't be seen by the compiler", async () => {
  const out = join(folderOf(), "out");
  await built(out, PACKAGE);
  put(out, "src/one.ts", "edited");
  const { "src/one.ts": _, ...next } = PACKAGE;
  const { outcome } = await built(out, next);
  expect(outcome.diagnostics).toMatchObject([{ code: "TS2307" }]);
});

test("an exported name without a written type is a fault before anything is written", async () => {
  const out = folderOf();
  const { outcome } = await built(out, {
    ...PACKAGE,
    "src/one.ts": "export const one = [1].map(Number);\n",
  });
  expect(outcome.diagnostics.map(({ code }) => code)).toContain("TS9010");
  expect(filesIn(out)).toEqual({});
});
