// A short run of the fuzzer with a fixed seed; `npm run fuzz` is the long one.
import { expect, it } from "vitest";
import { fuzz } from "./fuzz.ts";

it("finds no disagreement that nobody has explained", async () => {
  const outcome = await fuzz(20261120, 3000, () => undefined);
  expect(outcome.fault).toBeUndefined();
  // Half of the values are valid, or nearly so: else nothing would be compared but refusals.
  expect(outcome.pairs).toBe(3000);
  expect(outcome.valid).toBeGreaterThan(900);
});
