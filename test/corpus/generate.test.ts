// Real documents: each is generated and clean under `tsc --strict`, by TypeScript 5.9 and 7, or refused with
// located diagnostics. Those in ONESPEC_SHARED are known by name; of another folder, ONESPEC_CORPUS, it is
// asked that nothing crashes, that what is generated compiles, and that what is refused says where.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compilerOptions, jsonFile } from "../../generator/emit/package.ts";
import { generate, type GenerateOutput } from "../../generator/index.ts";
import { documents, found } from "./documents.ts";
import { createPackages, type Packages, problems, write } from "./packages.ts";
import { refused } from "./refused.ts";

const shared = join(process.env["ONESPEC_SHARED"] ?? "", "corpus");
const other = process.env["ONESPEC_CORPUS"];
const only = process.env["ONESPEC_ONLY"];
const chosen = documents.filter((name) => only === undefined || name.includes(only));

let packages: Packages;
beforeAll(() => void (packages = createPackages()));
afterAll(() => packages.remove());

/** All packages of a corpus, by two compilers. */
const COMPILING_MS = 1_500_000;

/** What all packages are compiled with. */
const options = jsonFile("tsconfig.json", compilerOptions).text;

interface Outcome {
  readonly generated: boolean;
  /** Codes of errors, or of warnings where there is none. */
  readonly codes: readonly string[];
}

function take(folder: string, name: string): Outcome {
  const text = readFileSync(join(folder, name), "utf8");
  const made = generate({ document: { path: name, text } });
  expect(made.diagnostics.filter((one) => !isLocated(one))).toEqual([]);
  const errors = made.diagnostics.filter(({ severity }) => severity === "error");
  expect(made.files.size === 0).toBe(errors.length > 0);
  if (errors.length > 0) return { generated: false, codes: codesOf(errors) };
  expect(made.files.get("tsconfig.json")).toBe(options);
  write(packages, name, made.files);
  return { generated: true, codes: codesOf(made.diagnostics) };
}

function isLocated({ file, line, column, frame }: GenerateOutput["diagnostics"][number]): boolean {
  return file !== "" && line >= 1 && column >= 1 && frame !== "";
}

function codesOf(found: GenerateOutput["diagnostics"]): readonly string[] {
  return [...new Set(found.map(({ code }) => code))].sort();
}

function print(what: string, outcomes: ReadonlyMap<string, Outcome>): void {
  const all = [...outcomes.values()];
  const generated = all.filter((one) => one.generated);
  const quiet = generated.filter(({ codes }) => codes.length === 0);
  const counts = new Map<string, number>();
  for (const code of all.flatMap(({ codes }) => codes))
    counts.set(code, (counts.get(code) ?? 0) + 1);
  const codes = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${count} ${code}`);
  console.log(
    `${what}: ${all.length} documents, ${generated.length} generated and clean (${quiet.length} without a warning), ${all.length - generated.length} refused\n${codes.join(", ")}`,
  );
}

describe.skipIf(!found)("documents of the corpus (needs ONESPEC_SHARED)", () => {
  const outcomes = new Map<string, Outcome>();

  it.each(chosen)("%s", (name) => {
    const outcome = take(shared, name);
    outcomes.set(name, outcome);
    expect(outcome.generated ? undefined : outcome.codes.join(" ")).toBe(refused[name]?.codes);
  });

  it("is clean by TypeScript 7 and 5.9", { timeout: COMPILING_MS }, async () => {
    expect(await problems(packages)).toEqual([]);
    print("corpus", outcomes);
  });

  it.skipIf(only !== undefined)("says something of every document that is not valid", () => {
    const invalid = readFileSync(join(shared, "INDEX.tsv"), "utf8")
      .split("\n")
      .filter((line) => line.endsWith("\tinvalid"))
      .map((line) => `docs/${line.split("\t")[0]}`);
    expect(invalid.length).toBeGreaterThan(0);
    expect(invalid.filter((name) => outcomes.get(name)?.codes.length === 0)).toEqual([]);
    const known = Object.keys(refused).filter((name) => !documents.includes(name));
    expect(known).toEqual([]);
  });
});

const others =
  other !== undefined && existsSync(other)
    ? readdirSync(other, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(?:json|ya?ml)$/i.test(file))
        .sort()
    : [];

describe.skipIf(others.length === 0)("documents of another folder (ONESPEC_CORPUS)", () => {
  const outcomes = new Map<string, Outcome>();

  it.each(others)("%s", (name) => {
    outcomes.set(name, take(other!, name));
  });

  it("are clean by TypeScript 7 and 5.9", { timeout: COMPILING_MS }, async () => {
    expect(await problems(packages)).toEqual([]);
    print("other folder", outcomes);
    for (const [name, { generated, codes }] of outcomes)
      if (!generated) console.log(`refused ${name}: ${codes.join(" ")}`);
  });
});
