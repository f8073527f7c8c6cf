// A document → its model, and the modules of its package, imported as they are emitted. Compiling them
// would prove nothing more here, and take longer.
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { link } from "../../generator/document/link.ts";
import { load } from "../../generator/document/load.ts";
import { upgrade } from "../../generator/document/upgrade.ts";
import { generate } from "../../generator/index.ts";
import { build } from "../../generator/model/build.ts";
import type { Api } from "../../generator/model/model.ts";
import type { Connection, Result } from "../../templates/runtime/call.ts";
import type { Fetch } from "../../templates/runtime/operation.ts";
import type { Handler } from "../../templates/runtime/server.ts";

const root = resolve(import.meta.dirname, "../..");

export interface Made {
  readonly minimal: unknown;
  readonly full: unknown;
  readonly bounds: readonly { readonly value: unknown }[];
  readonly examples: Readonly<Record<string, unknown>>;
}

export interface Package {
  readonly api: Api;
  readonly files: ReadonlyMap<string, string>;
  readonly fixtures: Readonly<Record<string, Made>>;
  readonly operations: Readonly<
    Record<string, (...args: unknown[]) => { result(): Promise<Result<unknown>> }>
  > & { readonly connect: (options: object) => Connection };
  readonly mockServer: (
    handlers: Readonly<Record<string, Handler>>,
    options?: object,
  ) => { readonly fetch: Fetch };
}

export interface Document {
  readonly path: string;
  readonly text: string;
}

/** The codes of its errors where a document has some. */
export async function loadPackage(
  document: Document,
): Promise<{ readonly made: Package; readonly drop: () => void } | string> {
  const { files, diagnostics } = generate({ document });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return [...new Set(errors.map(({ code }) => code))].sort().join(" ");
  const folder = mkdtempSync(join(tmpdir(), "onespec-trip-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  for (const [path, text] of files) {
    if (!path.startsWith("src/")) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const module = (name: string): Promise<unknown> =>
    import(/* @vite-ignore */ pathToFileURL(join(folder, "src", `${name}.ts`)).href);
  const made = {
    api: modelOf(document),
    files,
    fixtures: await module("fixtures"),
    operations: await module("operations"),
    ...((await module("mock")) as object),
  } as unknown as Package;
  return { made, drop: () => rmSync(folder, { recursive: true, force: true }) };
}

function modelOf(document: Document): Api {
  return build(upgrade(link(load(document).document!).document).document).api;
}
