import { expect, it } from "vitest";
import type { NamedSchema, Schema } from "../../../generator/model/model.ts";
import { checkSchemas } from "../../../generator/schema/check.ts";

const named = (name: string, schema: Schema): NamedSchema => ({
  name,
  schema,
  examples: [],
  role: "component",
  docs: { summary: "", description: "", deprecated: false },
  at: `/components/schemas/${name}`,
});
const codes = (...schemas: readonly NamedSchema[]): readonly unknown[] =>
  checkSchemas(schemas).map(({ code, severity, at }) => [code, severity, at]);
const at = "/components/schemas/A";

it.each([
  [{ type: "strng" }, ["unknown-value", "error", `${at}/type`]],
  [{ type: [] }, ["wrong-type", "error", `${at}/type`]],
  [{ minimum: "1" }, ["wrong-type", "error", `${at}/minimum`]],
  [{ minLength: -1 }, ["wrong-type", "error", `${at}/minLength`]],
  [{ pattern: "(" }, ["bad-pattern", "error", `${at}/pattern`]],
  [{ properties: { a: 5 } }, ["wrong-type", "error", `${at}/properties/a`]],
  [{ requird: ["a"] }, ["misspelt-keyword", "error", `${at}/requird`]],
  [{ additionalItems: false }, ["unsupported-keyword", "error", `${at}/additionalItems`]],
  [{ colour: 1 }, ["unknown-keyword", "warning", `${at}/colour`]],
  [{ format: 5 }, ["wrong-type", "error", `${at}/format`]],
  [{ format: "colour" }, ["format-not-asserted", "warning", `${at}/format`]],
  [
    { discriminator: { propertyName: "k" } },
    ["loose-discriminator", "warning", `${at}/discriminator`],
  ],
  [{ cosnt: 1 }, ["misspelt-keyword", "error", `${at}/cosnt`]],
  // What says nothing of validity loses nothing of it.
  [{ discrimnator: {} }, ["unknown-keyword", "warning", `${at}/discrimnator`]],
  [
    { discriminator: { propertyName: "k", maping: {} } },
    ["misspelt-field", "error", `${at}/discriminator/maping`],
  ],
  [{ discriminator: "k" }, ["slip", "warning", `${at}/discriminator`]],
] as const)("%j is reported", (schema, wanted) => {
  expect(codes(named("A", schema as unknown as Schema))).toEqual([wanted]);
});

it("tells a format that is not asserted once, and what may be meant", () => {
  const schema = { properties: { a: { format: "datetime" }, b: { format: "datetime" } } };
  expect(checkSchemas([named("A", schema)]).map(({ help }) => help)).toEqual([
    "Did you mean `date-time`?",
  ]);
});

it.each([
  ["discrimnator", "Did you mean `discriminator`? Start"],
  ["exapmle", "Did you mean `example`? Start"],
  ["colour", "Start its name with `x-`"],
])("tells what may be meant by %s", (name, help) => {
  const [found] = checkSchemas([named("A", { [name]: {} })]);
  expect(found!.help.slice(0, help.length)).toBe(help);
});

it("says nothing about a discriminator that selects, nor about formats that are known", () => {
  const branch = (name: string): NamedSchema =>
    named(name, {
      type: "object",
      required: ["k"],
      properties: { k: { enum: [name] }, n: { format: "int64" }, p: { format: "password" } },
    });
  const oneOf = ["B", "C"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  expect(
    codes(named("A", { oneOf, discriminator: { propertyName: "k" } }), branch("B"), branch("C")),
  ).toEqual([]);
});

it("warns of a mapping that a branch contradicts, and of none that it does not", () => {
  const branch = (name: string, tag: string): NamedSchema =>
    named(name, { type: "object", required: ["k"], properties: { k: { const: tag } } });
  const anyOf = ["B", "C"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const mapping = { b: "B", "c/d": "#/components/schemas/C" };
  const union = named("A", { anyOf, discriminator: { propertyName: "k", mapping } });
  expect(codes(union, branch("B", "b"), branch("C", "c"))).toEqual([
    ["wrong-mapping", "warning", `${at}/discriminator/mapping/c~1d`],
  ]);
  expect(codes(union, branch("B", "b"), branch("C", "c/d"))).toEqual([]);
});
