// `exclusiveMaximum`: a bound that numbers stay below.
import { type Keyword, test } from "../keyword.ts";
import { limit } from "./limit.ts";

export const exclusiveMaximum: Keyword = limit("exclusiveMaximum", "number", (target, bound) => {
  return test(`${target} < ${bound}`, `${target} >= ${bound}`);
});
