// Texts → the numbers, booleans, lists and objects that a validator asks for. What it finds wrong
// tells what a text should have been; what nothing can be made of stays a text, and is an issue.
import type { Validate } from "./operation.ts";
import type { Part } from "./receive.ts";
import type { Issue } from "./validate.ts";

type Key = string | number;

/**
 * Replaces texts by what the validator asks for, as long as that leads on. From `depth` keys on, what
 * should be a list or an object is JSON text: a part of a part has no style.
 */
export function interpret(texts: unknown, validate: Validate, depth: number = 2): Part {
  let value = texts;
  for (;;) {
    const { issues = [] } = validate(value);
    const before = value;
    for (const issue of issues)
      value = replace(value, issue.path, (text) => retype(text, issue, depth));
    if (value !== before) continue;
    // A choice does not say the type of its values.
    for (const { path } of issues) value = guess(value, path, validate);
    return { value, issues: validate(value).issues ?? [] };
  }
}

function retype(text: unknown, { keyword, params, path }: Issue, depth: number): unknown {
  if (keyword !== "type") return text;
  const type = String(params["type"]);
  if (/array/.test(type) && isIndexed(text)) return Object.values(text);
  if (typeof text !== "string") return text;
  if (/number|integer/.test(type) && typeof literal(text) === "number") return literal(text);
  if (/boolean/.test(type) && typeof literal(text) === "boolean") return literal(text);
  const parsed = path.length >= depth && /array|object/.test(type) ? parsedJson(text) : undefined;
  if (typeof parsed === "object" && parsed !== null) return parsed;
  return /array/.test(type) ? [text] : text;
}

/** The first reading of a part after which nothing is wrong with it; the part as it is where none is. */
function guess(value: unknown, path: readonly Key[], validate: Validate): unknown {
  const readings = [literals, (text: unknown) => parsedJson(text) ?? text];
  for (const reading of readings) {
    const changed = replace(value, path, reading);
    if (changed === value) continue;
    const { issues = [] } = validate(changed);
    if (!issues.some((issue) => path.every((key, index) => issue.path[index] === key)))
      return changed;
  }
  return value;
}

/** A list's items, and an object's values, are literals too; `a[0]=1` makes an object of a list. */
function literals(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(literals);
  if (typeof value !== "object" || value === null) return literal(value);
  if (isIndexed(value)) return Object.values(value).map(literals);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literals(item)]));
}

function literal(text: unknown): unknown {
  if (text === "true" || text === "false") return text === "true";
  const isNumber = typeof text === "string" && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
  return isNumber ? Number(text) : text;
}

/** Undefined where a value is no JSON text. */
export function parsedJson(text: unknown): unknown {
  try {
    return typeof text === "string" ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

function isIndexed(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key, index) => key === String(index));
}

/** A copy with one part replaced; the same value where that part stays the same. */
function replace(
  value: unknown,
  [key, ...rest]: readonly Key[],
  change: (value: unknown) => unknown,
): unknown {
  if (key === undefined) return change(value);
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return value;
  const before = (value as Record<Key, unknown>)[key];
  const after = replace(before, rest, change);
  if (after === before) return value;
  if (Array.isArray(value)) return value.with(Number(key), after);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === key ? after : item]),
  );
}
