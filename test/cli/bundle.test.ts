// `onespec bundle` as people run it: other versions, other languages, what is lost, what is wrong.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { folderOf } from "./folders.ts";
import { onespec } from "./spawn.ts";

const root = resolve(import.meta.dirname, "../..");
const run = (args: readonly string[]): ReturnType<typeof onespec> => onespec(root, args);

const NEWER = `openapi: 3.1.0
# A comment.
info: { title: Pets, version: 1.0.0, summary: Small animals. }
paths:
  /pets:
    get:
      operationId: list
      responses: { "200": { description: All., content: { application/json: { schema: { type: [string, "null"] } } } } }
`;

function written(name: string, text: string): string {
  const path = join(folderOf(), name);
  writeFileSync(path, text);
  return path;
}

test("gives an older version, and says at which line something is lost", async () => {
  const path = written("pets.yaml", NEWER);
  const { exitCode, stdout, stderr } = await run(["bundle", path, "--openapi", "3.0"]);
  expect(exitCode).toBe(0);
  expect(parse(stdout)).toMatchObject({ openapi: "3.0.4", info: { title: "Pets" } });
  expect(stdout).toContain("nullable: true");
  expect(stderr).toContain(`${path}:3:`);
  expect(stderr).toContain("warning[lossy-downgrade]");
  expect(stderr).toContain("1 warning");
});

test("fails with --strict where something is lost, and writes nothing", async () => {
  const path = written("pets.yaml", NEWER);
  const out = join(folderOf(), "old.json");
  const { exitCode, stdout, stderr } = await run([
    ...["bundle", path, "--openapi", "3.0", "--strict", "--out", out],
  ]);
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("nothing was written");
  expect(() => readFileSync(out)).toThrow();
});

test("writes the language that the file's name asks for, and keeps a text that need not change", async () => {
  const path = written("pets.yaml", NEWER);
  const [json, yaml] = [join(folderOf(), "pets.json"), join(folderOf(), "copy.yaml")];
  expect(await run(["bundle", path, "-o", json])).toMatchObject({ exitCode: 0, stdout: "" });
  expect(JSON.parse(readFileSync(json, "utf8"))).toEqual(parse(NEWER));
  expect(await run(["bundle", path, "-o", yaml])).toMatchObject({ exitCode: 0 });
  expect(readFileSync(yaml, "utf8")).toBe(NEWER);
});

test("gives the package's own copy of our document", async () => {
  const { exitCode, stdout } = await run([
    ...["bundle", "spec/cloudflare-queues.yaml", "--openapi", "3.0", "--json"],
  ]);
  const { ok, text } = JSON.parse(stdout) as { readonly ok: boolean; readonly text: string };
  expect([exitCode, ok]).toEqual([0, true]);
  expect(parse(text)).toEqual(
    JSON.parse(readFileSync(join(root, "generated/openapi-3.0.json"), "utf8")),
  );
});

test.each([
  ["a broken reference", NEWER.replace("{ type: [string", '{ $ref: "#/nowhere", type: [string'), 1],
  ["no document", "pets: 1\n", 1],
])("refuses %s, with its place", async (_name, text, wanted) => {
  const path = written("pets.yaml", text);
  const { exitCode, stdout, stderr } = await run(["bundle", path]);
  expect([exitCode, stdout]).toEqual([wanted, ""]);
  expect(stderr).toMatch(/pets\.yaml:\d+:\d+ error/);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test("takes no version but those that it can give", async () => {
  const { exitCode, stderr } = await run([
    "bundle",
    written("pets.yaml", NEWER),
    "--openapi",
    "2.0",
  ]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("Allowed choices are 3.0");
});
