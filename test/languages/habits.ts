// What a tool always does to a request or a value although the vector wants it otherwise, each with the
// thread of its makers. A failure that no habit explains is an error, and so is a habit not met any more.
import { isDeepStrictEqual } from "node:util";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Whether a tool's habit alone makes this `got` of that `wanted`. */
export interface Habit {
  readonly name: string;
  readonly issue: string;
  explains(got: Json, wanted: Json): boolean;
}

/** What the programs print: `{ passed, all, failures }`, a failure as `<id>: <what>: got …, wanted …`. */
export interface Outcome {
  readonly passed: number;
  readonly all: number;
  readonly failures: readonly string[];
}

/** Lists and objects that are empty are not written. */
export function dropsEmpty(issue: string): Habit {
  const explains = (got: Json, wanted: Json): boolean =>
    isDeepStrictEqual(got, withoutEmpty(wanted));
  return { name: "writes no empty list or object", issue, explains };
}

/** Properties that are left out are sent with the document's default. */
export function sendsDefaults(issue: string, defaults: { readonly [key: string]: Json }): Habit {
  const explains = (got: Json, wanted: Json): boolean =>
    isObject(wanted) && isDeepStrictEqual(got, { ...defaults, ...wanted });
  return { name: "sends defaults", issue, explains };
}

/** One line for the table. */
export function known(habits: readonly Habit[]): string {
  return habits.map(({ name, issue }) => `${name} (${issue})`).join("; ");
}

/** Reads what a program printed, and holds its failures against the habits. */
export function judge(printed: string, habits: readonly Habit[]): Outcome {
  const outcome = JSON.parse(printed) as Outcome;
  const met = outcome.failures.map((failure) => habits.find((habit) => matches(failure, habit)));
  const strange = outcome.failures.filter((_, index) => met[index] === undefined);
  if (strange.length > 0) throw new Error(strange.join("\n"));
  const gone = habits.filter((habit) => !met.includes(habit));
  if (gone.length > 0) throw new Error(`no longer so, take it out: ${known(gone)}`);
  return outcome;
}

function matches(failure: string, habit: Habit): boolean {
  const parts = /: (?:value|body): got (.*), wanted (.*)$/s.exec(failure);
  if (parts === null) return false;
  return habit.explains(JSON.parse(parts[1]!) as Json, JSON.parse(parts[2]!) as Json);
}

function withoutEmpty(value: Json): Json {
  if (!isObject(value)) return Array.isArray(value) ? value.map(withoutEmpty) : value;
  const entries = Object.entries(value).filter(([, member]) => !isEmpty(member));
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutEmpty(member)]));
}

function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
