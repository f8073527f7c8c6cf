// `minimum`: the least number, itself allowed.
import { type Keyword, test } from "../keyword.ts";
import { limit } from "./limit.ts";

export const minimum: Keyword = limit("minimum", "number", (target, bound) => {
  return test(`${target} >= ${bound}`, `${target} < ${bound}`);
});
