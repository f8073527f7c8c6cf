// Parts of a parsed request body, each read with a refusal where it is of the wrong type. Where real
// clients send null for what they leave out, null counts as left out.
import { type Code, Refusal } from "./codes.ts";

/** A value, where it stands, and the code of a refusal because of its type. */
export interface Part {
  readonly value: unknown;
  /** A JSON pointer. */
  readonly at: string;
  readonly code: Code;
}

/** The whole of a body. @throws Refusal 10208 where the text is not JSON. */
export function parsed(text: string, code: Code): Part {
  try {
    return { value: JSON.parse(text) as unknown, at: "", code };
  } catch {
    throw new Refusal(10208);
  }
}

/** Refuses a part because of its shape. */
export function refuse({ code, at }: Part, wanted: string): never {
  throw new Refusal(code, `${at === "" ? "The request body" : at} must be ${wanted}.`, at);
}

/** A property of an object; its value is undefined where it is missing. */
export function property(object: Part, name: string): Part {
  const { value, at, code } = object;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    refuse(object, "an object");
  }
  const own = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  return { value: own, at: `${at}/${name}`, code };
}

/** The items of a list; undefined where there is no list. */
export function items(part: Part): readonly Part[] | undefined {
  const { value, at, code } = part;
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) refuse(part, "a list");
  return value.map((item: unknown, index) => ({ value: item, at: `${at}/${index}`, code }));
}

export function textOf(part: Part): string {
  return typeof part.value === "string" ? part.value : refuse(part, "a text");
}

/** Undefined where it is left out. */
export function numberOf(part: Part): number | undefined {
  const { value } = part;
  if (value === undefined || value === null) return undefined;
  return typeof value === "number" ? value : refuse(part, "a number");
}
