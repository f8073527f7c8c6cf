// The package around the code: package.json and compiler options. No version is invented here.
import { titleOf } from "./shared/docs.ts";
import type { Api } from "../model/model.ts";
import type { Part, Without } from "../parts.ts";
import type { EmittedFile } from "../print.ts";

/** What a package.json may hold, in the order in which people expect it. */
export interface PackageJson {
  readonly [field: string]: unknown;
}

export interface PackageFacts {
  readonly name: string;
  /** The file name of the document's copy: `openapi.yaml` or `openapi.json`. */
  readonly document: string;
  /** Parts that are not there. Default: none. */
  readonly without?: Without;
}

/** The version that the run time was tested with. */
const OPENAPI_FETCH = "^0.17.0";

/** Entries of code, by name of their source: `.` is index. */
const ENTRIES = [
  "index",
  "operations",
  "errors",
  "validators",
  "schemas",
  "fixtures",
  "mock",
  "msw",
];

/** Entries that go where a part is left out. */
const OF_PARTS: Readonly<Record<Part, readonly string[]>> = {
  fixtures: ["fixtures", "mock", "msw"],
  schemas: ["schemas"],
};

export function packageJson(api: Api, facts: PackageFacts): PackageJson {
  const { name, document, without = [] } = facts;
  const fixtures = !without.includes("fixtures");
  const gone = new Set(without.flatMap((part) => OF_PARTS[part]));
  const entries = ENTRIES.filter((entry) => !gone.has(entry));
  const copies = [
    ...[document, "openapi-3.0.json"],
    ...(fixtures ? ["vectors.json", "vectors.schema.json"] : []),
  ];
  return {
    name,
    version: semver(api.version),
    description: `A typed client, ${fixtures ? "validators, fixtures and a mock server" : "and validators"} for ${titleOf(api)}.`,
    type: "module",
    sideEffects: false,
    engines: { node: ">=20" },
    exports: {
      ...Object.fromEntries(
        entries.map((entry) => [entry === "index" ? "." : `./${entry}`, codeEntry(entry)]),
      ),
      ...Object.fromEntries([...copies, "package.json"].map((file) => [`./${file}`, `./${file}`])),
    },
    imports: { "#api/*": "./dist/*.js" },
    files: [
      "dist",
      "src/*.ts",
      ...RUNTIME_SOURCES,
      ...WITHOUT_SOURCE.flatMap(exclusions),
      ...copies,
    ],
    dependencies: { "openapi-fetch": OPENAPI_FETCH },
    ...(fixtures && {
      peerDependencies: { msw: "^2.0.0 || ^3.0.0" },
      peerDependenciesMeta: { msw: { optional: true } },
    }),
  };
}

/** What one can name or hover in the run time: the sources that its declarations lead to. */
const RUNTIME_SOURCES = [
  ...["binary", "build", "call", "errors", "events", "lines", "match", "operation", "options"],
  ...["receive", "refuse", "reply", "server", "stream", "tests", "validate"],
].map((name) => `src/runtime/${name}.ts`);

/** Entries that nobody reads for pleasure: their source says the same as what is built, at the same length. */
const WITHOUT_SOURCE = ["errors", "fixtures", "mock", "schemas", "table", "validators"];

/** What is left out of a package: a source, and the map that leads to it. */
const exclusions = (entry: string): readonly string[] => [
  `!src/${entry}.ts`,
  `!dist/${entry}.d.ts.map`,
];

const codeEntry = (entry: string): object => ({
  types: `./dist/${entry}.d.ts`,
  default: `./dist/${entry}.js`,
});

/** The document's own version where it is one that npm takes. */
function semver(version: string): string {
  return /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version) ? version : "0.0.0";
}

/** A package name out of a title: `Swagger Petstore - 3.0` → `swagger-petstore-3-0`. */
export function packageName(title: string): string {
  const name = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return name === "" ? "api-client" : name;
}

export function jsonFile(path: string, value: object): EmittedFile {
  return { path, text: `${JSON.stringify(value, undefined, 2)}\n` };
}

/** A document for programs: a line for each operation and component, and nothing wider than it must be. */
export function documentFile(path: string, document: object): EmittedFile {
  return { path, text: `${inLines(document, 3)}\n` };
}

function inLines(value: unknown, levels: number): string {
  if (levels === 0 || typeof value !== "object" || value === null || Array.isArray(value))
    return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${inLines(member, levels - 1)}`,
  );
  return members.length === 0 ? "{}" : `{\n${members.join(",\n")}\n}`;
}

/** Strict enough that what compiles here compiles in any project of a user. */
export const compilerOptions: object = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable", "esnext.disposable"],
    module: "nodenext",
    moduleResolution: "nodenext",
    strict: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    isolatedDeclarations: true,
    declaration: true,
    declarationMap: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: true,
    skipLibCheck: false,
    types: [],
    rootDir: "src",
    outDir: "dist",
  },
  include: ["src"],
};
