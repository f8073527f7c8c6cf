// `minProperties`: the least number of properties.
import { type Keyword, test } from "../keyword.ts";
import { limit } from "./limit.ts";

export const minProperties: Keyword = limit("minProperties", "object", (target, bound, use) => {
  const count = `${use("keysOf")}(${target}).length`;
  return test(`${count} >= ${bound}`, `${count} < ${bound}`);
});
