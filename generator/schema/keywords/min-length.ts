// `minLength`, in code points.
import { type Keyword, test } from "../keyword.ts";
import { limit } from "./limit.ts";

export const minLength: Keyword = limit("minLength", "string", (target, bound, use) => {
  if (Number(bound) <= 1)
    return test(`${target}.length >= ${bound}`, `${target}.length < ${bound}`);
  return test(`${use("hasMinLength")}(${target}, ${bound})`);
});
