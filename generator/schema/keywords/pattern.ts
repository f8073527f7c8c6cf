// `pattern`: a regular expression by ECMA-262, with `u` where it parses with it. It is compiled once,
// and tried at generation time.
import { diagnostic } from "../../diagnostics.ts";
import { literal } from "../../print.ts";
import { type Keyword, type Site, test } from "../keyword.ts";
import { must } from "../values.ts";

export const pattern: Keyword = {
  name: "pattern",
  group: "string",
  check: (value, at) => {
    const wrong = must("`pattern`", "a text", (text) => typeof text === "string")(value, at);
    if (typeof value !== "string") return wrong;
    const problem = problemOf(value, flagsOf(value));
    return problem === undefined ? [] : [diagnostic("bad-pattern", at, { problem })];
  },
  guard: (site) => [test(`${expression(site.scope, String(site.value))}.test(${site.target})`)],
  collect: (site) => {
    const name = expression(site.scope, String(site.value));
    return [`${site.scope.use("pattern")}(${site.target}, ${name}, at);`];
  },
};

/** The name of a constant that holds the compiled expression. */
export function expression(scope: Site["scope"], text: string): string {
  const flags = flagsOf(text) === "" ? "" : ', "u"';
  return scope.constant("Pattern", `/* @__PURE__ */ new RegExp(${literal(text)}${flags})`);
}

function flagsOf(text: string): "" | "u" {
  return problemOf(text, "u") === undefined ? "u" : "";
}

export function problemOf(text: string, flags: string): string | undefined {
  try {
    new RegExp(text, flags);
    return undefined;
  } catch (error) {
    return error instanceof Error
      ? error.message.replace(/^Invalid regular expression: /, "")
      : "it is no expression";
  }
}
