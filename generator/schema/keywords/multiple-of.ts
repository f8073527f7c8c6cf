// `multipleOf`: exact for decimals as they are written, so 4.35 is a multiple of 0.01.
import { type Keyword, test } from "../keyword.ts";
import { must } from "../values.ts";
import { limit } from "./limit.ts";

export const multipleOf: Keyword = {
  ...limit("multipleOf", "number", (target, bound, use) =>
    test(`${use("isMultipleOf")}(${target}, ${bound})`),
  ),
  check: must(
    "`multipleOf`",
    "a number above 0",
    (value) => typeof value === "number" && value > 0,
  ),
};
