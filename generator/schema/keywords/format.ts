// `format`: how a text is written, or how wide a number is. Formats that are hints alone, and those
// that nobody knows, say nothing about validity.
import { didYouMean, diagnostic } from "../../diagnostics.ts";
import type { Json, JsonObject } from "../../model/model.ts";
import { literal } from "../../print.ts";
import { FORMATS, hasFormat, HINTS } from "../formats.ts";
import { type Group, type Keyword, type Site, type Test, test } from "../keyword.ts";
import { typesOf } from "../types.ts";
import { must } from "../values.ts";

export const format: Keyword = {
  name: "format",
  group: groupOf,
  check: (value, at) => {
    const wrong = must("`format`", "a text", (text) => typeof text === "string")(value, at);
    if (typeof value !== "string" || FORMATS.has(value) || HINTS.has(value)) return wrong;
    const advice = "Add a `pattern` or bounds where it matters.";
    const params = { format: value, advice: didYouMean(value, FORMATS.keys(), advice) };
    return [diagnostic("format-not-asserted", at, params)];
  },
  guard: (site) => {
    const found = FORMATS.get(String(site.value))!;
    if (found.group !== "string" || !isWritten(site.schema)) return testsOf(site);
    const { scope, target } = site;
    return [test(`${scope.use("isTextOf")}(${target}, ${scope.use(found.helper)})`)];
  },
  collect: (site) => {
    const tests = testsOf(site).map(({ ok }) => ok);
    if (tests.length === 0) return [];
    const { scope, target, value } = site;
    const call = `${scope.use("formatted")}(${tests.join(" && ")}, at, ${literal(value)}, ${target})`;
    return [`${call};`];
  },
};

/**
 * Whether a schema asks for a text of a format, and says nothing else of texts: then one test does both,
 * which is shorter, and less for a compiler to follow.
 */
export function isWritten(schema: JsonObject): boolean {
  return (
    typesOf(schema)?.join() === "string" && !OF_TEXTS.some((name) => Object.hasOwn(schema, name))
  );
}

const OF_TEXTS = ["enum", "const", "pattern", "minLength", "maxLength"];

/** Values that the schema lists are looked at here and now: where all are of the format, it is idle. */
function groupOf(schema: JsonObject): Group | "none" {
  const { format: name, enum: several, const: only } = schema;
  const listed = Array.isArray(several) ? several : only === undefined ? undefined : [only];
  if (listed?.every((value: Json) => hasFormat(String(name), value)) === true) return "none";
  return FORMATS.get(String(name))?.group ?? "none";
}

function testsOf({ schema, value, target, scope }: Site): readonly Test[] {
  const found = FORMATS.get(String(value))!;
  if (found.group === "string") return [test(`${scope.use(found.helper)}(${target})`)];
  const { least, below } = found;
  return [
    ...(isWhole(schema) ? [] : [test(`${scope.use("isInteger")}(${target})`)]),
    ...(atLeast(schema) >= least
      ? []
      : [test(`${target} >= ${power(least)}`, `${target} < ${power(least)}`)]),
    ...(atMost(schema) < below
      ? []
      : [test(`${target} < ${power(below)}`, `${target} >= ${power(below)}`)]),
  ];
}

function isWhole(schema: JsonObject): boolean {
  return typesOf(schema)?.includes("number") === false;
}

/** What other keywords of the schema leave of the numbers. */
function atLeast({ minimum, exclusiveMinimum }: JsonObject): number {
  return Math.max(
    ...[minimum, exclusiveMinimum].map((bound) => (typeof bound === "number" ? bound : -Infinity)),
  );
}
function atMost({ maximum, exclusiveMaximum }: JsonObject): number {
  return Math.min(
    ...[maximum, exclusiveMaximum].map((bound) => (typeof bound === "number" ? bound : Infinity)),
  );
}

/** A power of two as people write it: its digits would be rounded. */
function power(bound: number): string {
  if (bound === 0) return "0";
  const text = `2 ** ${Math.log2(Math.abs(bound))}`;
  return bound < 0 ? `-(${text})` : text;
}
