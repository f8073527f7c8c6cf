// The builder: what it prints, and that a build which follows another says and prints what a first one
// would.
import { describe, expect, it } from "vitest";
import { type Build, createBuilder } from "../../generator/cli/build.ts";

const OPTIONS = {
  ...{ target: "es2022", lib: ["es2023"], module: "nodenext", moduleResolution: "nodenext" },
  ...{ strict: true, verbatimModuleSyntax: true, isolatedModules: true },
  ...{ isolatedDeclarations: true, declaration: true, allowImportingTsExtensions: true },
  ...{ rewriteRelativeImportExtensions: true, types: [], rootDir: "src", outDir: "dist" },
};

type Sources = Readonly<Record<string, string>>;

const SOURCES: Sources = {
  "src/types.ts": "export interface Pet { name: string }\nexport interface Dog { bark: string }\n",
  "src/pets.ts":
    'import type { Dog, Pet } from "./types.ts";\n/** A pet. */\nexport const rex: Pet = { name: "./types.ts" };\nexport const dog: Dog = { bark: "wau" };\n',
  "src/index.ts":
    'export { rex } from "./pets.ts";\nexport const late = (): Promise<unknown> => import("./pets.ts");\n',
};

function filesOf(sources: Sources, options: object = OPTIONS): ReadonlyMap<string, string> {
  const tsconfig = JSON.stringify({ compilerOptions: options, include: ["src"] });
  const manifest = '{ "type": "module" }';
  return new Map([
    ...Object.entries(sources),
    ["package.json", manifest],
    ["tsconfig.json", tsconfig],
  ]);
}

const ROOT = "/onespec-builder-test";
const first = (sources: Sources, options?: object): Promise<Build> =>
  createBuilder(ROOT, ROOT)(filesOf(sources, options));

describe("what is printed", () => {
  it("has neither types nor comments, and leads to what is built", async () => {
    const { files, problems, folder } = await first(SOURCES);
    expect({ problems, folder }).toEqual({ problems: [], folder: "dist" });
    expect([...files.keys()]).toEqual(
      ["index", "pets", "types"].flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]),
    );
    expect(files.get("dist/pets.js")).not.toMatch(/A pet|import|: Pet/);
    expect(files.get("dist/pets.js")).toContain('"./types.ts"');
    expect(files.get("dist/pets.d.ts")).toContain("/** A pet. */");
    expect(files.get("dist/index.js")).toContain('from "./pets.js"');
    expect(files.get("dist/index.js")).toContain('import("./pets.js")');
  });

  it("is the compiler's own where a map leads to the source", async () => {
    const { files } = await first(SOURCES, { ...OPTIONS, sourceMap: true });
    expect(files.get("dist/pets.js")).toContain("/** A pet. */");
    expect(files.has("dist/pets.js.map")).toBe(true);
  });
});

const CHANGES: Readonly<Record<string, Sources>> = {
  "a type that a value is of": {
    "src/types.ts": SOURCES["src/types.ts"]!.replace("bark: string", "bark: number"),
  },
  "a name that is gone": {
    "src/pets.ts": SOURCES["src/pets.ts"]!.replace("const rex", "const max"),
  },
  "a file that is gone": { "src/pets.ts": "" },
  "a statement of its own": { "src/index.ts": "export const late: string = 1;\n" },
  "text that is none of the language": { "src/index.ts": "export const = 1;\n" },
  "a type that is not said": { "src/index.ts": "export const made = Math.random() + 1;\n" },
  "an import of nothing": { "src/index.ts": 'export { tom } from "./cats.ts";\n' },
};

describe("a build that follows another", () => {
  it.each(Object.keys(CHANGES))("finds what a first one finds: %s", async (name) => {
    const changed = Object.entries({ ...SOURCES, ...CHANGES[name] });
    const sources = Object.fromEntries(changed.filter(([, text]) => text !== ""));
    const expected = await first(sources);
    expect(expected.problems).not.toEqual([]);
    const build = createBuilder(ROOT, ROOT);
    await build(filesOf(SOURCES));
    expect(await build(filesOf(sources))).toEqual(expected);
    expect(await build(filesOf(SOURCES))).toEqual(await first(SOURCES));
  });

  it("prints what a first one prints", async () => {
    const sources = {
      ...SOURCES,
      "src/pets.ts": `${SOURCES["src/pets.ts"]!}export const tom: Pet = { name: "Tom" };\n`,
      "src/more.ts": 'export { tom } from "./pets.ts";\n',
    };
    const build = createBuilder(ROOT, ROOT);
    await build(filesOf(SOURCES));
    expect(await build(filesOf(sources))).toEqual(await first(sources));
  });

  it("begins anew where the compiler is asked for something else", async () => {
    const build = createBuilder(ROOT, ROOT);
    await build(filesOf(SOURCES));
    const { declaration: _, isolatedDeclarations: __, ...options } = OPTIONS;
    expect(await build(filesOf(SOURCES, options))).toEqual(await first(SOURCES, options));
  });
});
