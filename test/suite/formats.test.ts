// The suite's optional/format files, read from the folder in ONESPEC_SHARED: for every test of a
// format guard = collector = what the suite expects. What is not asserted is listed by name.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject, NamedSchema } from "../../generator/model/model.ts";
import { compileSchemas } from "../../generator/schema/compile.ts";
import { runnable, type Runnable } from "../../generator/schema/run.ts";

const tests = join(process.env["ONESPEC_SHARED"] ?? "", "json-schema-test-suite/tests");
const found = process.env["ONESPEC_SHARED"] !== undefined && existsSync(tests);

/** Draft 4 is what OpenAPI 3.0 is made of. */
const FILES = ["draft2020-12/optional/format-assertion.json", "draft2020-12", "draft4"].flatMap(
  (path) => {
    if (!found || path.endsWith(".json")) return found ? [path] : [];
    const folder = `${path}/optional/format`;
    return readdirSync(join(tests, folder)).map((name) => `${folder}/${name}`);
  },
);

/** Tests that come out otherwise, by file and description, and why. An entry that is not needed fails. */
const OTHERWISE: Readonly<Record<string, string>> = {};

/** Formats that are not asserted, and why. */
const NOT_ASSERTED: Readonly<Record<string, string>> = {
  unknown: "made up by the suite, which wants it to be accepted",
};

interface Group {
  readonly description: string;
  readonly schema: JsonObject;
  readonly tests: readonly {
    readonly description: string;
    readonly data: Json;
    readonly valid: boolean;
  }[];
}

function compile({ format }: JsonObject): Runnable {
  const docs = { summary: "", description: "", deprecated: false };
  const schema = { format: format! };
  const named: NamedSchema = { name: "T", schema, examples: [], role: "component", docs, at: "" };
  const { compiled, diagnostics } = compileSchemas([named]);
  const wanted = String(format) in NOT_ASSERTED ? ["format-not-asserted"] : [];
  expect(diagnostics.map(({ code }) => code)).toEqual(wanted);
  return runnable(compiled).get("T")!;
}

describe.skipIf(!found)("formats of the JSON-Schema-Test-Suite (needs ONESPEC_SHARED)", () => {
  const otherwise = new Set<string>();
  const table: string[] = [];

  it.each(FILES)("%s", (path) => {
    const groups = JSON.parse(readFileSync(join(tests, path), "utf8")) as readonly Group[];
    let [passed, all] = [0, 0];
    for (const { description, schema, tests } of groups) {
      const { guard, collect } = compile(schema);
      for (const test of tests) {
        const name = `${path}: ${description} / ${test.description}`;
        const verdicts = [guard(test.data), collect(test.data).length === 0];
        all++;
        if (verdicts.every((verdict) => verdict === test.valid)) passed++;
        else otherwise.add(name);
        if (!(name in OTHERWISE)) expect(verdicts, name).toEqual([test.valid, test.valid]);
      }
    }
    table.push(
      `${basename(path, ".json").padEnd(24)} ${path.split("/")[0]!.padEnd(14)} ${passed} of ${all}`,
    );
  });

  it("comes out otherwise where that is listed, and nowhere else", () => {
    console.log(table.join("\n"));
    expect([...otherwise]).toEqual(Object.keys(OTHERWISE));
  });
});
