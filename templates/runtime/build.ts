// Fixtures and deep overrides of them. They are never changed: what comes out shares nothing with them.

/** Proven values of a schema. */
export interface Fixtures<T, Names extends string = never> {
  /** Only what is required. */
  readonly minimal: T;
  /** Everything that the schema names, once. */
  readonly full: T;
  /** For each bound that the schema states a value that reaches it. */
  readonly bounds: readonly BoundFixture<T>[];
  /** Varied values, as many as `onespec generate --samples` was asked for. */
  readonly samples: readonly T[];
  /** The examples of the document, by name. */
  readonly examples: { readonly [Name in Names]: T };
  /** For each constraint a value that breaks it, and nothing else. */
  readonly invalid: readonly InvalidFixture[];
}

/** A value that reaches a bound, or comes as near as `multipleOf` lets it. */
export interface BoundFixture<T> {
  readonly keyword: string;
  /** Where the bound stands in the schema, as a JSON pointer. */
  readonly at: string;
  readonly value: T;
}

/** A value that breaks one keyword of a schema. */
export interface InvalidFixture {
  readonly keyword: string;
  /** Where the keyword stands in the schema, as a JSON pointer. */
  readonly at: string;
  readonly value: unknown;
}

/** Any part of a value: objects are taken apart, lists and the rest are whole. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: DeepPartial<T[Key]> | undefined }
    : T;

/**
 * A copy of `base` with `overrides` laid over it: objects are merged, lists and scalars are
 * replaced, and `undefined` removes a property.
 */
export function merge<T>(base: T, overrides?: DeepPartial<T>): T {
  return (overrides === undefined ? structuredClone(base) : overlay(base, overrides)) as T;
}

function overlay(base: unknown, over: unknown): unknown {
  // What is of a class, a Blob say, is whole.
  if (isObject(over) && !isPlain(over)) return over;
  if (!isObject(over)) return structuredClone(over);
  const entries = new Map(Object.entries(isObject(base) ? structuredClone(base) : {}));
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) entries.delete(key);
    // Somebody else's JSON may carry it; as a property it would change what the value inherits.
    else if (key !== "__proto__") entries.set(key, overlay(entries.get(key), value));
  }
  return Object.fromEntries(entries);
}

function isPlain(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Object]";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
