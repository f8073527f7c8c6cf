// Inputs that overflow stacks, exhaust memory or take for ever elsewhere: they come to an end, and to the
// right one. How long they take is for the bench to print.
import { expect, it } from "vitest";
import { EXTREMES, validatorsOf } from "../bench/validation-extremes.ts";

it.each(EXTREMES.map((extreme) => [extreme.name, extreme] as const))("%s", (_name, extreme) => {
  const { guard, collect, first, said } = validatorsOf(extreme);
  expect(said).toEqual(extreme.warned);
  const value = extreme.value();
  expect(guard(value)).toBe(extreme.broken.length === 0);
  const keywords = new Set(collect(value).map(({ keyword }) => keyword));
  expect([...keywords]).toEqual(extreme.broken);
  expect(first(value)?.keyword).toBe(extreme.broken[0]);
});
