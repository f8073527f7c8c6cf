// Tests that emitted guards call: a value in, yes or no out. JSON data only; nothing is reported here.

export type JsonMap = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A JSON number: not NaN and not infinite. */
export function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

export function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}

/** An own property; for names that every object inherits something under. */
export function own(object: JsonMap, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The names of the properties that are there; `undefined` is an absent one. */
export function keysOf(object: JsonMap): readonly string[] {
  return Object.keys(object).filter((key) => object[key] !== undefined);
}

/** How many items pass a test. */
export function countOf(items: readonly unknown[], test: (item: unknown) => boolean): number {
  let count = 0;
  for (const item of items) if (test(item)) count++;
  return count;
}

/** Whether a value is a text that is written so. */
export function isTextOf(value: unknown, has: (text: string) => boolean): boolean {
  return typeof value === "string" && has(value);
}

/** Whether a text has at least (at most) so many code points; they are only counted where it matters. */
export function hasMinLength(value: string, limit: number): boolean {
  return value.length >= limit && (value.length >= 2 * limit || codePoints(value) >= limit);
}
export function hasMaxLength(value: string, limit: number): boolean {
  return value.length <= limit || (value.length <= 2 * limit && codePoints(value) <= limit);
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Whether a number is a multiple of another one, exact for decimals as they are written. */
export function isMultipleOf(value: number, divisor: number): boolean {
  const [a, b] = [decimal(value), decimal(divisor)];
  const scale = Math.min(a.exponent, b.exponent);
  const scaled = ({ digits, exponent }: typeof a): bigint =>
    digits * 10n ** BigInt(exponent - scale);
  return scaled(a) % scaled(b) === 0n;
}

function decimal(value: number): { readonly digits: bigint; readonly exponent: number } {
  const [mantissa = "", exponent = "0"] = value.toString().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** Whether two JSON values are equal; the second one is of the document, and so bounds the depth. */
export function isEqual(value: unknown, wanted: unknown): boolean {
  if (value === wanted) return true;
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((item, index) => isEqual(value[index], item))
    );
  }
  if (!isObject(value) || !isObject(wanted)) return false;
  const keys = Object.keys(wanted);
  return (
    keys.length === keysOf(value).length &&
    keys.every((key) => Object.hasOwn(value, key) && isEqual(value[key], wanted[key]))
  );
}

/** Whether all items differ, by JSON's equality: 1 is not true, and the order of keys is nothing. */
export function isUnique(items: readonly unknown[]): boolean {
  return equalItems(items) === undefined;
}

/** The places of the first two items that are equal. */
export function equalItems(items: readonly unknown[]): readonly [number, number] | undefined {
  const seen = new Map<unknown, number>();
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    // A text may look like the canonical form of a list or an object, so it gets one of its own.
    const key = typeof item === "object" || typeof item === "string" ? canonical(item, 0) : item;
    const first = seen.get(key);
    if (first !== undefined) return [first, index];
    seen.set(key, index);
  }
  return undefined;
}

function canonical(value: unknown, depth: number): string {
  if (depth > DEPTH) return "…";
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "";
  const members = [...keysOf(value)]
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key], depth + 1)}`);
  return `{${members.join()}}`;
}

/** How deep a recursive value may be. Deeper ones are refused, before they exhaust the stack. */
export const DEPTH: number = 512;

export function isTooDeep(depth: number): boolean {
  return depth > DEPTH;
}
