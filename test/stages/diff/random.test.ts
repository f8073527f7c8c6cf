// Random schemas, one of them changed at a random place: no value that a side sends is refused by the
// other one unseen, and every witness is one; the same in other words is no change. The seeds are fixed:
// what runs is the same every time.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accepting } from "../../../generator/diff/schemas/accepting.ts";
import type { Json, JsonObject, NamedSchema } from "../../../generator/model/model.ts";
import { requestBody, responseBody } from "../../diff/pairs.ts";
import { pairs, schema, validator, VALUES, written } from "./random.ts";
import { everywhere, in30, RESPELT, withComponents, WRAPPED } from "./respelt.ts";
import { changesBetween, told } from "./support.ts";

type Make = (schema: Json) => JsonObject;

/** With each part of a schema as a component. */
function inParts(make: typeof requestBody): Make {
  return (each) => {
    const [whole, components] = withComponents(each);
    return make(whole as JsonObject, components);
  };
}

describe.each<[string, "caller" | "server", Make]>([
  ["requests", "caller", (each) => requestBody(each as JsonObject)],
  ["responses", "server", (each) => responseBody(each as JsonObject)],
  ["requests, in parts", "caller", inParts(requestBody)],
  ["responses, in parts", "server", inParts(responseBody)],
])("schemas of %s", (_name, sender, make) => {
  it.each([11, 12])("are told with what breaks (seed %i)", (seed) => {
    const counts = { pairs: 0, broken: 0, shown: 0 };
    const property = fc.property(pairs, ([old, next]) => {
      const [was, is] = [validator(old), validator(next)];
      if (was === undefined || is === undefined) return;
      const [from, to] = sender === "caller" ? ([old, next] as const) : ([next, old] as const);
      const [sends, takes] = sender === "caller" ? [was, is] : [is, was];
      const changes = changesBetween(make(old), make(next));
      for (const { witness } of changes)
        if (witness !== undefined)
          expect([sends(witness.value), takes(witness.value)]).toEqual([true, false]);
      const lost = VALUES.map((value) => written(from, to, value)).filter(
        (value) => sends(value) && !takes(value),
      );
      if (lost.length > 0)
        expect(changes, JSON.stringify(lost[0])).toContainEqual(
          expect.objectContaining({ weight: "major" }),
        );
      counts.pairs++;
      counts.broken += lost.length > 0 ? 1 : 0;
      counts.shown += lost.length > 0 && changes.some(({ witness }) => witness) ? 1 : 0;
    });
    fc.assert(property, { seed, numRuns: 300 });
    // Enough breaks to say something, and most of it is shown by a value.
    expect(counts.broken).toBeGreaterThan(35);
    expect(counts.shown / counts.broken).toBeGreaterThan(0.9);
  });
});

describe("the same in other words is no change", () => {
  const runs = { seed: 21, numRuns: 150 };
  const valid = schema.filter((each) => validator(each) !== undefined);
  const same = (old: JsonObject, next: JsonObject): void => {
    expect([told(old, next), told(next, old)]).toEqual([[], []]);
  };

  it.each(Object.entries(RESPELT))("%s", (_name, respell) => {
    const property = fc.property(valid, (each) =>
      same(requestBody(each as JsonObject), requestBody(everywhere(each, respell) as JsonObject)),
    );
    fc.assert(property, runs);
  });

  it.each(Object.entries(WRAPPED))("%s of one", (_name, wrap) => {
    const property = fc.property(valid, (each) =>
      same(requestBody(each as JsonObject), requestBody(wrap(each) as JsonObject)),
    );
    fc.assert(property, runs);
  });

  it("components in the place of parts", () => {
    const property = fc.property(valid, (each) => {
      const [whole, components] = withComponents(each);
      same(requestBody(each as JsonObject), requestBody(whole as JsonObject, components));
    });
    fc.assert(property, runs);
  });

  it("3.0", () => {
    let count = 0;
    const property = fc.property(valid, (each) => {
      const old = in30(each);
      if (old === undefined) return;
      count++;
      same(
        { ...requestBody(old as JsonObject), openapi: "3.0.3" },
        requestBody(each as JsonObject),
      );
    });
    fc.assert(property, runs);
    expect(count).toBeGreaterThan(20);
  });
});

describe("the quick verdict", () => {
  it("follows references of its side", () => {
    const leaf = { name: "Leaf", schema: { type: "string" }, at: "" } as unknown as NamedSchema;
    const accepts = accepting(new Map([["Leaf", leaf]]));
    const whole = { items: { $ref: "#/components/schemas/Leaf" } };
    expect([accepts(whole, ["a"]), accepts(whole, [1])]).toEqual([true, false]);
  });
});
