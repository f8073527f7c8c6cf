// Java: openapi-generator's client on java.net.http. Maven fetches what pom.xml pins; generating and
// compiling is done here, once for each state of the sources, in a cache below the temporary folder.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { judge, known, sendsDefaults } from "../habits.ts";
import type { Bench, Language, Tool } from "../language.ts";

const CACHE = join(tmpdir(), "onespec-languages", "java");
const POM = join(import.meta.dirname, "pom.xml");
const SOURCES = join(import.meta.dirname, "src/queues");

/** A list that is absent is null, unknown properties are kept, and a union is read by its tag. */
const OPTIONS = [
  "library=native",
  "hideGenerationTimestamp=true",
  "containerDefaultToNull=true",
  "disallowAdditionalPropertiesIfNotPresent=false",
  "useOneOfDiscriminatorLookup=true",
].join(",");
const PARTS =
  "apis,models,supportingFiles,apiDocs=false,apiTests=false,modelDocs=false,modelTests=false";

const HABITS = [
  sendsDefaults("https://github.com/OpenAPITools/openapi-generator/issues/2260", { batch_size: 5 }),
];

/** The queues that the story speaks of. */
const CONFIG = {
  queues: [
    { name: "orders" },
    { name: "locked", token: "secret" },
    { name: "closed", httpPull: false },
  ],
};

async function toolchain(): Promise<string | undefined> {
  try {
    await promisify(execFile)("mvn", ["--version"]);
    return (await promisify(execFile)("javac", ["--version"])).stdout.trim();
  } catch {
    return undefined;
  }
}

function digest(...texts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text);
  return hash.digest("hex").slice(0, 16);
}

/** The folder with the generator and, in `lib`, the libraries. */
async function fetched(bench: Bench): Promise<string> {
  const folder = join(CACHE, `jars-${digest(readFileSync(POM))}`);
  const done = join(folder, "done");
  if (existsSync(done)) return folder;
  const settings = {
    "maven.repo.local": join(CACHE, "repository"),
    "onespec.lib": join(folder, "lib"),
  };
  const defines = Object.entries(settings).map(([name, value]) => `-D${name}=${value}`);
  await bench.run("mvn", ["--batch-mode", "--quiet", "--file", POM, ...defines, "package"]);
  writeFileSync(done, "");
  return folder;
}

function javaFiles(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".java"))
    .sort()
    .map((file) => join(folder, file));
}

/** Compiles with all warnings as errors, but for those that are named. */
async function javac(
  bench: Bench,
  files: readonly string[],
  options: { readonly to: string; readonly path: readonly string[]; readonly allow: string },
): Promise<void> {
  const path = options.path.join(delimiter);
  const flags = [`-Xlint:all${options.allow}`, "-Werror", "-proc:none", "-d", options.to];
  await bench.run("javac", [...flags, "-cp", path, ...files]);
}

/** Generates and compiles; gives the class path of the program. */
async function build(bench: Bench): Promise<string> {
  const jars = await fetched(bench);
  const libraries = join(jars, "lib", "*");
  const document = join(bench.package, "openapi-3.0.json");
  const own = javaFiles(SOURCES);
  const inputs = [document, POM, ...own].map((file) => readFileSync(file));
  const classes = join(
    CACHE,
    `classes-${digest((await toolchain()) ?? "", OPTIONS, PARTS, readFileSync(import.meta.filename), ...inputs)}`,
  );
  const path = [classes, libraries].join(delimiter);
  if (existsSync(classes)) return path;

  const generated = join(bench.folder, "generated");
  const made = mkdtempSync(join(CACHE, "making-"));
  await generate(bench, join(jars, "openapi-generator-cli.jar"), document, generated);
  // The generator's own classes are not ready for serialization, and use what Jackson deprecates.
  const theirs = javaFiles(join(generated, "src/main/java"));
  await javac(bench, theirs, { to: made, path: [libraries], allow: ",-serial,-deprecation" });
  await javac(bench, own, { to: made, path: [made, libraries], allow: "" });
  keep(made, classes);
  return path;
}

async function generate(bench: Bench, jar: string, from: string, to: string): Promise<void> {
  await bench.run("java", [
    ...["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-jar", jar],
    ...["generate", "--generator-name", "java", "--input-spec", from, "--output", to],
    ...["--additional-properties", OPTIONS, "--global-property", PARTS],
  ]);
}

/** Moves a folder into the cache; another run may have been faster. */
function keep(folder: string, to: string): void {
  try {
    renameSync(folder, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
    rmSync(folder, { recursive: true });
  }
}

const openapiGenerator: Tool = {
  name: "openapi-generator (java)",
  version: "7.25.0",
  known: known(HABITS),
  async compiles(bench) {
    await build(bench);
  },
  async vectors(bench) {
    const file = join(bench.package, "vectors.json");
    const path = await build(bench);
    return judge(await bench.run("java", ["-cp", path, "queues.Main", "vectors", file]), HABITS);
  },
  async story(bench) {
    const path = await build(bench);
    const { url } = await bench.emulator(CONFIG);
    await bench.run("java", ["-cp", path, "queues.Main", "story", url]);
  },
};

export const language: Language = { name: "java", toolchain, tools: [openapiGenerator] };
