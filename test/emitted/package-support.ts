// An emitted package, compiled strictly and loaded, for tests that call it.
/* eslint-disable @typescript-eslint/no-explicit-any -- what is loaded at run time has no type here */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { own } from "../../generator/cli/assets.ts";
import { createBuilder } from "../../generator/cli/build.ts";
import { generate, type GenerateOptions } from "../../generator/index.ts";

export interface Loaded {
  /** A module of the package by its entry: `mock`. */
  readonly load: (entry: string) => Promise<any>;
  readonly files: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
  readonly remove: () => void;
}

/** `uses` are further files that must compile beside the package's, as its user would write them. */
export async function emitted(
  text: string,
  uses: Readonly<Record<string, string>> = {},
  options: GenerateOptions = {},
): Promise<Loaded> {
  const { files, diagnostics } = generate({ document: { path: "document.yaml", text }, options });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const used = Object.entries(uses).map(([name, code]) => [`src/${name}`, code] as const);
  const root = mkdtempSync(join(tmpdir(), "onespec-"));
  const built = await createBuilder(root, own().root)(new Map([...files, ...used]));
  expect(built.problems).toEqual([]);
  for (const [path, content] of built.files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  writeFileSync(join(root, "package.json"), files.get("package.json")!);
  symlinkSync(join(own().root, "node_modules"), join(root, "node_modules"));
  return {
    load: (entry) => import(pathToFileURL(join(root, "dist", `${entry}.js`)).href),
    files,
    warnings: diagnostics.map(({ message }) => message),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
