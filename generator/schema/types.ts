// `type`: which JSON types a schema admits, and how a value is asked for its type.
// It is the gate of a schema: where it says no, no other keyword is reported.
import { didYouMean, diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import { type Group, type Scope, type Test, test } from "./keyword.ts";
import { isMap } from "./values.ts";

const TYPES = ["null", "boolean", "object", "array", "number", "integer", "string"] as const;
export type TypeName = (typeof TYPES)[number];

/** What a schema's `type` admits; undefined: every type. */
export function typesOf(schema: JsonObject): readonly TypeName[] | undefined {
  const value = schema["type"];
  if (value === undefined) return undefined;
  const names = (Array.isArray(value) ? value : [value]) as readonly TypeName[];
  return names.includes("number") ? names.filter((name) => name !== "integer") : names;
}

export function checkType(value: Json, at: Pointer): readonly Diagnostic[] {
  if (!Array.isArray(value)) return checkName(value, at);
  if (value.length === 0) {
    const params = { what: "`type`", expected: "at least one type", found: "an empty list" };
    return [diagnostic("wrong-type", at, { ...params, advice: "Name a type, or remove it." })];
  }
  return value.flatMap((name: Json, index) => checkName(name, `${at}/${index}`));
}

function checkName(value: Json, at: Pointer): readonly Diagnostic[] {
  if (TYPES.some((name) => name === value)) return [];
  const advice = didYouMean(
    String(value),
    TYPES,
    `It is one of ${TYPES.map((name) => `\`${name}\``).join(", ")}.`,
  );
  const found = typeof value === "string" ? value : JSON.stringify(value);
  return [diagnostic("unknown-value", at, { what: "The type", found, advice })];
}

/** The group of keywords that speak of a type. */
export function groupOf(type: TypeName): Group | undefined {
  if (type === "integer") return "number";
  return type === "null" || type === "boolean" ? undefined : type;
}

export function typeTest(scope: Scope, types: readonly TypeName[], target: string): Test {
  const each = types.map((type) => oneType(scope, type, target));
  if (each.length === 1) return each[0]!;
  return {
    ok: `(${each.map(({ ok }) => ok).join(" || ")})`,
    not: `(${each.map(({ not }) => not).join(" && ")})`,
  };
}

function oneType(scope: Scope, type: TypeName, target: string): Test {
  switch (type) {
    case "null":
      return test(`${target} === null`, `${target} !== null`);
    case "boolean":
    case "string":
      return test(`typeof ${target} === "${type}"`, `typeof ${target} !== "${type}"`);
    case "array":
      return test(`Array.isArray(${target})`);
    case "object":
      return test(`${scope.use("isObject")}(${target})`);
    case "number":
      return test(`${scope.use("isNumber")}(${target})`);
    case "integer":
      return test(`${scope.use("isInteger")}(${target})`);
  }
}

/** The condition under which the keywords of a group speak. */
export function groupTest(scope: Scope, group: Group, target: string): string {
  return oneType(scope, group, target).ok;
}

/** Reports a wrong type, as an expression that is true where the type is right. */
export function typeGate(scope: Scope, types: readonly TypeName[], target: string): string {
  if (types.length === 1) {
    const helper = types[0] === "null" ? "none" : types[0]!;
    return `${scope.use(helper)}(${target}, at)`;
  }
  const ok = types.map((type) => oneType(scope, type, target).ok).join(" || ");
  return `${scope.use("oneOfTypes")}(${target}, ${ok}, "${types.join(" or ")}", at)`;
}

/** Whether the keywords of a group speak of a value of the document. */
export function isOfGroup(value: Json, group: Group): boolean {
  return isOfType(value, [group]);
}

/** Whether a value of the document is of one of these types. */
export function isOfType(value: Json, types: readonly TypeName[]): boolean {
  return types.some((type) => {
    if (type === "null") return value === null;
    if (type === "array") return Array.isArray(value);
    if (type === "object") return isMap(value);
    return type === "integer" ? Number.isInteger(value) : typeof value === type;
  });
}
