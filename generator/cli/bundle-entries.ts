// Makes one module of each entry of an overlay: its top-level modules are the entries, what is below
// them is theirs alone. Nothing is read or written here. The only module that knows the bundler.
import { posix } from "node:path";
import { build, type OnResolveResult, type Plugin, transform } from "esbuild";

/** Built files by path; the modules of `folder` are replaced by its entries, each in one piece. */
export async function bundleEntries(
  files: ReadonlyMap<string, string>,
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const modules = [...files.keys()].filter((path) => path.startsWith(`${folder}/`) && isCode(path));
  const entries = modules.filter((path) => posix.dirname(path) === folder);
  if (entries.length === 0) return files;
  const { outputFiles } = await build({
    entryPoints: entries,
    outdir: folder,
    absWorkingDir: "/",
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    charset: "utf8",
    logLevel: "silent",
    plugins: [inMemory(files, folder, new Set(entries))],
  });
  const kept = [...files].filter(([path]) => !modules.includes(path));
  const bundled = entries.map((path) => {
    const output = outputFiles.find((file) => posix.basename(file.path) === posix.basename(path));
    return [path, output!.text] as const;
  });
  return new Map([...kept, ...bundled].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A source without its types and comments: what it means is in the declarations and the sources. */
export async function toJavaScript(source: string): Promise<string> {
  const compilerOptions = { verbatimModuleSyntax: true, useDefineForClassFields: true };
  const { code } = await transform(source, {
    loader: "ts",
    format: "esm",
    target: "es2022",
    charset: "utf8",
    tsconfigRaw: { compilerOptions },
  });
  return code;
}

/** A module of produced sources and all that it imports, in one piece. */
export async function bundleModule(
  files: ReadonlyMap<string, string>,
  entry: string,
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: "/",
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node22",
    charset: "utf8",
    logLevel: "silent",
    plugins: [fromSources(files)],
  });
  return outputFiles[0]!.text;
}

function fromSources(files: ReadonlyMap<string, string>): Plugin {
  return {
    name: "from-sources",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^/ }, ({ kind, path, importer }) => {
        if (kind === "entry-point") return { path, namespace: "source" };
        if (!path.startsWith(".")) return { path, external: true };
        return { path: posix.join(posix.dirname(importer), path), namespace: "source" };
      });
      onLoad({ filter: /^/, namespace: "source" }, ({ path }) => {
        return { contents: files.get(path)!, loader: "ts" };
      });
    },
  };
}

function isCode(path: string): boolean {
  return /\.js(\.map)?$/.test(path);
}

/** Other entries, what lies outside of the folder and packages are imported, everything else is taken in. */
function inMemory(
  files: ReadonlyMap<string, string>,
  folder: string,
  entries: ReadonlySet<string>,
): Plugin {
  const resolve = (from: string, to: string): OnResolveResult => {
    if (!to.startsWith(".")) return { path: to, external: true, sideEffects: false };
    const path = posix.join(posix.dirname(from), to);
    if (path.startsWith(`${folder}/`) && !entries.has(path)) return { path, namespace: "built" };
    const relative = posix.relative(folder, path);
    const shown = relative.startsWith(".") ? relative : `./${relative}`;
    return { path: shown, external: true, sideEffects: false };
  };
  return {
    name: "in-memory",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^/ }, ({ kind, path, importer }) =>
        kind === "entry-point" ? { path, namespace: "built" } : resolve(importer, path),
      );
      onLoad({ filter: /^/, namespace: "built" }, ({ path }) => ({ contents: files.get(path)! }));
    },
  };
}
