// Arbitrary JSON values, from the words that the schemas speak of.
import fc from "fast-check";
import type { Json } from "../../generator/model/model.ts";
import { hostileNames, numbers, plainNames, texts } from "./pools.ts";

const names = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...plainNames) },
  { weight: 1, arbitrary: fc.constantFrom(...hostileNames) },
);

const scalars: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false),
  fc.constantFrom<Json>(...numbers),
  fc.constantFrom<Json>(...texts),
  fc.integer({ min: -5, max: 9 }),
  fc.integer({ min: -300, max: 300 }).map((cents) => cents / 100),
  fc.string({ maxLength: 2, unit: "grapheme" }),
);

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 2, arbitrary: scalars },
    fc.array(tie("value"), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(names, tie("value")), { maxLength: 4, selector: ([key]) => key })
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

export const plainValues: fc.Arbitrary<Json> = value;
