// How much of a bundle each use costs: esbuild, minified, gzip. The official SDK's beside it.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

export interface Size {
  readonly name: string;
  readonly gzip: number;
  readonly min: number;
}

const root = new URL("../..", import.meta.url).pathname;

/** The uses whose size is held by a test, and the official SDK's client for the same operations. */
export const uses = {
  "four operations, validating": 'export { createClient } from "#api/index";',
  "`pull` alone, validating": 'export { connect, pull } from "#api/operations";',
  "`isPullResponse` alone": 'export { isPullResponse } from "#api/validators";',
  "`validatePullResponse` alone": 'export { validatePullResponse } from "#api/validators";',
  "openapi-fetch alone": 'export { default } from "openapi-fetch";',
  "cloudflare 7.3.0, tree-shakable, not validating":
    'export { createClient } from "cloudflare/tree-shakable"; export { BaseMessages } from "cloudflare/resources/queues/messages";',
  "cloudflare 7.3.0, not validating": 'export { default } from "cloudflare";',
} as const;

export async function sizeOf(name: keyof typeof uses): Promise<Size> {
  return { name, ...(await bundleSize(uses[name], root)) };
}

/** The size of a program; `folder` is where its imports are looked for. */
export async function bundleSize(contents: string, folder: string): Promise<Omit<Size, "name">> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  const { contents: bytes } = outputFiles[0]!;
  return { min: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}
