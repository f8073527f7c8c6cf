// `maxItems`: the greatest number of items.
import { type Keyword, test } from "../keyword.ts";
import { limit } from "./limit.ts";

export const maxItems: Keyword = limit("maxItems", "array", (target, bound) => {
  return test(`${target}.length <= ${bound}`, `${target}.length > ${bound}`);
});
