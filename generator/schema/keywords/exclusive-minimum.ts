// `exclusiveMinimum`: a bound that numbers stay above.
import { type Keyword, test } from "../keyword.ts";
import { limit } from "./limit.ts";

export const exclusiveMinimum: Keyword = limit("exclusiveMinimum", "number", (target, bound) => {
  return test(`${target} > ${bound}`, `${target} <= ${bound}`);
});
