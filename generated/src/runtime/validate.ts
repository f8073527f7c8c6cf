// Issues: what they look like, how they are collected, and how a collector moves through a value.
// It holds no schema and no state; whatever a package does not use is left out of bundles.
import { isObject, type JsonMap, keysOf, own } from "./tests.ts";

type Key = string | number;

/** One thing that is wrong with a value. */
export interface Issue {
  /** The keys from the root to the part that is wrong; for a missing property, its own name last. */
  readonly path: readonly Key[];
  /** The same as a JSON pointer; "" is the whole value. */
  readonly pointer: string;
  /** The JSON Schema keyword that is broken. */
  readonly keyword: string;
  /** What the keyword asks for: `{ limit: 100 }`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** What was wanted and what was found, in words. */
  readonly message: string;
}

/** The value itself, or everything that is wrong with it. */
export type Validated<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly Issue[]; readonly value?: undefined };

/** A Standard Schema (version 1): tRPC, Hono, TanStack Form and others take it as it is. */
export interface StandardSchema<T> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "onespec";
    readonly validate: (value: unknown) => Validated<T>;
    readonly types?: { readonly input: T; readonly output: T } | undefined;
  };
}

/** Where a collector stands, and the list that its findings go to. */
export interface Place {
  readonly path: Key[];
  readonly issues: Issue[];
  /** Whether this only tries a branch of a union: unions inside are not tried again, which would explode. */
  readonly trial?: boolean;
  /** Whether one issue is enough: once there is one, nothing more is looked into. */
  readonly first?: boolean;
}

/** Finds everything that is wrong with a value. */
export type Collector = (value: unknown, at: Place) => unknown;

/** Collectors of properties, by name. */
export type Collectors = Readonly<Record<string, Collector>>;
/** The same, made when a value is first looked at: a large module loads faster so. */
export interface LateCollectors {
  (): Collectors;
  made?: Collectors;
}

/** Runs a collector on a whole value. */
export function collect(check: Collector, value: unknown): readonly Issue[] {
  const at: Place = { path: [], issues: [] };
  check(value, at);
  return at.issues;
}

/** The first thing that is wrong with a value: where one is enough, the rest is not looked into. */
export function firstIssue(check: Collector, value: unknown): Issue | undefined {
  const at: Place = { path: [], issues: [], first: true };
  check(value, at);
  return at.issues[0];
}

/** A validator that asks a collector alone: slower than one that asks a guard first, and smaller. */
export function thorough(check: Collector): (value: unknown) => Validated<unknown> {
  return (value) => {
    const issues: Issue[] = [];
    check(value, { path: [], issues });
    return issues.length === 0 ? { value } : { issues };
  };
}

/** Adds an issue; what was found is added to the message where a value is given. */
export function report(
  at: Place,
  keyword: string,
  params: Readonly<Record<string, unknown>>,
  message: string,
): void {
  let pointer = "";
  // Few keys need to be escaped, and to look for those is far cheaper than to replace nothing.
  for (const key of at.path as string[])
    pointer += `/${/[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key}`;
  at.issues.push({ path: [...at.path], pointer, keyword, params, message });
}

/** A value in a message: short, and never more than the start of a long text. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (isObject(value)) return "an object";
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}

/** Looks at one key of a value. */
export function inside(key: Key, value: unknown, at: Place, check: Collector): void {
  if (at.first && at.issues[0]) return;
  at.path.push(key);
  check(value, at);
  at.path.pop();
}
/** Looks at a property if it is there. */
export function property(object: JsonMap, key: string, at: Place, check: Collector): void {
  const value = own(object, key);
  if (value !== undefined) inside(key, value, at, check);
}
/** Looks at those of these properties that are there; none has a name that every object inherits. */
export function properties(object: JsonMap, at: Place, checks: Collectors): void {
  for (const key in checks) {
    const value = object[key];
    if (value !== undefined) inside(key, value, at, checks[key]!);
  }
}
export function lateProperties(object: JsonMap, at: Place, checks: LateCollectors): void {
  properties(object, at, (checks.made ??= checks()));
}
/** Reports each of these properties that is missing; none has a name that every object inherits. */
export function required(object: JsonMap, keys: readonly string[], at: Place): void {
  for (const key of keys) {
    if (object[key] !== undefined) continue;
    at.path.push(key);
    report(at, "required", {}, "is required");
    at.path.pop();
  }
}
/** Looks at the items from an index on. */
export function items(
  values: readonly unknown[],
  at: Place,
  check: Collector,
  index: number = 0,
): void {
  for (; index < values.length; index++) inside(index, values[index], at, check);
}
/** Looks at the properties whose names pass a test. */
export function others(
  object: JsonMap,
  named: (key: string) => boolean,
  at: Place,
  check: Collector,
): void {
  for (const key of keysOf(object)) {
    if (named(key)) inside(key, object[key], at, check);
  }
}
