// JSON pointers (RFC 6901): built, split and followed. Only own properties count: a name that the
// document gives (`__proto__`, `constructor`) never reaches a prototype.
import type { Json, JsonObject, Pointer } from "../model/model.ts";

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** One step in its escaped form: `/pets` → `~1pets`. */
export function escapeStep(step: string): string {
  return /[~/]/.test(step) ? step.replaceAll("~", "~0").replaceAll("/", "~1") : step;
}

/** The pointer some steps further. */
export function join(pointer: Pointer, ...steps: readonly (string | number)[]): Pointer {
  return steps.reduce<string>((path, step) => `${path}/${escapeStep(String(step))}`, pointer);
}

/** The steps of a pointer, unescaped. "" has none. */
export function split(pointer: Pointer): readonly string[] {
  if (pointer === "") return [];
  const steps = pointer.slice(pointer.startsWith("/") ? 1 : 0).split("/");
  return steps.map((step) =>
    step.includes("~") ? step.replaceAll("~1", "/").replaceAll("~0", "~") : step,
  );
}

/** The pointer in a `$ref` into the same document, in its normal form; undefined for any other. */
export function pointerOf(ref: string): Pointer | undefined {
  if (ref === "#") return "";
  if (!ref.startsWith("#/")) return undefined;
  return join("", ...split(decodePercent(ref.slice(1))));
}

function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A name with a bare percent sign, written as it is.
  }
}

/** The `$ref` that leads to a pointer: what a URI fragment may not hold is percent-encoded. */
export function refOf(pointer: Pointer): string {
  return `#${encodeURI(pointer.replace(/\p{Surrogate}/gu, "\uFFFD")).replaceAll("#", "%23")}`;
}

/** The member of an object or the item of a list; undefined where there is none. */
export function child(value: Json | undefined, step: string): Json | undefined {
  if (isList(value)) return /^(?:0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** The value at a pointer; undefined where there is none. */
export function get(root: Json, pointer: Pointer): Json | undefined {
  return split(pointer).reduce<Json | undefined>(child, root);
}

/** A copy of `root` in which the value at a pointer is `change(value)`; `root` where it is absent. */
export function update(root: Json, pointer: Pointer, change: (value: Json) => Json): Json {
  const go = (value: Json, [step, ...rest]: readonly string[]): Json => {
    if (step === undefined) return change(value);
    const old = child(value, step);
    if (old === undefined) return value;
    const next = go(old, rest);
    if (next === old) return value;
    if (isList(value)) return value.with(Number(step), next);
    return mapValues(value as JsonObject, (member, key) => (key === step ? next : member));
  };
  return go(root, split(pointer));
}

/** The object with every value mapped; the same object if none changed. Keeps order and own keys. */
export function mapValues(object: JsonObject, map: (value: Json, key: string) => Json): JsonObject {
  const keys = Object.keys(object);
  const values = keys.map((key) => map(object[key]!, key));
  if (keys.every((key, index) => values[index] === object[key])) return object;
  // Object.fromEntries defines properties, where assignment would run the setter of `__proto__`.
  return Object.fromEntries(keys.map((key, index) => [key, values[index]!]));
}

/** The object with some members replaced by none, one or several, in the same place. */
export function flatMapEntries(
  object: JsonObject,
  map: (key: string, value: Json) => readonly (readonly [string, Json])[],
): JsonObject {
  return Object.fromEntries(Object.keys(object).flatMap((key) => map(key, object[key]!)));
}
