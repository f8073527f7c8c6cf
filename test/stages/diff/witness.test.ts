// Witnesses: values that one side accepts and the other refuses, for what differs and nothing else.
import { describe, expect, it } from "vitest";
import type { Change } from "../../../generator/diff/change.ts";
import type { JsonObject } from "../../../generator/model/model.ts";
import { requestBody, responseBody, type Schema } from "../../diff/pairs.ts";
import { verdictsOn } from "../../diff/verdicts.ts";
import { changesBetween } from "./support.ts";

const text = { type: "string" };
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => {
  return { type: "object", properties, ...more };
};
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** The changes of a request's body; each witness was held against the validators of both packages. */
function proven(
  old: Schema,
  next: Schema,
  components: readonly [JsonObject, JsonObject] = [{}, {}],
  make: typeof requestBody = requestBody,
): readonly Change[] {
  const pair = [make(old, components[0]), make(next, components[1])] as const;
  const changes = changesBetween(...pair);
  for (const { code, witness } of changes) {
    if (witness === undefined) continue;
    const { old: was, next: is } = verdictsOn(pair, code, witness.value);
    expect([was, is]).toEqual([witness.acceptedBy === "old", witness.acceptedBy === "new"]);
  }
  return changes;
}

describe("a witness", () => {
  it("goes through names, lists, unions and other properties to where the difference is", () => {
    const components = (leaf: JsonObject): JsonObject => ({
      Root: object({ list: { type: "array", items: ref("Entry") } }, { required: ["list", "id"] }),
      Entry: { oneOf: [text, ref("Map")] },
      Map: { type: "object", additionalProperties: ref("Deep") },
      Deep: object({ more: ref("Deep"), leaf }, { required: ["leaf"] }),
    });
    const [change] = proven(ref("Root"), ref("Root"), [
      components({ type: "string", maxLength: 9 }),
      components({ type: "string", maxLength: 4 }),
    ]);
    expect(change).toMatchObject({
      verdict: "breaking",
      code: "request-property-max-length-lowered",
    });
    expect(change!.subject).toContain("/list/*/{}/leaf");
    expect(change!.witness!.issue).toContain("must have at most 4 characters");
  });

  it("is found for each of several differences, and is about that one", () => {
    const old = object({ a: text, b: { type: "integer" }, c: { enum: ["x", "y"] } });
    const next = object(
      { a: { ...text, maxLength: 2 }, b: text, c: { enum: ["x"] } },
      { required: ["a"] },
    );
    const changes = proven(old, next).filter(({ weight }) => weight === "major");
    expect(changes.map(({ code }) => code)).toEqual([
      "request-property-required",
      "request-property-max-length-added",
      "request-property-type-changed",
      "request-property-enum-value-removed",
    ]);
    const issues = changes.map(({ witness }) => witness?.issue ?? "");
    for (const [index, part] of ["/a", "/a", "/b", "/c"].entries())
      expect(issues[index]).toContain(part);
  });

  it("has no property that its sender does not know", () => {
    const old = object({ a: text });
    const next = object({ a: text, b: { type: "integer" } }, { required: ["a", "b"] });
    for (const { witness } of proven(old, next))
      if (witness !== undefined) expect(Object.keys(witness.value as object)).not.toContain("b");
  });

  it("is looked for with the values of the side that sends", () => {
    const [narrow, wide] = [
      object({ a: { type: "integer", maximum: 5 } }),
      object({ a: { type: "integer" } }),
    ];
    const [change] = proven(narrow, wide, [{}, {}], responseBody);
    expect(change!.witness).toMatchObject({ acceptedBy: "new" });
  });

  it.each<readonly [string, Schema, Schema]>([
    [
      "a text that only one pattern takes",
      { ...text, pattern: "^[a-z]{3}$" },
      { ...text, pattern: "^[a-z]{4}$" },
    ],
    ["an item that is one too many", { type: "array" }, { type: "array", maxItems: 2 }],
    ["the same item twice", { type: "array" }, { type: "array", uniqueItems: true }],
    ["a fraction", { type: "number" }, { type: "integer" }],
    ["what is no multiple", { type: "integer" }, { type: "integer", multipleOf: 7 }],
    ["a text that has no such format", text, { ...text, format: "uuid" }],
    ["a number beyond the width", { type: "integer" }, { type: "integer", format: "int32" }],
    ["what a `not` refuses", text, { ...text, not: { enum: ["a"] } }],
    [
      "what a condition asks for",
      object({ a: text, b: text }),
      object({ a: text, b: text }, { if: { required: ["a"] }, then: { required: ["b"] } }),
    ],
    [
      "another property",
      object({ a: text }),
      object({ a: text }, { propertyNames: { maxLength: 1 } }),
    ],
    ["a property beyond the bound", { type: "object" }, { type: "object", maxProperties: 1 }],
    ["null", { anyOf: [text, { type: "null" }] }, text],
    ["a branch that is gone", { anyOf: [object({ a: text }, { required: ["a"] }), text] }, text],
    ["nothing at all", true, false],
  ])("is %s", (_name, old, next) => {
    const [change] = proven(old, next);
    expect(change).toMatchObject({ verdict: "breaking" });
    expect(change!.witness).toBeDefined();
  });

  it("goes into an item of a list that may be shorter", () => {
    const pair = { type: "array", prefixItems: [text, { $ref: "#/components/schemas/Second" }] };
    const [old, next] = [text, { type: "integer" }].map((Second) => requestBody(pair, { Second }));
    const [change] = changesBetween(old!, next!);
    expect(change!.witness?.value).toEqual([expect.any(String), expect.any(String)]);
  });

  it("is missing where there is none, and the change undecided, with the keyword", () => {
    // Whatever the first branch loses, the second one takes.
    const union = (least: number): Schema => ({ anyOf: [{ ...text, minLength: least }, text] });
    const [change] = proven(union(1), union(3));
    expect(change).toMatchObject({ verdict: "undecided", weight: "major", keyword: "minLength" });
    expect(change!.witness).toBeUndefined();
  });

  it("is the same, each time it is looked for", () => {
    const pair = [object({ a: text }), object({ a: { ...text, format: "date" } })] as const;
    expect(proven(...pair)).toEqual(proven(...pair));
  });
});

describe("schemas that can't be compiled", () => {
  it("leave what leads to them undecided, and nothing else", () => {
    const broken = object({ a: { type: "nothing" }, b: text });
    const changed = object({ a: { type: "nothing" }, b: { type: "integer" } });
    const changes = changesBetween(requestBody(broken), requestBody(changed));
    expect(changes.map(({ verdict }) => verdict)).toEqual(["undecided"]);
  });
});
