// Documents that are small and mean something vast: each ends in one diagnostic that says where, and what
// real documents can be stays far below.
import { expect, it } from "vitest";
import { generate } from "../../generator/index.ts";

type Schemas = Record<string, unknown>;

function documentOf(schemas: Schemas): string {
  const schema = { $ref: "#/components/schemas/S0" };
  const responses = { "200": { description: "d", content: { "application/json": { schema } } } };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Bomb", version: "1.0.0" },
    servers: [{ url: "https://bomb.example" }],
    paths: { "/x": { get: { operationId: "x", responses } } },
    components: { schemas },
  });
}

function chain(length: number, link: (ref: object) => object): string {
  const schemas: Schemas = {};
  for (let index = 0; index < length; index++)
    schemas[`S${index}`] = link({ $ref: `#/components/schemas/S${index + 1}` });
  return documentOf({ ...schemas, [`S${length}`]: { type: "string" } });
}

const nested = (levels: number): string =>
  documentOf({ S0: 0 }).replace(
    '{"S0":0}',
    `{"S0":${'{"type":"array","items":'.repeat(levels)}true${"}".repeat(levels)}}`,
  );

const aliases = [..."bcdefghijkl"].map(
  (name, index) =>
    `x-${name}: &${name} [${Array(9).fill(`*${"abcdefghijkl"[index]}`).join(", ")}]\n`,
);

const BOMBS: Readonly<Record<string, readonly [text: string, code: string]>> = {
  "aliases of aliases": [
    `openapi: 3.1.0\ninfo: { title: x, version: "1" }\nx-a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\n${aliases.join("")}paths: {}\n`,
    "bad-alias",
  ],
  "10,000 levels of JSON": [nested(10_000), "too-deep"],
  "10,000 levels of YAML": [
    `openapi: 3.1.0\npaths: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
    "too-deep",
  ],
  "100,000 references, one to the next": [chain(100_000, (ref) => ref), "too-far"],
  "10,000 objects, one in the next": [
    chain(10_000, (ref) => ({ type: "object", properties: { next: ref } })),
    "too-far",
  ],
  "a value that is held against two to the fortieth schemas": [
    chain(40, (ref) => ({ allOf: [ref, { anyOf: [ref, true] }] })),
    "too-far",
  ],
};

it.each(Object.keys(BOMBS))("%s: ends in a diagnostic", (name) => {
  const [text, code] = BOMBS[name]!;
  const { files, diagnostics } = generate({ document: { path: "bomb.yaml", text } });
  expect(files.size).toBe(0);
  expect(diagnostics.map((found) => found.code)).toEqual([code]);
  expect(diagnostics[0]!.line).toBeGreaterThan(0);
});

it("lets references be as deep as no real document has them", () => {
  const text = chain(100, (ref) => ({ type: "object", properties: { next: ref } }));
  const { diagnostics } = generate({ document: { path: "deep.json", text } });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});
