// What a keyword is to the compiler: a check of its own value, what the guard prints and what the
// collector prints. One keyword is one file in keywords/, so the two can't drift apart unseen.
import type { Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, NamedSchema, Pointer, Schema } from "../model/model.ts";
import type { Helper } from "./helpers.ts";

/** The JSON type that a keyword constrains; values of other types satisfy it. */
export type Group = "number" | "string" | "array" | "object";

/** A condition in two forms, so that what is printed reads like what a person would write. */
export interface Test {
  /** True for values that satisfy it. */
  readonly ok: string;
  /** True for values that break it. */
  readonly not: string;
  /** The same without parentheses, for where it stands alone. */
  readonly alone?: string;
}

/** A part of a guard: a condition, or statements that `return false` for values that break it. */
export type Step = Test | { readonly lines: readonly string[] };

/** Where a keyword stands, and the value it speaks of. */
export interface Site {
  /** The schema that has the keyword. */
  readonly schema: JsonObject;
  /** The keyword's own value, already checked. */
  readonly value: Json;
  /** The value under test, as an expression that can be repeated and narrowed. */
  readonly target: string;
  readonly at: Pointer;
  readonly scope: Scope;
}

export interface Keyword {
  readonly name: string;
  /** Undefined: it speaks of values of any type. Where the schema decides that, it may be of none. */
  readonly group?: Group | ((schema: JsonObject) => Group | "none");
  /** What is wrong with the keyword's own value, in the schema that has it. */
  readonly check: (value: Json, at: Pointer, schema: JsonObject) => readonly Diagnostic[];
  readonly guard: (site: Site) => readonly Step[];
  readonly collect: (site: Site) => readonly string[];
}

/** What keywords may ask of the function that they are printed into. */
export interface Scope {
  /** The name of a function of the run time, which is then imported. */
  readonly use: (helper: Helper) => string;
  /** A new name for a local variable, like `wish` where that is free. */
  readonly local: (wish: string) => string;
  /** A constant beside the functions; a type where the compiler needs one. */
  readonly constant: (wish: string, initializer: string, type?: string) => string;
  /** Whether the function counts its depth, which only its own body knows. */
  readonly cyclic: boolean;
  /** Whether the module has so many functions that what it does when it is loaded counts. */
  readonly large: boolean;
  /** The steps of a subschema. */
  readonly guard: (schema: Schema, target: string, at: Pointer) => readonly Step[];
  /** The statements that report what breaks a subschema. */
  readonly collect: (schema: Schema, target: string, at: Pointer) => readonly string[];
  /** The statement that runs a subschema's collector on a value; none where it says nothing. */
  readonly report: (schema: Schema, target: string, at: Pointer) => readonly string[];
  /** A subschema as an expression of type Collector. */
  readonly collector: (schema: Schema, at: Pointer) => string;
  /** Whether a value satisfies a subschema, as an expression. */
  readonly holds: (schema: Schema, target: string, at: Pointer) => string;
  /** The named schema behind a `$ref` of the model. */
  readonly resolve: (ref: string) => Pick<NamedSchema, "name" | "schema" | "at">;
}

/** A condition whose opposite is the operator's opposite. */
export function test(ok: string, not: string = `!${ok}`): Test {
  return { ok, not };
}
