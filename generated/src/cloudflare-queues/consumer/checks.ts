// Checks of single options: each gives the value back, or throws an error that says which values are
// allowed. They know no option by name.

/** The value itself, where it is allowed; `allowed` says so in words. @throws {TypeError} */
export function only<Value>(
  name: string,
  value: Value,
  isAllowed: boolean,
  allowed: string,
): Value {
  if (isAllowed) return value;
  throw new TypeError(`${name} must be ${allowed}, and is ${shown(value)}`);
}

/** @throws {TypeError} It is no number. @throws {RangeError} It is out of its bounds. */
export function within(
  name: string,
  value: number,
  least: number,
  most: number = Infinity,
  others: string = "",
): number {
  const allowed = `${least} ${most === Infinity ? "or more" : `to ${most}`}${others}`;
  return bounded(name, value, value >= least && value <= most, allowed);
}

/** The same, of a whole number. */
export function whole(name: string, value: number, least: number, most: number): number {
  const isInside = Number.isInteger(value) && value >= least && value <= most;
  return bounded(name, value, isInside, `a whole number from ${least} to ${most}`);
}

function bounded(name: string, value: number, isInside: boolean, allowed: string): number {
  only(name, value, typeof value === "number", allowed);
  if (isInside) return value;
  throw new RangeError(`${name} must be ${allowed}, and is ${value}`);
}

/** A function, or nothing at all. @throws {TypeError} */
export function callable<Value>(name: string, value: Value): Value {
  return only(name, value, (value ?? undefined) === undefined || isFunction(value), "a function");
}

export const isFunction = (value: unknown): boolean => typeof value === "function";

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  return value === null || typeof value === "number"
    ? String(value)
    : `a value of type ${typeof value}`;
}
