// Schemas: what says the same in other words, what differs, and in which direction.
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../generator/model/model.ts";
import { authored, requestBody, responseBody, type Schema } from "../../diff/pairs.ts";
import { diff } from "../../../generator/diff/diff.ts";
import { changesBetween, SILENCE, told, toldOf } from "./support.ts";

const text = { type: "string" };
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => {
  return { type: "object", properties, ...more };
};
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

describe("the same in other words", () => {
  it.each<readonly [string, Schema, Schema]>([
    ["a part in an `allOf`", object({ a: text }), { allOf: [object({ a: text })] }],
    [
      "a part moved out of an `allOf`",
      { allOf: [object({ a: text }), { required: ["a"] }] },
      object({ a: text }, { required: ["a"] }),
    ],
    ["a list of one type", text, { type: ["string"] }],
    [
      "null by type and by `anyOf`",
      { type: ["string", "null"] },
      { anyOf: [text, { type: "null" }] },
    ],
    [
      "null by type and by `oneOf`",
      { type: ["string", "null"] },
      { oneOf: [text, { type: "null" }] },
    ],
    ["`const` and `enum` of one", { const: "a" }, { enum: ["a"] }],
    ["`enum` with and without its type", { enum: ["a"] }, { type: "string", enum: ["a"] }],
    ["`enum` in another order", { enum: ["a", "b"] }, { enum: ["b", "a"] }],
    [
      "bounds of whole numbers",
      { type: "integer", minimum: 1 },
      { type: "integer", exclusiveMinimum: 0 },
    ],
    ["a bound that says nothing", text, { type: "string", minLength: 0 }],
    ["a pattern that everything matches", text, { type: "string", pattern: ".*" }],
    ["a bound of another type", text, { type: "string", minimum: 3 }],
    ["branches in another order", { anyOf: [text, object({})] }, { anyOf: [object({}), text] }],
    [
      "`anyOf` and `oneOf` of branches that never meet",
      { anyOf: [text, object({})] },
      { oneOf: [text, object({})] },
    ],
    ["a union of one", text, { oneOf: [text] }],
    [
      "`additionalProperties: true`",
      object({ a: text }),
      object({ a: text }, { additionalProperties: true }),
    ],
    [
      "required names in another order",
      object({}, { required: ["a", "b"] }),
      object({}, { required: ["b", "a"] }),
    ],
    ["twice the same", { multipleOf: 4 }, { allOf: [{ multipleOf: 4 }, { multipleOf: 2 }] }],
    ["a condition that follows nothing", text, { type: "string", if: { minLength: 3 } }],
    ["an extension of others", text, { type: "string", "x-order": 1 }],
  ])("%s", (_name, old, next) => {
    const silent = (lines: readonly string[]) => lines.filter((line) => !line.startsWith("patch"));
    const { request, response } = toldOf(old, next);
    expect([silent(request), silent(response)]).toEqual([[], []]);
    const back = toldOf(next, old);
    expect([silent(back.request), silent(back.response)]).toEqual([[], []]);
  });

  it("a component under another name", () => {
    const pet = object({ name: text, friend: text });
    expect(toldOf(ref("Pet"), ref("Animal"), [{ Pet: pet }, { Animal: pet }])).toEqual(SILENCE);
  });

  it("components under other names that refer to each other", () => {
    const old = {
      Node: object({ next: ref("Node"), list: ref("List") }),
      List: { type: "array", items: ref("Node") },
    };
    const next = {
      Knot: object({ next: ref("Knot"), list: ref("Knots") }),
      Knots: { type: "array", items: ref("Knot") },
    };
    expect(toldOf(ref("Node"), ref("Knot"), [old, next])).toEqual(SILENCE);
  });

  it("a component in the place of what it says", () => {
    const pet = object({ name: text });
    expect(toldOf(object({ pet }), object({ pet: ref("Pet") }), [{}, { Pet: pet }])).toEqual(
      SILENCE,
    );
  });

  it("branches of a union under other names", () => {
    const [cat, dog] = [object({ kind: { const: "cat" } }), object({ kind: { const: "dog" } })];
    const old = { oneOf: [ref("Cat"), ref("Dog")] };
    const next = { oneOf: [ref("Hound"), ref("Tom")] };
    expect(
      toldOf(old, next, [
        { Cat: cat, Dog: dog },
        { Tom: cat, Hound: dog },
      ]),
    ).toEqual(SILENCE);
  });

  it("a contract in OpenAPI 3.0 and in 3.1", () => {
    const older = object({
      name: { type: "string", nullable: true },
      size: { type: "integer", minimum: 0, exclusiveMinimum: true, example: 3 },
      data: { type: "string", format: "byte" },
      file: { type: "string", format: "binary" },
    });
    const newer = object({
      name: { type: ["string", "null"] },
      size: { type: "integer", exclusiveMinimum: 0, examples: [3] },
      data: { type: "string", contentEncoding: "base64" },
      file: { type: "string", contentMediaType: "application/octet-stream" },
    });
    for (const make of [requestBody, responseBody]) {
      const [old, next] = [{ ...make(older), openapi: "3.0.3" }, make(newer)];
      expect(told(old, next)).toEqual([]);
      expect(told(next, old)).toEqual([]);
    }
  });
});

describe("recursion", () => {
  const tree = (leaf: JsonObject): JsonObject => ({
    Tree: object({
      value: leaf,
      left: ref("Tree"),
      right: { anyOf: [ref("Tree"), { type: "null" }] },
    }),
  });

  it("ends, and tells a change once", () => {
    const components = [tree(text), tree({ type: "integer" })] as const;
    const { request, response } = toldOf(ref("Tree"), ref("Tree"), components);
    expect(request).toEqual(["major breaking request-property-type-changed"]);
    expect(response).toEqual(["major breaking response-property-type-changed"]);
  });

  it("ends where what recurs has no name", () => {
    const inside = (leaf: JsonObject): JsonObject => ({
      Tree: object({ value: leaf, next: { allOf: [ref("Tree"), { description: "On." }] } }),
    });
    const [old, next] = [inside(text), inside({ type: "string", minLength: 1 })];
    expect(toldOf(ref("Tree"), ref("Tree"), [old, next]).request).toContain(
      "major breaking request-property-min-length-added",
    );
  });

  it("ends where one side recurs through more names than the other", () => {
    const one = { A: object({ next: ref("A"), v: text }) };
    const two = { A: object({ next: ref("B"), v: text }), B: object({ next: ref("A"), v: text }) };
    expect(toldOf(ref("A"), ref("A"), [one, two])).toEqual(SILENCE);
  });
});

describe("direction", () => {
  it("says of a union that overlaps that both may happen, and lets values decide", () => {
    const union = (least: number): Schema => ({
      oneOf: [object({ a: text }), object({ b: { type: "string", minLength: least } })],
    });
    expect(toldOf(union(1), union(3)).request[0]).toMatch(/^major .*-min-length-raised$/);
  });

  it("turns round under `not`", () => {
    const refused = (least: number): Schema => ({ type: "string", not: { minLength: least } });
    expect(toldOf(refused(5), refused(3))).toEqual({
      request: ["major breaking request-body-min-length-lowered"],
      response: ["minor compatible response-body-min-length-lowered"],
    });
  });

  it("knows a property that is read only on both sides: a request does not carry it", () => {
    const [old, next] = [text, { type: "integer" }].map((schema) =>
      object({ it: { ...schema, readOnly: true } }),
    );
    expect(toldOf(old!, next!)).toEqual({
      request: ["patch compatible request-property-type-changed"],
      response: ["major breaking response-property-type-changed"],
    });
  });

  it("knows what is inside of such a property as well", () => {
    const pair = [text, { type: "integer" }].map((schema) => ({ Inner: object({ it: schema }) }));
    const whole = object({ inner: { allOf: [ref("Inner")], readOnly: true } });
    expect(toldOf(whole, whole, [pair[0]!, pair[1]!]).request).toEqual([
      "patch compatible request-property-type-changed",
    ]);
  });

  it("asks each listed value where one side lists them", () => {
    const [listed, bounded] = [{ enum: ["a", "bb"] }, { type: "string", maxLength: 2 }];
    expect(toldOf(listed, bounded).request).not.toContainEqual(expect.stringMatching(/^major/));
    expect(toldOf(listed, bounded).response).toContainEqual(
      expect.stringMatching(/^major breaking/),
    );
  });
});

describe("properties", () => {
  const open = object({ a: text });
  const closed = object({ a: text }, { additionalProperties: false });
  const more = { a: text, b: text };

  it.each<readonly [string, Schema, Schema, string, string]>([
    [
      "a new one",
      open,
      object(more),
      "minor compatible request-property-added",
      "minor compatible response-property-added",
    ],
    [
      "a new one in a closed object",
      closed,
      object(more, { additionalProperties: false }),
      "minor compatible request-property-added",
      "major breaking response-property-added",
    ],
    [
      "a new one that a schema for others held",
      object({ a: text }, { additionalProperties: { type: "integer" } }),
      object(more, { additionalProperties: { type: "integer" } }),
      "major breaking request-property-type-changed",
      "major breaking response-property-type-changed",
    ],
    [
      "one that is gone",
      object(more),
      open,
      "major undecided request-property-removed",
      "major undecided response-property-removed",
    ],
    [
      "one that is gone from a closed object",
      object(more, { additionalProperties: false }),
      closed,
      "major breaking request-property-removed",
      "major undecided response-property-removed",
    ],
    [
      "closing",
      open,
      closed,
      "major breaking request-property-additional-properties-refused",
      "minor compatible response-property-additional-properties-refused",
    ],
    [
      "one refused by `false`",
      open,
      object({ a: false }),
      "major breaking request-property-removed",
      "major undecided response-property-removed",
    ],
    [
      "the first of an object that took any",
      { type: "object" },
      object({ a: text }),
      "major breaking request-property-type-narrowed",
      "minor compatible response-property-type-narrowed",
    ],
  ])("%s", (_name, old, next, request, response) => {
    expect(toldOf(old, next)).toEqual({ request: [request], response: [response] });
  });

  it("with names that every object inherits", () => {
    const named = (name: string, schema: JsonObject): Schema => ({
      type: "object",
      properties: JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(schema)}}`) as JsonObject,
    });
    for (const name of ["__proto__", "constructor", "toString", "*", "{}", "0", "a/b~c"]) {
      const { request } = toldOf(named(name, text), named(name, { type: "string", minLength: 2 }));
      expect(request, name).toEqual(["major breaking request-property-min-length-added"]);
    }
  });
});

describe("places", () => {
  it("are those of the keyword, on both sides", () => {
    const [change] = changesBetween(
      requestBody(object({ "a/b": { type: "string", maxLength: 5 } })),
      requestBody(object({ "a/b": { type: "string", maxLength: 3 } })),
    );
    const at = "/paths/~1things/post/requestBody/content/application~1json/schema/properties/a~1b";
    expect(change).toMatchObject({
      old: `${at}/maxLength`,
      new: `${at}/maxLength`,
      subject: "POST /things: request body (application/json) /a~1b",
    });
  });

  it("lie in the component, and the subject says how many operations it concerns", () => {
    const using = (leaf: JsonObject): JsonObject => {
      const response = {
        description: "…",
        content: { "application/json": { schema: ref("Leaf") } },
      };
      const own = { responses: { 200: response } };
      const paths = { "/a": { get: own }, "/b": { get: own }, "/c": { get: own } };
      const root = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths };
      return { ...root, components: { schemas: { Leaf: object({ it: leaf }) } } };
    };
    const changes = diff(authored(using(text)), authored(using({ type: "integer" }))).changes;
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      subject: "GET /a: response 200 (application/json) /it (and 2 more operations)",
      new: "/components/schemas/Leaf/properties/it/type",
    });
  });
});
