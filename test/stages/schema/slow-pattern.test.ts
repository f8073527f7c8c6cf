// Patterns that a backtracking matcher may choke on, and those that it may not: by name, and at random
// against a matcher that counts its steps.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { JsonObject, NamedSchema } from "../../../generator/model/model.ts";
import { checkSchemas } from "../../../generator/schema/check.ts";
import { parsePattern, type Pattern } from "../../../generator/schema/pattern-tree.ts";
import { isSlow } from "../../../generator/schema/slow-pattern.ts";

it.each([
  "^(a+)+$",
  "^(a|a)*$",
  "^(a|ab|b)*$",
  "^(\\w+\\s?)*$",
  "^([a-zA-Z0-9]+)*$",
  "^(\\d+,?)*$",
  "(x+x+)+y",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "^(a?b?)*$",
  "^(a{1,3})+$",
  "^(a{2}|a{3})+$",
  "^(\\d{1,99}){1,99}$",
  "^(\\p{L}+|\\p{Lu})+$",
  "^(?!(a+)+b)",
  "^(.*)*$",
  "^(\\s*a?\\s*)*$",
])("%s is slow", (pattern) => {
  expect(isSlow(pattern, "u")).toBe(true);
});

it.each([
  "^a+$",
  "^(a+)+", // matched as soon as it is looked at
  "^(a+b)+$",
  "^(a|b)*$",
  "^(a{5})+$",
  "^(?:[0-9a-f]{32},?)+$",
  "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$",
  "^[\\w.-]+@[\\w-]+\\.\\w+$",
  "^((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}$",
  "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
  "^[a-zA-Z]+(\\s[a-zA-Z]+)*$",
  "^(?=.*a)(?=.*b).{8,}$",
  "^(a)\\1+$", // back-references are not understood
])("%s is not", (pattern) => {
  expect(isSlow(pattern, "u")).toBe(false);
});

/** How many steps a backtracking matcher takes to find out that a text does not match. */
function steps(tree: Pattern, text: string, most: number): number {
  let count = 0;
  const match = (part: Pattern, at: number, then: (at: number) => boolean): boolean => {
    if (++count > most) return true;
    switch (part.kind) {
      case "chars":
        return at < text.length && new RegExp(part.source).test(text[at]!) && then(at + 1);
      case "choice":
        return part.branches.some((branch) => match(branch, at, then));
      case "sequence": {
        const from = (index: number, now: number): boolean =>
          index === part.parts.length
            ? then(now)
            : match(part.parts[index]!, now, (next) => from(index + 1, next));
        return from(0, at);
      }
      case "repeat": {
        const again = (times: number, now: number): boolean =>
          (times < part.max &&
            match(part.part, now, (next) => next !== now && again(times + 1, next))) ||
          (times >= part.min && then(now));
        return again(0, at);
      }
      default:
        return then(at);
    }
  };
  match(tree, 0, () => false);
  return count;
}

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie("expression");
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      fc.constantFrom("a", "b", "[ab]"),
      fc.tuple(inner, inner).map(([one, other]) => `${one}${other}`),
      fc.tuple(inner, inner).map(([one, other]) => `(?:${one}|${other})`),
      fc
        .tuple(inner, fc.constantFrom("*", "+", "?", "{2}", "{1,2}"))
        .map(([one, sign]) => `(?:${one})${sign}`),
    ),
  };
});

const WORDS = ["a", "b", "aa", "ab", "ba", "bb", "aab", "abb", "aaa", "aabb", "aaaa"];

it("agrees with a matcher that counts its steps", () => {
  // Thrice the length costs a fixed factor where the steps are a power of it.
  const grows = (tree: Pattern, text: (times: number) => string): boolean => {
    const few = steps(tree, text(10), 20_000);
    return steps(tree, text(30), 800 * few) > 800 * few;
  };
  const exponential = (tree: Pattern): boolean =>
    ["", "a", "b", "ab", "ba"].some((start) =>
      WORDS.some((word) => grows(tree, (times) => start + word.repeat(times))),
    );
  fc.assert(
    fc.property(expression, (text) => {
      const pattern = `^(?:${text})$`;
      expect([pattern, isSlow(pattern, "u")]).toEqual([
        pattern,
        exponential(parsePattern(pattern)!),
      ]);
    }),
    { numRuns: 60, seed: 20261120 },
  );
});

const codes = (schema: JsonObject): readonly string[] => {
  const docs = { summary: "", description: "", deprecated: false };
  const named: NamedSchema = { name: "A", schema, examples: [], role: "component", docs, at: "/a" };
  return checkSchemas([named]).map(({ code, at }) => `${code} ${String(at)}`);
};

it("warns where a pattern stands, unless texts are short", () => {
  expect(codes({ pattern: "^(a+)+$" })).toEqual(["slow-pattern /a/pattern"]);
  expect(codes({ pattern: "^(a+)+$", maxLength: 64 })).toEqual(["slow-pattern /a/pattern"]);
  expect(codes({ pattern: "^(a+)+$", maxLength: 20 })).toEqual([]);
  expect(codes({ patternProperties: { "^(a/?)+$": true } })).toEqual([]);
  expect(codes({ patternProperties: { "^(a+/?)+$": true } })).toEqual([
    "slow-pattern /a/patternProperties/^(a+~1?)+$",
  ]);
});

it("warns of patterns that compile only without `u`", () => {
  expect(codes({ pattern: "^\\d\\:\\d$" })).toEqual(["pattern-without-u /a/pattern"]);
  expect(codes({ patternProperties: { "\\:": true } })).toEqual([
    "pattern-without-u /a/patternProperties/\\:",
  ]);
});
