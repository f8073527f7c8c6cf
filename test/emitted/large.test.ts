// A package of so many schemas that its collectors are made when they are first needed: it compiles, and
// says of a value what a small one says.
import { afterAll, beforeAll, expect, test } from "vitest";
import { emitted, type Loaded } from "./package-support.ts";

const SCHEMA =
  "{ type: object, required: [id], properties: { id: { type: string, format: uuid }, kind: { enum: [a, b] } } }";

function document(schemas: number): string {
  const named = Array.from({ length: schemas }, (_, index) => `    Pet${index}: ${SCHEMA}`);
  return `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: "https://pets.example" }]
paths: { /pets: { get: { operationId: get, responses: { "204": { description: Done. } } } } }
components:
  schemas:
${named.join("\n")}
`;
}

let packages: readonly Loaded[] = [];
beforeAll(async () => {
  const without = ["fixtures", "schemas"] as const;
  packages = [
    await emitted(document(2), {}, { without }),
    await emitted(document(257), {}, { without }),
  ];
}, 60_000);
afterAll(() => packages.forEach((each) => each.remove()));

test("issues are the same, and so is what compiles", async () => {
  const [small, large] = packages.map((each) => each.files.get("src/validators.ts")!);
  expect([small, large].map((text) => text!.includes("LateCollectors"))).toEqual([false, true]);
  const verdicts = await Promise.all(
    packages.map(async (each) => {
      const { validatePet1 } = await each.load("validators");
      const uuid = "123e4567-e89b-42d3-a456-426614174000";
      const values = [{ id: "no", kind: "c" }, { kind: 1 }, "text", { id: uuid, kind: "a" }];
      return values.map((value) => validatePet1(value).issues);
    }),
  );
  expect(verdicts[0]!.map((issues) => issues?.length)).toEqual([2, 2, 1, undefined]);
  expect(verdicts[1]).toEqual(verdicts[0]);
});
