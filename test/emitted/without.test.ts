// A package without the parts that were left out: it compiles, works, and promises nothing that it has not.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PARTS } from "../../generator/parts.ts";
import { emitted, type Loaded } from "./package-support.ts";

const document = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: "https://pets.example" }]
paths:
  /pets/{id}:
    get:
      operationId: pets.get
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200":
          description: A pet.
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string } } }
`;

let bare: Loaded;
beforeAll(async () => {
  bare = await emitted(document, {}, { without: PARTS });
});
afterAll(() => bare?.remove());

describe("a package without fixtures and schemas", () => {
  it("has neither them nor what is made of them", () => {
    const gone = ["fixtures", "mock", "msw", "schemas"].map((name) => `src/${name}.ts`);
    for (const path of [...gone, "vectors.json", "vectors.schema.json"])
      expect(bare.files.has(path)).toBe(false);
    const { exports, files, peerDependencies } = JSON.parse(bare.files.get("package.json")!);
    expect(Object.keys(exports)).toEqual([
      ...[".", "./operations", "./errors", "./validators"],
      ...["./openapi.yaml", "./openapi-3.0.json", "./package.json"],
    ]);
    expect(files).not.toContain("vectors.json");
    expect(peerDependencies).toBeUndefined();
    expect(bare.files.get("README.md")).not.toMatch(/fixtures|mock|msw|vectors|schemas/i);
  });

  it("calls and validates", async () => {
    const { createClient } = await bare.load("client");
    const { isPet } = await bare.load("validators");
    const fetch = async (): Promise<Response> => Response.json({ name: "Kit" });
    expect(await createClient({ fetch }).pets.get("1")).toEqual({ name: "Kit" });
    expect([isPet({ name: "Kit" }), isPet({})]).toEqual([true, false]);
  });
});
