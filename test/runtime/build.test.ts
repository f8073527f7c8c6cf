// Deep overrides: what is merged, what is replaced, and that fixtures stay as they are.
import { expect, it } from "vitest";
import { type DeepPartial, merge } from "../../templates/runtime/build.ts";

interface Message {
  readonly id: string;
  readonly tags: readonly string[];
  readonly meta?: { readonly a: number; readonly b?: number; readonly c?: { readonly d: null } };
  readonly any?: unknown;
}
const base: Message = { id: "1", tags: ["x"], meta: { a: 1, b: 2 } };

it.each<[string, DeepPartial<Message> | undefined, unknown]>([
  ["nothing: a copy", undefined, base],
  ["scalars are replaced", { id: "2" }, { ...base, id: "2" }],
  ["objects are merged", { meta: { a: 9 } }, { ...base, meta: { a: 9, b: 2 } }],
  ["lists are replaced", { tags: [] }, { ...base, tags: [] }],
  ["undefined removes", { meta: { b: undefined } }, { ...base, meta: { a: 1 } }],
  [
    "null is a value",
    { meta: { c: { d: null } } },
    { ...base, meta: { a: 1, b: 2, c: { d: null } } },
  ],
  [
    "objects come where none was",
    { any: { x: { y: 1, z: undefined } } },
    { ...base, any: { x: { y: 1 } } },
  ],
  ["objects replace scalars", { id: { x: 1 } as never }, { ...base, id: { x: 1 } }],
])("%s", (_, overrides, want) => {
  expect(merge(base, overrides)).toEqual(want);
  expect(Object.keys(merge(base, overrides)).length).toBe(Object.keys(want as object).length);
});

it("shares nothing with the fixture, nor with the overrides", () => {
  const overrides = { tags: ["y"], any: { deep: [{}] } };
  for (const made of [merge(base), merge(base, overrides)]) {
    expect(made).not.toBe(base);
    expect(made.meta).not.toBe(base.meta);
    expect(made.tags).not.toBe(base.tags);
    expect(made.tags).not.toBe(overrides.tags);
    if (made.any)
      expect((made.any as typeof overrides.any).deep[0]).not.toBe(overrides.any.deep[0]);
  }
  expect(base).toEqual({ id: "1", tags: ["x"], meta: { a: 1, b: 2 } });
});

it("changes no prototype", () => {
  const hostile = JSON.parse(
    '{"__proto__":{"polluted":1},"meta":{"__proto__":{"polluted":1}}}',
  ) as DeepPartial<Message>;
  const made = merge(base, hostile);
  expect([made, made.meta, {}].map((value) => (value as { polluted?: 1 }).polluted)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([Object.getPrototypeOf(made), Object.keys(made)]).toEqual([
    Object.prototype,
    Object.keys(base),
  ]);
});

it("takes values that are not objects", () => {
  expect(merge<unknown>("a", "b")).toBe("b");
  expect(merge<unknown>([1], [2])).toEqual([2]);
  expect(merge<unknown>({ a: 1 }, null)).toBe(null);
});
