// `pattern`: a regular expression by ECMA-262, with `u` where it parses with it. It is compiled once,
// and tried at generation time.
import { diagnostic, type Diagnostic } from "../../diagnostics.ts";
import type { Pointer } from "../../model/model.ts";
import { literal } from "../../print.ts";
import { type Keyword, type Site, test } from "../keyword.ts";
import { block } from "../steps.ts";
import { isSlow } from "../slow-pattern.ts";
import { must } from "../values.ts";

/** Over texts up to this length even an exponential pattern is tested in no time. */
const SHORT = 20;

export const pattern: Keyword = {
  name: "pattern",
  group: "string",
  check: (value, at, { maxLength }) => {
    const wrong = must("`pattern`", "a text", (text) => typeof text === "string")(value, at);
    if (typeof value !== "string") return wrong;
    return checkPattern(value, at).filter(({ code }) => {
      return code !== "slow-pattern" || typeof maxLength !== "number" || maxLength > SHORT;
    });
  },
  guard: (site) => [test(`${expression(site.scope, String(site.value))}.test(${site.target})`)],
  collect: (site) => {
    const { scope, schema, target, value } = site;
    const report = `${scope.use("pattern")}(${target}, ${expression(scope, String(value))}, at);`;
    const { maxLength } = schema;
    if (typeof maxLength !== "number") return [report];
    // A text that is too long never meets a slow expression, not even to be told what else is wrong.
    return block(`if (${scope.use("hasMaxLength")}(${target}, ${maxLength}))`, [report]);
  },
};

/** What is wrong with a pattern, or may be: in `pattern`, or as a name in `patternProperties`. */
export function checkPattern(
  text: string,
  at: Pointer,
  options: { readonly key?: boolean } = {},
): readonly Diagnostic[] {
  const flags = flagsOf(text);
  const problem = problemOf(text, flags);
  if (problem !== undefined) return [diagnostic("bad-pattern", at, { problem }, options)];
  const params = { pattern: text };
  return [
    ...(flags === "" ? [diagnostic("pattern-without-u", at, params, options)] : []),
    ...(isSlow(text, flags) ? [diagnostic("slow-pattern", at, params, options)] : []),
  ];
}

/** The name of a constant that holds the compiled expression. */
export function expression(scope: Site["scope"], text: string): string {
  const flags = flagsOf(text) === "" ? "" : ', "u"';
  return scope.constant("Pattern", `/* @__PURE__ */ new RegExp(${literal(text)}${flags})`);
}

function flagsOf(text: string): "" | "u" {
  return problemOf(text, "u") === undefined ? "u" : "";
}

function problemOf(text: string, flags: string): string | undefined {
  try {
    new RegExp(text, flags);
    return undefined;
  } catch (error) {
    return error instanceof Error
      ? error.message.replace(/^Invalid regular expression: /, "")
      : "it is no expression";
  }
}
