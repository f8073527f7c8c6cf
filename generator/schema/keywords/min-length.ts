// `minLength`, in code points. Whether there is one at all needs no counting, and no function that counts.
import { type Keyword, test } from "../keyword.ts";
import { limit } from "./limit.ts";

const counted: Keyword = limit("minLength", "string", (target, bound, use) => {
  if (Number(bound) <= 1)
    return test(`${target}.length >= ${bound}`, `${target}.length < ${bound}`);
  return test(`${use("hasMinLength")}(${target}, ${bound})`);
});

export const minLength: Keyword = {
  ...counted,
  collect: (site) => {
    const { scope, target, value } = site;
    if (Number(value) > 1) return counted.collect(site);
    if (Number(value) < 1) return [];
    const rest = `at, "minLength", { limit: 1 }, "not be empty", ${target}`;
    return [`${scope.use("expected")}(${target}.length >= 1, ${rest});`];
  },
};
