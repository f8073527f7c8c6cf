// The JSON-Schema-Test-Suite (2020-12, and of draft 4 what OpenAPI 3.0 shares), read from the folder in
// ONESPEC_SHARED: for every test guard = collector = what the suite expects. What comes out otherwise is
// listed by name with its reason.
import { afterAll, describe, expect, it } from "vitest";
import { runnable } from "../../generator/schema/run.ts";
import { compileGroup, filesOf, found, type Group, type GroupOptions } from "./groups.ts";
import { DRAFT_4, REQUIRED } from "./exceptions.ts";

/** The tests of a group that come out wrong; the code of the diagnostic that refuses it. */
function run({ schema, tests }: Group, options: GroupOptions): readonly string[] {
  const { compiled, diagnostics } = compileGroup(schema, options);
  const refusal = diagnostics.find(({ severity }) => severity === "error");
  if (refusal !== undefined) return [`(${refusal.code})`];
  const { guard, collect } = runnable(compiled).get("Root")!;
  return tests
    .filter(({ data, valid }) => guard(data) !== valid || (collect(data).length === 0) !== valid)
    .map(({ description }) => description);
}

describe.skipIf(!found).each([
  ["draft2020-12", "3.1.0", REQUIRED],
  ["draft4", "3.0.4", DRAFT_4],
] as const)("JSON-Schema-Test-Suite %s (needs ONESPEC_SHARED)", (folder, openapi, exceptions) => {
  const seen = new Set<string>();
  let passed = 0;
  let excepted = 0;

  it.each(filesOf(folder))("%s", (file, groups) => {
    const unexpected: string[] = [];
    // This file alone says that formats are annotations; formats.test.ts holds them asserted.
    const formats = file === "format.json" ? "annotate" : "assert";
    for (const group of groups) {
      const wrong = run(group, { openapi, formats });
      const names = wrong.map((name) => `${file}: ${group.description}: ${name}`);
      unexpected.push(...names.filter((name) => !exceptions.has(name)));
      for (const name of names) seen.add(name);
      const refused = wrong[0]?.startsWith("(") === true;
      const count = refused ? group.tests.length : wrong.length;
      passed += group.tests.length - count;
      excepted += count;
    }
    expect(unexpected).toEqual([]);
  });

  it("has no exception that is not needed", () => {
    expect([...exceptions.keys()].filter((name) => !seen.has(name))).toEqual([]);
  });

  afterAll(() => console.log(`${folder}: ${passed} of ${passed + excepted} tests pass`));
});
