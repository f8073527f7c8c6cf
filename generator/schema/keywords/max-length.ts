// `maxLength`, in code points.
import { type Keyword, test } from "../keyword.ts";
import { limit } from "./limit.ts";

export const maxLength: Keyword = limit("maxLength", "string", (target, bound, use) => {
  return test(`${use("hasMaxLength")}(${target}, ${bound})`);
});
