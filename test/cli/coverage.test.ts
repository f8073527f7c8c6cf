// `--coverage`: what was emitted for each operation and schema, as a table and in --json.
import { expect, it } from "vitest";
import { coverageTable } from "../../generator/cli/coverage-table.ts";
import { runtimeTemplates } from "../../generator/cli/assets.ts";
import { grouped, mostUrgent } from "../../generator/cli/groups.ts";
import type { Finding } from "../../generator/cli/findings.ts";
import { generate } from "../../generator/generate.ts";
import { folderOf } from "./folders.ts";
import { onespec } from "./spawn.ts";

const DOCUMENT = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: "https://example.com" }]
paths:
  /pets:
    get:
      operationId: pets.list
      responses:
        "200":
          description: All
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
  /none:
    get:
      operationId: none
      responses:
        "200":
          description: Nothing can be it
          content: { application/json: { schema: { $ref: "#/components/schemas/None" } } }
  /{odd}:
    get:
      operationId: odd
      parameters: [{ name: odd, in: path, required: true, style: nothing, schema: { type: string } }]
      responses: {}
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string, minLength: 1, default: "" } } }
    None: { type: string, enum: [1] }
`;

function coverage(): NonNullable<ReturnType<typeof generate>["coverage"]> {
  const document = { path: "api.yaml", text: DOCUMENT };
  return generate({ document, runtime: runtimeTemplates(), options: {} }).coverage!;
}

it("says of each operation and each schema what was emitted, and why not", () => {
  const { operations, schemas } = coverage()();
  const [list, none] = operations;
  expect(list).toMatchObject({ request: "GET /pets", call: "pets.list", client: true });
  expect(list).toMatchObject({ mock: "fixture", notes: [] });
  expect(list!.vectors).toBeGreaterThan(0);
  expect(none).toMatchObject({ client: true, mock: "no body" });
  const byName = new Map(schemas.map((schema) => [schema.name, schema]));
  expect(byName.get("Pet")).toMatchObject({ validator: true, fixtures: true });
  expect(byName.get("Pet")!.notes).toEqual([expect.stringMatching(/^bad-default: /)]);
  expect(byName.get("None")).toMatchObject({ validator: true, fixtures: false, invalid: 0 });
  expect(byName.get("None")!.notes).toEqual([expect.stringMatching(/^no-fixture: /)]);
});

it("tells every finding, once in each row that it is about", () => {
  const text = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /a/{+p}:
    parameters: [{ name: p, in: path, required: true, schema: { type: string } }]
    get: { operationId: one, responses: { "200": { description: Text., content: { text/plain: {} } } } }
    put:
      operationId: two
      callbacks: { c: { "{$url}": { post: {} } } }
      responses: { "200": { description: A., content: { application/json: { schema: { $ref: "#/components/schemas/A" }, examples: { e: { $ref: "#/components/examples/E" } } } } } }
components:
  responses: { R: { description: R, links: { l: { operationId: one } } } }
  examples: { E: { value: 1 } }
  schemas: { A: { type: string, format: nobody } }
`;
  const { coverage: covered, diagnostics } = generate({
    document: { path: "api.yaml", text },
    runtime: runtimeTemplates(),
    options: {},
  });
  const { operations, schemas, notes } = covered!();
  const codes = (all: readonly string[]): readonly string[] =>
    all.map((note) => note.split(":")[0]!);
  expect(operations.map(({ call, mock, notes: own }) => [call, mock, codes(own)])).toEqual([
    ["one", "sample", ["path-expansion"]],
    ["two", "fixture", ["unsupported-feature", "path-expansion"]],
  ]);
  const a = schemas.find(({ name }) => name === "A")!;
  // The example stands among the components: it is told of the schema that it contradicts.
  expect([...codes(a.notes)].sort()).toEqual(["bad-example", "format-not-asserted"]);
  expect(codes(notes)).toEqual(["unsupported-feature"]);
  const told = new Set([...operations, ...schemas].flatMap((row) => row.notes).concat(notes));
  for (const { code, message } of diagnostics) expect(told).toContain(`${code}: ${message}`);
  expect(coverageTable(covered!())).toMatch(/\n\n {2}elsewhere\n {6}unsupported-feature: `links`/);
});

it("is a table for people", () => {
  const lines = coverageTable(coverage()()).split("\n");
  expect(lines[0]).toMatch(/^coverage \d of 3 operations, fixtures of \d+ of \d+ schemas$/);
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}GET \/pets +yes +fixture +\d+$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}None +yes +- +-$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {6}no-fixture: No value could be made/));
});

it("is printed where it is asked for, and is part of --json", async () => {
  const folder = folderOf({ "api.yaml": DOCUMENT });
  const args = ["generate", "api.yaml", "--out", "out", "--no-build"];
  const [text, json] = [
    await onespec(folder, [...args, "--coverage"]),
    await onespec(folder, [...args, "--coverage", "--json"]),
  ];
  expect(text.stdout).toMatch(/\n\ncoverage \d of 3 operations/);
  expect(JSON.parse(json.stdout).coverage.operations).toHaveLength(3);
  const without = await onespec(folder, [...args, "--json"]);
  expect(JSON.parse(without.stdout)).not.toHaveProperty("coverage");
}, 120_000);

it("groups findings that say the same, and shows errors before warnings", () => {
  const at = { file: "a", line: 1, column: 1, endLine: 1, endColumn: 2, help: "" };
  const finding = (message: string, severity: Finding["severity"]): Finding => ({
    ...at,
    code: "slip",
    severity,
    message,
  });
  const groups = grouped([
    finding("a", "warning"),
    finding("b", "warning"),
    finding("a", "warning"),
    finding("c", "error"),
  ]);
  expect(groups.map(({ finding: { message }, more }) => [message, more.length])).toEqual([
    ["a", 1],
    ["b", 0],
    ["c", 0],
  ]);
  const shown = (all: typeof groups, most: number): readonly string[] =>
    mostUrgent(all, most).map(({ finding: { message } }) => message);
  expect(shown(groups, 2)).toEqual(["a", "c"]);
  // What is said a hundred times in other words leaves room for what is said once.
  const many = ["d", "e", "f"].map((message) => finding(message, "warning"));
  const rare = { ...finding("g", "warning"), code: "rare" };
  expect(shown(grouped([...many, rare, finding("h", "error")]), 3)).toEqual(["d", "g", "h"]);
});
