// The mock server's routes of an emitted package, bundled in memory and loaded: its types are checked
// elsewhere, and a bundle takes a hundredth of the time.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import type { connect } from "../../templates/runtime/http.ts";
import type { call } from "../../templates/runtime/call.ts";
import type { ApiDescription } from "../../templates/runtime/operation.ts";
import type { Route, serve } from "../../templates/runtime/server.ts";

export interface Bundled {
  readonly api: ApiDescription;
  readonly routes: (handlers: object) => Readonly<Record<string, Route>>;
  readonly call: typeof call;
  readonly connect: typeof connect;
  readonly serve: typeof serve;
}

const ENTRY = `export { api } from "./table.ts";
export { routes } from "./mock.ts";
export { call } from "./runtime/call.ts";
export { connect } from "./runtime/http.ts";
export { serve } from "./runtime/server.ts";
`;

export async function bundled(files: ReadonlyMap<string, string>): Promise<Bundled> {
  const text = (path: string): string =>
    path === "src/entry.ts"
      ? ENTRY
      : files.get(path)! + (path === "src/mock.ts" ? "\nexport { routes };\n" : "");
  const plugin: Plugin = {
    name: "package",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/entry\.ts$/ }, () => ({ path: "src/entry.ts", namespace: "p" }));
      onResolve({ filter: /^\.{1,2}\//, namespace: "p" }, ({ path, importer }) => ({
        path: posix.join(posix.dirname(importer), path),
        namespace: "p",
      }));
      onLoad({ filter: /.*/, namespace: "p" }, ({ path }) => ({
        contents: text(path),
        loader: "ts",
        resolveDir: import.meta.dirname,
      }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: ["./entry.ts"],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "es2022",
    plugins: [plugin],
    logLevel: "error",
  });
  const folder = mkdtempSync(join(tmpdir(), "onespec-"));
  try {
    writeFileSync(join(folder, "bundle.mjs"), outputFiles[0]!.contents);
    return (await import(pathToFileURL(join(folder, "bundle.mjs")).href)) as Bundled;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
