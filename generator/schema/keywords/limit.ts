// The shape that bounds share: a number that something of the value is compared with.
import type { Group, Keyword, Test } from "../keyword.ts";
import type { Helper } from "../helpers.ts";
import { literal } from "../../print.ts";
import { mustBeCount, mustBeNumber } from "../values.ts";

/** A bound whose collector is a function of the run time with the keyword's own name. */
export function limit(
  name: Helper,
  group: Group,
  test: (target: string, limit: string, use: (helper: Helper) => string) => Test,
): Keyword {
  return {
    name,
    group,
    check: group === "number" ? mustBeNumber(name) : mustBeCount(name),
    guard: ({ target, value, scope }) => [test(target, literal(value), scope.use)],
    collect: ({ target, value, scope }) => [
      `${scope.use(name)}(${target}, ${literal(value)}, at);`,
    ],
  };
}
