// Two ways to say the same, and changes that are told once, in words that fit them.
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../generator/model/model.ts";
import { requestBody, rootWith } from "../../diff/pairs.ts";
import { changesBetween, SILENCE, told, toldOf } from "./support.ts";

const text = { type: "string" };
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  ...more,
});

describe("no change", () => {
  const closed = { additionalProperties: false };
  const left = { unevaluatedProperties: false };
  const a = object({ a: text });
  const kinds = (...names: readonly string[]): JsonObject => ({
    oneOf: names.map(ref),
    discriminator: { propertyName: "kind", mapping: { cat: ref(names[0]!)["$ref"]! } },
  });
  const cat = object({ kind: text }, { required: ["kind"] });

  it.each<[string, JsonObject, JsonObject]>([
    ["what is left over by either keyword", { ...a, ...closed }, { ...a, ...left }],
    [
      "what is left over by all of several",
      { allOf: [a, object({ b: text })], ...left },
      object({ a: text, b: text }, closed),
    ],
    [
      "a list of values as a union",
      { ...text, enum: ["a", "b"] },
      { oneOf: [{ const: "a" }, { const: "b" }] },
    ],
    ["a bound that no listed value meets", { enum: [1, 2] }, { enum: [1, 2], maximum: 5 }],
  ])("is %s", (_name, old, next) => {
    expect(toldOf(old, next)).toEqual(SILENCE);
    expect(toldOf(next, old)).toEqual(SILENCE);
  });

  it("is a tag for a component that is called otherwise", () => {
    const components = [{ Cat: cat }, { Kitty: cat }] as const;
    expect(toldOf(kinds("Cat"), kinds("Kitty"), components)).toEqual(SILENCE);
  });

  it("is a tag that leads to a component by its bare name", () => {
    const bare = {
      ...kinds("Cat"),
      discriminator: { propertyName: "kind", mapping: { cat: "Cat" } },
    };
    expect(toldOf(kinds("Cat"), bare, [{ Cat: cat }, { Cat: cat }])).toEqual(SILENCE);
  });

  it("is none of those where the tag leads elsewhere", () => {
    const dog = object({ kind: text, d: text }, { required: ["kind"] });
    const components = [
      { Cat: cat, Dog: dog },
      { Cat: cat, Dog: dog },
    ] as const;
    expect(toldOf(kinds("Cat", "Dog"), kinds("Dog", "Cat"), components).request).toEqual([
      "minor compatible request-body-discriminator-mapping-changed",
    ]);
  });

  it("is not what a union around leaves open", () => {
    const union = { anyOf: [a, object({ b: text })] };
    expect(
      told(requestBody({ ...union, ...left }), requestBody({ ...union, ...closed })),
    ).not.toEqual([]);
  });
});

describe("one cause", () => {
  it("is told once where both directions see the same words", () => {
    const described = (description: string): JsonObject => {
      const content = { "application/json": { schema: ref("Thing") } };
      const post = { requestBody: { content }, responses: { 200: { description: "", content } } };
      const schemas = { Thing: object({ a: { ...text, description } }) };
      return rootWith({ paths: { "/things": { post } }, components: { schemas } });
    };
    expect(told(described("One."), described("Two."))).toEqual([
      "patch compatible request-property-docs-changed",
    ]);
  });

  it("is a schema that refuses everything, with a value", () => {
    const [change, ...others] = changesBetween(requestBody(true), requestBody(false));
    expect(change).toMatchObject({
      verdict: "breaking",
      message: '`type` is "nothing", and was "any".',
    });
    expect(others).toEqual([]);
  });

  it("has no witness that shows another one", () => {
    const bytes = { ...text, contentMediaType: "image/png" };
    const changes = changesBetween(requestBody({}), requestBody(bytes));
    const shown = changes.map(({ code, witness }) => [code, witness !== undefined]);
    expect(shown).toEqual([
      ["request-body-type-narrowed", true],
      ["request-body-content-media-type-added", false],
    ]);
  });
});

describe("words", () => {
  it.each<[string, JsonObject, JsonObject, string]>([
    [
      "a bound of another kind",
      { type: "number", minimum: 5 },
      { type: "number", exclusiveMinimum: 5 },
      "It has `exclusiveMinimum` 5, and had `minimum` 5.",
    ],
    [
      "a branch without a name",
      { anyOf: [text, { type: "integer" }] },
      { anyOf: [text, { type: "integer" }, object({ a: text, b: text })] },
      "A branch of `anyOf` is new: object with `a`, `b`.",
    ],
    [
      "a flag",
      object({ a: text }),
      object({ a: { ...text, readOnly: true } }),
      "It is set by the server alone now (`readOnly`).",
    ],
  ])("fit %s", (_name, old, next, message) => {
    expect(changesBetween(requestBody(old), requestBody(next))[0]!.message).toBe(message);
  });

  it("say what is lost with a property", () => {
    const [change] = changesBetween(
      requestBody(object({ a: text, b: text })),
      requestBody(object({ b: text })),
    );
    expect(change!.wire).toBe("Whether it is still read, no document says.");
  });
});
