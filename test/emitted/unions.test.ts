// Unions in every shape that a tag may part: what is emitted type-checks strictly.
import { expect, it } from "vitest";
import { createBuilder } from "../../generator/cli/build.ts";
import { own } from "../../generator/cli/assets.ts";
import { generate } from "../../generator/index.ts";

type Node = Readonly<Record<string, unknown>>;

const ref = (name: string): Node => ({ $ref: `#/components/schemas/${name}` });
const branch = (tag: unknown, more: Node = {}): Node => ({
  type: "object",
  required: ["kind"],
  properties: { kind: { const: tag }, [`of_${String(tag)}`]: { type: "integer" } },
  ...more,
});
const inherited = (tag: unknown): Node => ({
  allOf: [ref("Base"), { required: ["kind"], properties: { kind: { enum: [tag] } } }],
});

const shapes: Readonly<Record<string, Node>> = {
  Inline: { oneOf: [branch("a"), branch("b")] },
  Named: { anyOf: [ref("A"), ref("B")], discriminator: { propertyName: "kind" } },
  Inherited: { oneOf: [ref("C"), ref("D")] },
  Mixed: {
    anyOf: [ref("A"), { allOf: [ref("B")] }, inherited("c"), branch(1), branch(true), branch(null)],
  },
  Typed: {
    type: "object",
    required: ["kind"],
    properties: { kind: { enum: ["a", "b"] } },
    oneOf: [ref("A"), ref("B")],
  },
  Narrowed: { allOf: [ref("A")], oneOf: [ref("A"), ref("B")] },
  Twice: { oneOf: [ref("A"), ref("B")], anyOf: [ref("A"), ref("C")] },
  Nested: {
    type: "object",
    properties: { list: { type: "array", items: { oneOf: [ref("C"), branch("d")] } } },
  },
  Default: { oneOf: [branch("a", { required: [] }), branch("b")] },
};

it("type-checks, and has a switch for each", async () => {
  const schemas = {
    Base: { type: "object", properties: { kind: { type: "string" }, name: { type: "string" } } },
    A: branch("a"),
    B: branch("b"),
    C: inherited("c"),
    D: inherited("d"),
    ...shapes,
  };
  const text = JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Unions", version: "1.0.0" },
    servers: [{ url: "https://unions.example" }],
    paths: {
      "/x": { get: { operationId: "x.get", responses: { "204": { description: "None." } } } },
    },
    components: { schemas },
  });
  const { files, diagnostics } = generate({ document: { path: "unions.json", text } });
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  const built = await createBuilder("/unions", own().root)(files);
  expect(built.problems).toEqual([]);
  const validators = files.get("src/validators.ts")!;
  expect(validators).not.toContain("union(");
  for (const name of Object.keys(shapes)) {
    const guard = validators
      .slice(validators.indexOf(`export function is${name}(`))
      .split("\n}\n")[0];
    expect(guard, name).toContain("switch (");
  }
});
