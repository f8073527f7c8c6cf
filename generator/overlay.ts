// Hand-written files laid over the output of one API. Code is added, and its top-level modules are
// entries that are built into one file each; what it says of the package is merged into package.json,
// and a README stands before the generated one, so that neither can fall behind the document.
import type { EmittedFile } from "./print.ts";

/**
 * What an overlay says about the package. It is no `package.json`, because that would make the folder a
 * package of its own, in which `#api/…` means nothing.
 */
export const OVERLAY_MANIFEST = "package.overlay.json";

export interface Overlay {
  /** The name of its folder, which its code keeps below `src/`. */
  readonly name: string;
  /** Text by path inside the folder. */
  readonly files: ReadonlyMap<string, string>;
}

export function layOver(
  emitted: readonly EmittedFile[],
  { name, files: over }: Overlay = { name: "", files: new Map() },
): ReadonlyMap<string, string> {
  const files = new Map(emitted.map(({ path, text }) => [path, text]));
  for (const [path, text] of over) {
    if (path === OVERLAY_MANIFEST)
      files.set("package.json", mergedJson(files.get("package.json")!, text));
    else if (path === "README.md") files.set(path, withReadme(text, files.get(path)!));
    else files.set(isCode(path) ? `src/${name}/${path}` : path, text);
  }
  const code = [...over.keys()].filter(isCode);
  if (code.length > 0) {
    files.set("package.json", withBundles(files.get("package.json")!, name, code));
  }
  return files;
}

/** Code keeps its place beside the run time, so that its imports hold; all else is at the top. */
function isCode(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

function withReadme(text: string, generated: string): string {
  return `${text.trimEnd()}\n\n${withoutTitle(generated)}`;
}

function withoutTitle(markdown: string): string {
  return markdown.replace(/^# .*\n+/, "");
}

type JsonMap = { readonly [key: string]: unknown };

/** An overlay's code is shipped in bundles: without sources, and with types where one can import them. */
function withBundles(base: string, name: string, code: readonly string[]): string {
  const manifest = JSON.parse(base) as {
    readonly files?: readonly string[];
    readonly exports?: unknown;
  };
  const exported = JSON.stringify(manifest.exports);
  const untyped = code
    .filter((path) => !path.includes("/"))
    .map((path) => `dist/${name}/${path.replace(/\.[cm]?tsx?$/, "")}`)
    .filter((stem) => !exported.includes(`"./${stem}.`))
    .map((stem) => `${stem}.d.ts`);
  const without = [`src/${name}`, `dist/${name}/**/*.map`, ...untyped].map((path) => `!${path}`);
  const files = [...(manifest.files ?? []), ...without];
  return `${JSON.stringify({ ...manifest, files }, undefined, 2)}\n`;
}

/** The name was settled before: by option, by this overlay, or by the title. */
function mergedJson(base: string, over: string): string {
  const { name } = JSON.parse(base) as JsonMap;
  const merged = { ...merge(JSON.parse(base) as JsonMap, JSON.parse(over) as JsonMap), name };
  return `${JSON.stringify(merged, undefined, 2)}\n`;
}

/** Objects are merged, `null` removes, everything else replaces. */
function merge(base: JsonMap, over: JsonMap): JsonMap {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const before = merged.get(key);
    if (value === null) merged.delete(key);
    else merged.set(key, isMap(before) && isMap(value) ? merge(before, value) : value);
  }
  return Object.fromEntries(merged);
}

function isMap(value: unknown): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
