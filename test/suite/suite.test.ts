// The JSON-Schema-Test-Suite (2020-12), read from the folder in ONESPEC_SHARED: for every test of a
// supported group guard = collector = what the suite expects. What is refused is listed by name.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkRefs } from "../../generator/document/resolve.ts";
import { mapSubschemas } from "../../generator/document/walk.ts";
import { build } from "../../generator/model/build.ts";
import type { Json, JsonObject, Schema } from "../../generator/model/model.ts";
import { type Compiled, compileSchemas } from "../../generator/schema/compile.ts";
import { runnable } from "../../generator/schema/run.ts";
import { refusedGroups } from "./refused.ts";

const shared = process.env["ONESPEC_SHARED"];
const folder = join(shared ?? "", "json-schema-test-suite/tests/draft2020-12");
const found = shared !== undefined && existsSync(folder);

interface Group {
  readonly description: string;
  readonly schema: Schema;
  readonly tests: readonly {
    readonly description: string;
    readonly data: Json;
    readonly valid: boolean;
  }[];
}

/** Makes references from the schema's own root references into the document. */
function rebase(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  const mapped = mapSubschemas(schema, rebase);
  const ref = mapped["$ref"];
  if (typeof ref !== "string" || !(ref === "#" || ref.startsWith("#/"))) return mapped;
  return { ...mapped, $ref: `#/components/schemas/Root${ref.slice(1)}` };
}

function compileGroup(schema: Schema): Compiled {
  const root: JsonObject = {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {},
    components: { schemas: { Root: rebase(schema) } },
  };
  const document = { path: "t.json", text: "", language: "json", version: "3.1", root } as const;
  const refs = checkRefs(document);
  const { api, diagnostics } = build(document);
  const broken = [...refs, ...diagnostics].filter(({ code }) => code !== "no-operations");
  if (broken.length > 0) return { compiled: [], diagnostics: broken };
  return compileSchemas(api.schemas);
}

/** The tests of a group that come out wrong; the code of the diagnostic that refuses it. */
function run({ description, schema, tests }: Group): readonly string[] | string {
  const { compiled, diagnostics } = compileGroup(schema);
  const refusal = diagnostics.find(({ severity }) => severity === "error");
  if (refusal !== undefined) return refusal.code;
  const { guard, collect } = runnable(compiled).get("Root")!;
  return tests
    .filter(({ data, valid }) => guard(data) !== valid || (collect(data).length === 0) !== valid)
    .map((test) => `${description} / ${test.description}: wants ${test.valid}`);
}

describe.skipIf(!found)("JSON-Schema-Test-Suite 2020-12 (needs ONESPEC_SHARED)", () => {
  const files = found ? readdirSync(folder).filter((file) => file.endsWith(".json")) : [];
  const refused = new Map<string, string>();
  let passed = 0;

  it.each(files)("%s", (file) => {
    const groups = JSON.parse(readFileSync(join(folder, file), "utf8")) as readonly Group[];
    for (const group of groups) {
      const outcome = run(group);
      if (typeof outcome === "string") refused.set(`${file}: ${group.description}`, outcome);
      else {
        expect(outcome).toEqual([]);
        passed += group.tests.length;
      }
    }
  });

  it("refuses what is listed, and nothing else", () => {
    console.log(`${passed} tests of the suite passed; ${refused.size} groups refused`);
    expect(Object.fromEntries(refused)).toEqual(refusedGroups);
  });
});
