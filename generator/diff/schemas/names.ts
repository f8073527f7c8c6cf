// Which properties parts speak of, and by which of their schemas a property is held.
import { isObject } from "../../document/pointer.ts";
import { matches } from "../../fixtures/regexp.ts";
import type { Side } from "../change.ts";
import type { Pair, Walk } from "./difference.ts";
import { speaking } from "./speaking.ts";
import { keysOf, member, inner, type Located, type Part } from "./part.ts";

/** How a property stands: spoken of by its name, by a rule for names, refused, or not spoken of. */
export type Presence = "declared" | "ruled" | "refused" | "open";

/** The names that any part declares. */
export function declaredNames(parts: readonly Part[]): readonly string[] {
  return [...new Set(parts.flatMap((part) => keysOf(part, "properties")))];
}

export function requiredNames(parts: readonly Part[]): readonly string[] {
  return [
    ...new Set(
      parts.flatMap(({ schema: { required } }) =>
        Array.isArray(required) ? required.map(String) : [],
      ),
    ),
  ];
}

/** What a part holds a property by: its own schema, patterns, or what is left for all others. */
function held(part: Part, name: string): readonly Located[] {
  const own = member(part, "properties", name);
  const patterns = keysOf(part, "patternProperties").filter((pattern) => matches(pattern, name));
  const matching = patterns.flatMap((pattern) => member(part, "patternProperties", pattern) ?? []);
  const known = [...(own === undefined ? [] : [own]), ...matching];
  if (known.length > 0) return known;
  const rest = inner(part, "additionalProperties");
  return rest === undefined ? [] : [rest];
}

/** All schemas that hold a property. */
export function holding(parts: readonly Part[], name: string): readonly Located[] {
  return parts.flatMap((part) => held(part, name));
}

export function presenceOf(pair: Pair, side: Side, name: string): Presence {
  const parts = pair[side];
  if (parts.some((part) => member(part, "properties", name)?.schema === false)) return "refused";
  const declared = parts.some((part) => member(part, "properties", name) !== undefined);
  const all = holding(parts, name);
  if (all.some(({ schema }) => schema === false)) return "refused";
  if (declared) return "declared";
  // What must be there is sent, declared or not.
  const isRuled = all.some(({ schema }) => !isFree(schema)) || requiredNames(parts).includes(name);
  if (isRuled || pair.walk.around[side].includes(name)) return "ruled";
  if (closedInside(pair)[side]) return "refused";
  const around = pair.walk.around[side].length > 0;
  if (!around && isFreeForm(speaking(pair.session.schemas[side], parts))) return "ruled";
  // Under `not`, what nobody sends counts like all else: it is what lets a value pass.
  return pair.walk.turn === "flip" ? "ruled" : "open";
}

/** Whether nothing is said of any property: then all that is sent may have any name. */
export function isFreeForm(parts: readonly Part[]): boolean {
  return !parts.some(
    (part) =>
      keysOf(part, "properties").length + keysOf(part, "patternProperties").length > 0 ||
      !isFree((part.schema["additionalProperties"] ?? true) as Located["schema"]),
  );
}

/** The walk into a schema for the same value: what is refused and declared here counts there. */
export function inPlace(pair: Pair): Pick<Walk, "closed" | "around"> {
  const declared = (side: Side): readonly string[] => [
    ...new Set([...pair.walk.around[side], ...declaredNames(pair[side])]),
  ];
  return { closed: closedInside(pair), around: { old: declared("old"), new: declared("new") } };
}

function closedInside(pair: Pair): Walk["closed"] {
  const isClosed = (side: Side): boolean =>
    (pair.walk.closed[side] && !evaluatesAll(pair[side], "additionalProperties")) ||
    remaining(pair[side], "unevaluatedProperties").some(({ schema }) => schema === false);
  return { old: isClosed("old"), new: isClosed("new") };
}

/** Whether parts speak of all properties, or items, themselves: then nothing is left unevaluated. */
function evaluatesAll(parts: readonly Part[], keyword: string): boolean {
  return parts.some(({ schema }) => Object.hasOwn(schema, keyword));
}

const EVALUATING: Readonly<Record<string, string>> = {
  unevaluatedProperties: "additionalProperties",
  unevaluatedItems: "items",
};

/** What holds that which is left over, where a keyword says something of it. */
export function remaining(parts: readonly Part[], keyword: string): readonly Located[] {
  const evaluating = EVALUATING[keyword];
  if (evaluating !== undefined && evaluatesAll(parts, evaluating)) return [];
  return parts.flatMap((part) => {
    const rest = inner(part, keyword);
    return rest === undefined || isFree(rest.schema) ? [] : [rest];
  });
}

/** Whether a schema lets everything pass: `additionalProperties: true` says no more than its absence. */
export function isFree(schema: Located["schema"]): boolean {
  return schema === true || (isObject(schema) && Object.keys(schema).length === 0);
}

const FREE = ["other", "entry", "more", "x", "_0"];

/** A name that neither side declares, and no pattern matches. */
export function freeName(pair: Pick<Pair, "old" | "new">): string {
  const parts = [...pair.old, ...pair.new];
  const isTaken = (name: string): boolean =>
    parts.some(
      (part) =>
        member(part, "properties", name) !== undefined ||
        keysOf(part, "patternProperties").some((pattern) => matches(pattern, name)),
    );
  return FREE.find((name) => !isTaken(name)) ?? FREE[0]!;
}
