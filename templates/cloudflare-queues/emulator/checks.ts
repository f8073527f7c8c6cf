// Checks of single values that come from outside, a configuration file say: each with words for what
// is wanted. They convert nothing.

/** Whether a value will do, and what is wanted: "a whole number from 0 to 100". */
export type Check = readonly [isRight: (value: unknown) => boolean, wanted: string];

export const flag: Check = [(value) => typeof value === "boolean", "true or false"];

/** A text that is not empty. */
export function text(longest: number): Check {
  const isRight = (value: unknown): boolean =>
    typeof value === "string" && value.length > 0 && value.length <= longest;
  return [isRight, `a text of 1 to ${longest} characters`];
}

/** A whole number within bounds. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): Check {
  const isRight = (value: unknown): boolean =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  const bounds =
    most === Number.MAX_SAFE_INTEGER ? `, ${least} or more` : ` from ${least} to ${most}`;
  return [isRight, `a whole number${bounds}`];
}

/** What can travel in a header, without spaces. */
export const TOKEN_CHECK: Check = [
  (value) => typeof value === "string" && /^[!-~]{1,1000}$/.test(value),
  "a text of 1 to 1000 letters, digits and signs, without spaces",
];

/** One of some values. */
export function oneOf(...values: readonly unknown[]): Check {
  return [(value) => values.includes(value), `one of ${values.join(", ")}`];
}

/** What is neither null nor a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One thing that is wrong, and the keys and indexes that lead to it. */
export interface Problem {
  readonly path: readonly (string | number)[];
  /** "must be true or false" */
  readonly message: string;
}

/** `settings.warningTexts.late must be …`; the whole is called as `root` says. */
export function told({ path, message }: Problem, root: string): string {
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  return `${steps.replace(/^\./, "") || root} ${message}`;
}
