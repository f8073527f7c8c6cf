// `minItems`: the least number of items.
import { type Keyword, test } from "../keyword.ts";
import { limit } from "./limit.ts";

export const minItems: Keyword = limit("minItems", "array", (target, bound) => {
  return test(`${target}.length >= ${bound}`, `${target}.length < ${bound}`);
});
