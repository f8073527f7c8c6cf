// What emitted collectors call: one function for each keyword, which reports what a value breaks.
import {
  equalItems,
  hasMaxLength,
  hasMinLength,
  isInteger,
  isMultipleOf,
  isNumber,
  isObject,
  keysOf,
  type JsonMap,
  own,
  DEPTH,
} from "./tests.ts";
import { type Collector, inside, others, type Place, report, show } from "./validate.ts";

/** Any keyword whose test is an expression; `want` completes "must …". */
export function expected(
  ok: boolean,
  at: Place,
  keyword: string,
  params: Readonly<Record<string, unknown>>,
  want: string,
  found: unknown,
): void {
  if (!ok) broken(at, keyword, params, want, found);
}
/** Made only where it is needed: most values are as they should be. */
function broken(
  at: Place,
  keyword: string,
  params: Readonly<Record<string, unknown>>,
  want: string,
  found: unknown,
): void {
  report(at, keyword, params, `must ${want}, found ${show(found)}`);
}
function mistyped(value: unknown, at: Place, type: string): false {
  broken(at, "type", { type }, `be ${type}`, value);
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

/** `enum` of a few values. */
export function among(value: unknown, at: Place, allowed: readonly unknown[]): void {
  if (!allowed.includes(value)) broken(at, "enum", { allowed }, `be ${listed(allowed)}`, value);
}
/** `format`: `ok` says whether the value is written so. */
export function formatted(ok: boolean, at: Place, format: string, found: unknown): void {
  if (!ok) broken(at, "format", { format }, `be of format ${format}`, found);
}
export function minimum(value: number, limit: number, at: Place): void {
  if (!(value >= limit)) broken(at, "minimum", { limit }, `be at least ${limit}`, value);
}
export function maximum(value: number, limit: number, at: Place): void {
  if (!(value <= limit)) broken(at, "maximum", { limit }, `be at most ${limit}`, value);
}
export function exclusiveMinimum(value: number, limit: number, at: Place): void {
  if (!(value > limit)) broken(at, "exclusiveMinimum", { limit }, `be above ${limit}`, value);
}
export function exclusiveMaximum(value: number, limit: number, at: Place): void {
  if (!(value < limit)) broken(at, "exclusiveMaximum", { limit }, `be below ${limit}`, value);
}
export function multipleOf(value: number, limit: number, at: Place): void {
  if (!isMultipleOf(value, limit))
    broken(at, "multipleOf", { limit }, `be a multiple of ${limit}`, value);
}
export function minLength(value: string, limit: number, at: Place): void {
  if (!hasMinLength(value, limit))
    broken(at, "minLength", { limit }, `have at least ${limit} characters`, value);
}
export function maxLength(value: string, limit: number, at: Place): void {
  if (!hasMaxLength(value, limit))
    broken(at, "maxLength", { limit }, `have at most ${limit} characters`, value);
}
export function minItems(value: readonly unknown[], limit: number, at: Place): void {
  if (!(value.length >= limit))
    broken(at, "minItems", { limit }, `have at least ${limit} items`, value.length);
}
export function maxItems(value: readonly unknown[], limit: number, at: Place): void {
  if (!(value.length <= limit))
    broken(at, "maxItems", { limit }, `have at most ${limit} items`, value.length);
}
export function minProperties(value: JsonMap, limit: number, at: Place): void {
  const found = keysOf(value).length;
  if (!(found >= limit))
    broken(at, "minProperties", { limit }, `have at least ${limit} properties`, found);
}
export function maxProperties(value: JsonMap, limit: number, at: Place): void {
  const found = keysOf(value).length;
  if (!(found <= limit))
    broken(at, "maxProperties", { limit }, `have at most ${limit} properties`, found);
}

/** `contains`, `minContains` and `maxContains`: how many items satisfy a schema. */
export function contains(found: number, keyword: string, limit: number, at: Place): void {
  const most = keyword === "maxContains";
  const want = `have at ${most ? "most" : "least"} ${limit} matching items`;
  if (!(most ? found <= limit : found >= limit)) broken(at, keyword, { limit }, want, found);
}

export function pattern(value: string, expression: RegExp, at: Place): void {
  const { source } = expression;
  if (!expression.test(value)) broken(at, "pattern", { pattern: source }, `match ${source}`, value);
}
export function uniqueItems(value: readonly unknown[], at: Place): void {
  const [first, second] = equalItems(value) ?? [];
  if (first === undefined) return;
  const message = `must have no two equal items, found ${first} and ${second} equal`;
  report(at, "uniqueItems", { items: [first, second] }, message);
}
function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, 10).map((value) => JSON.stringify(value));
  return `${values.length === 1 ? "" : "one of "}${shown.join(", ")}`;
}

/** A schema that nothing satisfies, such as `additionalProperties: false`. */
export function nothing(keyword: string): Collector {
  return (_value, at) => {
    const key = at.path.at(-1);
    const what =
      key === undefined ? "" : `: ${typeof key === "number" ? "item" : "property"} ${show(key)}`;
    report(at, keyword, { key }, `must not be there${what}`);
  };
}
/** Properties that must be there because another one is. */
export function dependentRequired(
  object: JsonMap,
  because: string,
  keys: readonly string[],
  at: Place,
): void {
  for (const key of keys) {
    if (own(object, key) !== undefined) continue;
    const message = `is required, because ${show(because)} is there`;
    inside(key, undefined, at, (_value, place) => {
      report(place, "dependentRequired", { because }, message);
    });
  }
}
/** Names that a schema refuses, each at its own property. */
export function propertyNames(object: JsonMap, at: Place, check: Collector): void {
  others(
    object,
    () => true,
    at,
    (_value, place) => {
      const tried: Place = { path: [...place.path], issues: [], trial: true };
      check(place.path.at(-1), tried);
      const [first] = tried.issues;
      if (first === undefined) return;
      report(place, "propertyNames", { issues: tried.issues }, `has a name that ${first.message}`);
    },
  );
}

/** A tag that selects no branch of a union. */
export function unknownTag(
  object: JsonMap,
  tag: string,
  tags: readonly unknown[],
  at: Place,
  keyword: string,
): void {
  inside(tag, own(object, tag), at, (value, place) => {
    const found = value === undefined ? "nothing" : show(value);
    const message = `must be ${listed(tags)}, found ${found}`;
    report(place, keyword, { propertyName: tag, allowed: tags }, message);
  });
}

/** A value nested too deep to look at. */
export function tooDeep(at: Place): void {
  report(at, "depth", { limit: DEPTH }, `must not be nested more than ${DEPTH} levels deep`);
}
