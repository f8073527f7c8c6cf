// What a bundle may cost: minified and gzipped bytes, openapi-fetch included.
import { expect, it } from "vitest";
import { build } from "esbuild";
import { sizeOf } from "./bench/sizes.ts";

it.each([
  ["four operations, validating", 7_000],
  ["`pull` alone, validating", 6_000],
  ["`isPullResponse` alone", 700],
] as const)("%s: at most %i bytes", async (name, most) => {
  const { gzip } = await sizeOf(name);
  expect(gzip).toBeLessThanOrEqual(most);
});

it("reaches no node: module from the `.` entry", async () => {
  const { metafile } = await build({
    stdin: {
      contents: 'export * from "#api/index";',
      resolveDir: import.meta.dirname,
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    external: ["node:*", "openapi-fetch"],
    metafile: true,
  });
  const imports = Object.values(metafile.outputs).flatMap((output) =>
    output.imports.map(({ path }) => path),
  );
  expect(imports).toEqual(["openapi-fetch"]);
});
