// What of the built files is shipped: an overlay's entries in one piece each, reachable declarations.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { ship } from "../../generator/cli/ship.ts";
import { folderOf } from "./folders.ts";

const MANIFEST = JSON.stringify({
  type: "module",
  imports: { "#api/*": "./dist/*.js" },
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
});

const BUILT: Readonly<Record<string, string>> = {
  "dist/index.js": "export const one = 1;\n",
  "dist/index.d.ts": 'export { one } from "./runtime/one.ts";\n',
  "dist/index.d.ts.map": "{}",
  "dist/inner.js": "export const hidden = 1;\n",
  "dist/inner.d.ts": "export declare const hidden: number;\n",
  "dist/inner.d.ts.map": "{}",
  "dist/runtime/one.js": "export const one = 1;\nexport const two = 2;\n",
  "dist/runtime/one.d.ts": "export declare const one: number;\n",
  "dist/dogs/walk.js":
    '#!/usr/bin/env node\nimport { two } from "../runtime/one.js";\nimport { one } from "#api/index";\nimport { deep } from "./walk/deep.js";\nimport { bark } from "./bark.js";\nexport const walk = [one, two, deep, bark];\n',
  "dist/dogs/walk.d.ts":
    'import type { Deep } from "./walk/deep.ts";\nexport declare const walk: Deep[];\n',
  "dist/dogs/bark.js": 'export const bark = "wau";\n',
  "dist/dogs/bark.d.ts": 'export type { Own } from "#api/own";\n',
  "dist/dogs/walk/deep.js":
    'import { two } from "../../runtime/one.js";\nimport { bark } from "../bark.js";\nexport const deep = `${two} ${bark} §`;\n',
  "dist/dogs/walk/deep.d.ts": "export type Deep = string;\n",
  "dist/dogs/walk/other.d.ts": "export type Other = string;\n",
  "dist/own.d.ts": "export type Own = 1;\n",
};

it("builds the top-level modules of an overlay into one file each", async () => {
  const shipped = await ship(new Map(Object.entries(BUILT)), MANIFEST, "dist/dogs");
  const root = folderOf();
  for (const [path, text] of [...shipped, ["package.json", MANIFEST]] as const) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const code = [...shipped.keys()].filter((path) => path.endsWith(".js"));
  expect(code).toEqual([
    ...["dist/dogs/bark.js", "dist/dogs/walk.js", "dist/index.js", "dist/inner.js"],
    "dist/runtime/one.js",
  ]);
  const bundle = shipped.get("dist/dogs/walk.js")!;
  expect(bundle.startsWith("#!/usr/bin/env node\n")).toBe(true);
  const imported = [...bundle.matchAll(/from "(.*)"/g)].map(([, name]) => name);
  expect([...new Set(imported)].sort()).toEqual(["#api/index", "../runtime/one.js", "./bark.js"]);
  const { walk } = (await import(join(root, "dist/dogs/walk.js"))) as { readonly walk: unknown };
  expect(walk).toEqual([1, 2, "2 wau §", "wau"]);
});

it("ships the declarations that an entry reaches, with their maps", async () => {
  const shipped = await ship(new Map(Object.entries(BUILT)), MANIFEST, "dist/dogs");
  expect([...shipped.keys()].filter((path) => !path.endsWith(".js"))).toEqual([
    ...["dist/dogs/bark.d.ts", "dist/dogs/walk.d.ts", "dist/dogs/walk/deep.d.ts"],
    ...["dist/index.d.ts", "dist/index.d.ts.map", "dist/own.d.ts", "dist/runtime/one.d.ts"],
  ]);
});

it("ships everything where a package names no entry, or has no overlay", async () => {
  const built = new Map(Object.entries(BUILT));
  const all = await ship(built, "{}", undefined);
  expect([...all.keys()]).toEqual([...built.keys()]);
  const without = await ship(built, MANIFEST, undefined);
  expect(without.has("dist/dogs/walk/deep.js")).toBe(true);
  expect(without.has("dist/dogs/walk.d.ts")).toBe(false);
});
