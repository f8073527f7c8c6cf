// `maxProperties`: the greatest number of properties.
import { type Keyword, test } from "../keyword.ts";
import { limit } from "./limit.ts";

export const maxProperties: Keyword = limit("maxProperties", "object", (target, bound, use) => {
  const count = `${use("keysOf")}(${target}).length`;
  return test(`${count} <= ${bound}`, `${count} > ${bound}`);
});
