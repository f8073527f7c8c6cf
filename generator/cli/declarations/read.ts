// What callers see of a package: the entries of its package.json, and the declarations that they reach,
// without comments and in one form. Reads built declarations, or makes them of the sources.
import { posix } from "node:path";
import ts from "typescript";
import { declarationOf, formOf } from "./declare.ts";

export interface Declarations {
  /** An entry of package.json (`.`, `./mock`) → its declarations; "" where it is no code. */
  readonly entries: ReadonlyMap<string, string>;
  /** The commands that the package brings. */
  readonly commands: readonly string[];
  /** What it demands of its surroundings: engines and peers, each with its range. */
  readonly demands: ReadonlyMap<string, string>;
  /** Declarations by path (`dist/index.d.ts`). */
  readonly files: ReadonlyMap<string, string>;
}

const DECLARATION = ".d.ts";

/** The declarations of a package; `built` gives a built file where there is one, `files` the sources. */
export function declarationsOf(
  files: ReadonlyMap<string, string>,
  built: ReadonlyMap<string, string>,
): Declarations {
  const manifest = read(files.get("package.json") ?? "{}");
  const entries = new Map(
    Object.entries(table(manifest["exports"])).map(([name, to]) => [name, typesOf(to)]),
  );
  const reached = new Set([...entries.values()].filter((path) => path !== ""));
  const texts = new Map<string, string>();
  // A set that grows while it is walked is walked to its end.
  for (const path of reached) {
    const text = textOf(path, files, built);
    if (text === undefined) continue;
    texts.set(path, text);
    importsOf(path, text).forEach((next) => reached.add(next));
  }
  const bin = manifest["bin"];
  const commands = typeof bin === "string" ? [""] : Object.keys(table(bin));
  const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  return { entries, commands, demands: demandsOf(manifest), files: new Map(sorted) };
}

function read(text: string): Record<string, unknown> {
  return table(JSON.parse(text));
}

function table(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** The declarations that an export names, under whatever condition; "" where there are none. */
function typesOf(target: unknown): string {
  if (typeof target === "string")
    return target.endsWith(DECLARATION) ? posix.normalize(target) : "";
  for (const inner of Object.values(table(target))) {
    const found = typesOf(inner);
    if (found !== "") return found;
  }
  return "";
}

function demandsOf(manifest: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const ranges = (field: string, kind: string): readonly (readonly [string, string])[] =>
    Object.entries(table(manifest[field])).map(([name, range]) => [
      `${kind} ${name}`,
      String(range),
    ]);
  return new Map([...ranges("engines", "engine"), ...ranges("peerDependencies", "peer")]);
}

function textOf(
  path: string,
  files: ReadonlyMap<string, string>,
  built: ReadonlyMap<string, string>,
): string | undefined {
  const found = built.get(path);
  if (found !== undefined) return formOf(path, found);
  const source = files.get(path.replace(/^dist\//, "src/").replace(/\.d\.ts$/, ".ts"));
  return source === undefined ? undefined : declarationOf(path, source);
}

/** Declarations keep the endings of the sources: `./one.ts` is declared in `./one.d.ts`. */
function importsOf(path: string, text: string): readonly string[] {
  const named = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
  const up = "../".repeat(path.split("/").length - 2);
  const relative = named
    .map((name) => name.replace(/^#api\//, `./${up}`))
    .filter((name) => name.startsWith("."));
  return relative.map((name) => {
    const target = posix.join(posix.dirname(path), name);
    return `${target.replace(/\.[jt]s$/, "")}${DECLARATION}`;
  });
}
