// A document in several files, through the command as people run it: its types, validators and copy say
// the same as one file would, and faults are shown in the file that has them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Files, folderOf, put } from "./folders.ts";
import { onespec } from "./spawn.ts";

const FILES: Files = {
  "spec/api.yaml": `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths:
  /pets: { $ref: ./paths/pets.yaml }
components:
  schemas:
    Pet: { $ref: ../shared/pet.yaml }
`,
  "spec/paths/pets.yaml": `post:
  operationId: create
  requestBody:
    required: true
    content: { application/json: { schema: { $ref: ../../shared/pet.yaml } } }
  responses:
    "200":
      description: The pet.
      content: { application/json: { schema: { $ref: "../api.yaml#/components/schemas/Pet" } } }
`,
  "shared/pet.yaml": `type: object
required: [id, name]
properties:
  id: { type: integer, readOnly: true }
  name: { $ref: "common.json#/Name" }
  friends: { type: array, items: { $ref: "#" } }
`,
  "shared/common.json": '{\n  "Name": { "type": "string", "minLength": 1 }\n}\n',
};
const GENERATE = ["generate", "spec/api.yaml", "--out", "out"];

test("is generated as one, and checked with all of its files", async () => {
  const folder = folderOf(FILES);
  expect(await onespec(folder, GENERATE)).toMatchObject({ exitCode: 0, stderr: "" });
  const types = readFileSync(join(folder, "out/src/types.ts"), "utf8");
  expect([...types.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => name)).toEqual(
    ["Pet", "PetInput", "Name"],
  );
  const copy = parse(readFileSync(join(folder, "out/openapi.yaml"), "utf8")) as object;
  expect(copy).toHaveProperty(["x-onespec-files", "../shared/common.json", "Name", "minLength"], 1);
  expect(await onespec(folder, [...GENERATE, "--check"])).toMatchObject({ exitCode: 0 });

  put(folder, "shared/common.json", FILES["shared/common.json"]!.replace("1", "2"));
  expect(await onespec(folder, [...GENERATE, "--check"])).toMatchObject({ exitCode: 1 });
});

test("shows a fault in the file that has it, and writes nothing", async () => {
  const folder = folderOf(FILES);
  put(folder, "shared/common.json", '{\n  "Name": { "type": "string", "minLength": "1" }\n}\n');
  const { exitCode, stderr } = await onespec(folder, GENERATE);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("shared/common.json:2:44 error[wrong-type]");
  expect(stderr).toContain('> 2 |   "Name"');
});

test("names a file that is not there, where it is referred to", async () => {
  const { "shared/common.json": _gone, ...rest } = FILES;
  const { exitCode, stderr } = await onespec(folderOf(rest), GENERATE);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("shared/pet.yaml:5:17 error[external-ref] `common.json#/Name`");
});

test("is bundled into one document that says the same", async () => {
  const folder = folderOf(FILES);
  const bundled = await onespec(folder, ["bundle", "spec/api.yaml", "--out", "one.yaml"]);
  expect(bundled).toMatchObject({ exitCode: 0 });
  await onespec(folder, [...GENERATE, "--no-build"]);
  const again = await onespec(folder, ["generate", "one.yaml", "--out", "again", "--no-build"]);
  expect(again).toMatchObject({ exitCode: 0, stderr: "" });
  const validators = (out: string): string =>
    readFileSync(join(folder, out, "src/validators.ts"), "utf8").replace(/ \*.*|^\/\/.*/gm, "");
  expect(validators("again")).toBe(validators("out"));
});
