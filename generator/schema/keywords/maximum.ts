// `maximum`: the greatest number, itself allowed.
import { type Keyword, test } from "../keyword.ts";
import { limit } from "./limit.ts";

export const maximum: Keyword = limit("maximum", "number", (target, bound) => {
  return test(`${target} <= ${bound}`, `${target} > ${bound}`);
});
