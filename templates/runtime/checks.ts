// What emitted collectors call: one function for each keyword, which reports what a value breaks.
import {
  hasMaxLength,
  hasMinLength,
  isInteger,
  isMultipleOf,
  isNumber,
  isObject,
  isUnique,
  keysOf,
  type JsonMap,
  own,
  DEPTH,
} from "./tests.ts";
import { type Collector, inside, type Place, report, show } from "./validate.ts";

function mistyped(value: unknown, at: Place, type: string): false {
  report(at, "type", { type }, `must be ${type}, found ${show(value)}`);
  return false;
}
export function object(value: unknown, at: Place): value is JsonMap {
  return isObject(value) || mistyped(value, at, "object");
}
export function array(value: unknown, at: Place): value is readonly unknown[] {
  return Array.isArray(value) || mistyped(value, at, "array");
}
export function string(value: unknown, at: Place): value is string {
  return typeof value === "string" || mistyped(value, at, "string");
}
export function number(value: unknown, at: Place): value is number {
  return isNumber(value) || mistyped(value, at, "number");
}
export function integer(value: unknown, at: Place): value is number {
  return isInteger(value) || mistyped(value, at, "integer");
}
export function boolean(value: unknown, at: Place): value is boolean {
  return typeof value === "boolean" || mistyped(value, at, "boolean");
}
export function none(value: unknown, at: Place): value is null {
  return value === null || mistyped(value, at, "null");
}
/** Several types: `ok` says whether the value is of one of them. */
export function oneOfTypes(value: unknown, ok: boolean, types: string, at: Place): boolean {
  return ok || mistyped(value, at, types);
}

function limited(
  ok: boolean,
  at: Place,
  keyword: string,
  limit: number,
  want: string,
  found: unknown,
): void {
  if (!ok) report(at, keyword, { limit }, `must ${want}, found ${show(found)}`);
}
export function minimum(value: number, limit: number, at: Place): void {
  limited(value >= limit, at, "minimum", limit, `be at least ${limit}`, value);
}
export function maximum(value: number, limit: number, at: Place): void {
  limited(value <= limit, at, "maximum", limit, `be at most ${limit}`, value);
}
export function exclusiveMinimum(value: number, limit: number, at: Place): void {
  limited(value > limit, at, "exclusiveMinimum", limit, `be above ${limit}`, value);
}
export function exclusiveMaximum(value: number, limit: number, at: Place): void {
  limited(value < limit, at, "exclusiveMaximum", limit, `be below ${limit}`, value);
}
export function multipleOf(value: number, limit: number, at: Place): void {
  limited(isMultipleOf(value, limit), at, "multipleOf", limit, `be a multiple of ${limit}`, value);
}
export function minLength(value: string, limit: number, at: Place): void {
  limited(
    hasMinLength(value, limit),
    at,
    "minLength",
    limit,
    `have at least ${limit} characters`,
    value,
  );
}
export function maxLength(value: string, limit: number, at: Place): void {
  limited(
    hasMaxLength(value, limit),
    at,
    "maxLength",
    limit,
    `have at most ${limit} characters`,
    value,
  );
}
export function minItems(value: readonly unknown[], limit: number, at: Place): void {
  limited(
    value.length >= limit,
    at,
    "minItems",
    limit,
    `have at least ${limit} items`,
    value.length,
  );
}
export function maxItems(value: readonly unknown[], limit: number, at: Place): void {
  limited(
    value.length <= limit,
    at,
    "maxItems",
    limit,
    `have at most ${limit} items`,
    value.length,
  );
}
export function minProperties(value: JsonMap, limit: number, at: Place): void {
  const found = keysOf(value).length;
  limited(found >= limit, at, "minProperties", limit, `have at least ${limit} properties`, found);
}
export function maxProperties(value: JsonMap, limit: number, at: Place): void {
  const found = keysOf(value).length;
  limited(found <= limit, at, "maxProperties", limit, `have at most ${limit} properties`, found);
}

export function pattern(value: string, expression: RegExp, at: Place): void {
  if (expression.test(value)) return;
  report(
    at,
    "pattern",
    { pattern: expression.source },
    `must match ${expression.source}, found ${show(value)}`,
  );
}
/** `format`: `ok` says whether the value has it. */
export function wellFormed(value: unknown, ok: boolean, format: string, at: Place): void {
  if (!ok) report(at, "format", { format }, `must be of format ${format}, found ${show(value)}`);
}
export function uniqueItems(value: readonly unknown[], at: Place): void {
  if (!isUnique(value)) report(at, "uniqueItems", {}, "must have no two equal items");
}
/** `enum` and `const`. */
export function allowed(
  ok: boolean,
  value: unknown,
  keyword: string,
  values: readonly unknown[],
  at: Place,
): void {
  if (ok) return;
  const shown = values.map((item) =>
    typeof item === "object" && item !== null ? JSON.stringify(item) : show(item),
  );
  const wanted = `${values.length === 1 ? "" : "one of "}${shown.slice(0, 10).join(", ")}`;
  report(at, keyword, { allowed: values }, `must be ${wanted}, found ${show(value)}`);
}

/** A schema that nothing satisfies, such as `additionalProperties: false`. */
export function nothing(keyword: string): Collector {
  return (_value, at) => report(at, keyword, {}, "must not be there");
}

/** A tag that selects no branch of a union. */
export function unknownTag(object: JsonMap, tag: string, tags: readonly string[], at: Place): void {
  const found = own(object, tag);
  inside(tag, found, at, (_value, place) => {
    const params = { propertyName: tag, allowed: tags };
    report(
      place,
      "discriminator",
      params,
      `must be one of ${tags.map(show).join(", ")}, found ${show(found)}`,
    );
  });
}
/** A union without a tag: what is wrong by the branch that comes nearest. */
export function union(
  value: unknown,
  matches: number,
  keyword: string,
  branches: readonly Collector[],
  at: Place,
): void {
  if (matches > 1)
    report(at, keyword, { matches }, `must match one alternative only, matches ${matches}`);
  if (matches > 0) return;
  const tried = at.trial === true ? [] : branches;
  const found = tried.map((branch) => {
    const place: Place = { path: [], issues: [], trial: true };
    branch(value, place);
    return place.issues;
  });
  found.sort((a, b) => a.length - b.length);
  const nearest = found[0] ?? [];
  const hint =
    nearest[0] === undefined ? "" : `; nearest: ${nearest[0].pointer} ${nearest[0].message}`;
  report(at, keyword, { nearest }, `must match one of ${branches.length} alternatives${hint}`);
}
/** Any keyword whose test has a name of its own. */
export function holds(ok: boolean, keyword: string, message: string, at: Place): void {
  if (!ok) report(at, keyword, {}, message);
}
/** A value nested too deep to look at. */
export function tooDeep(at: Place): void {
  report(at, "depth", { limit: DEPTH }, `must not be nested more than ${DEPTH} levels deep`);
}
