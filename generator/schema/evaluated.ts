// What the keywords of a schema evaluate of a value: the properties and items that `additionalProperties`
// and `unevaluated*` leave alone. Conditions on a key, or on an index; what does not depend on it (which
// branch of a union holds) is asked once, before the loop. All of it is known when the code is printed,
// so no function has to keep book of what it has seen.
import { escapeStep } from "../document/pointer.ts";
import type { JsonObject, Pointer, Schema } from "../model/model.ts";
import { literal } from "../print.ts";
import type { Scope } from "./keyword.ts";
import { expression } from "./keywords/pattern.ts";
import { read } from "./reading.ts";
import { isMap } from "./values.ts";

/** Everything, or what is named, the first items, and what meets one of the conditions. */
export type Marks = "all" | Some;

interface Some {
  readonly names: readonly string[];
  readonly prefix: number;
  readonly conditions: readonly string[];
}

/** Where marks are asked for: `key` is the variable of the loop, `before` what must be known ahead of it. */
export interface Asking {
  readonly scope: Scope;
  readonly of: "properties" | "items";
  readonly target: string;
  readonly key: string;
  readonly before: string[];
  /** Named schemas that this one is applied in place by: one that is met again adds nothing. */
  readonly opened?: readonly string[];
}

const NOTHING: Some = { names: [], prefix: 0, conditions: [] };

/** What the other keywords of a schema evaluate. */
export function evaluatedBeside(asking: Asking, schema: JsonObject, at: Pointer): Marks {
  const own =
    asking.of === "properties" ? ownProperties(asking, schema) : ownItems(asking, schema, at);
  return own === "all" ? own : merge([own, ...inPlace(asking, schema, at)]);
}

/** The same of a schema that is applied in place: there, what was left over is evaluated as well. */
function evaluatedBy(asking: Asking, schema: Schema, at: Pointer): Marks {
  if (!isMap(schema)) return NOTHING;
  const [rest, unevaluated] =
    asking.of === "properties"
      ? ["additionalProperties", "unevaluatedProperties"]
      : ["items", "unevaluatedItems"];
  if (schema[rest!] !== undefined || schema[unevaluated!] !== undefined) return "all";
  return evaluatedBeside(asking, schema, at);
}

/** What `properties` and `patternProperties` speak of. */
export function ownProperties({ scope, key }: Asking, schema: JsonObject): Some {
  const { properties, patternProperties } = schema;
  const patterns = isMap(patternProperties) ? Object.keys(patternProperties) : [];
  return {
    names: isMap(properties) ? Object.keys(properties) : [],
    prefix: 0,
    conditions: patterns.map((text) => `${expression(scope, text)}.test(${key})`),
  };
}

function ownItems({ scope, target, key }: Asking, schema: JsonObject, at: Pointer): Marks {
  const { items, prefixItems, contains } = schema;
  if (items !== undefined) return "all";
  const found = contains as Schema | undefined;
  const holds =
    found === undefined ? "false" : scope.holds(found, `${target}[${key}]`, `${at}/contains`);
  if (holds === "true") return "all";
  return {
    names: [],
    prefix: Array.isArray(prefixItems) ? prefixItems.length : 0,
    conditions: holds === "false" ? [] : [holds],
  };
}

function inPlace(asking: Asking, schema: JsonObject, at: Pointer): readonly Marks[] {
  const { scope, target } = asking;
  const only = (condition: string, wish: string, inner: Schema, path: Pointer): Marks =>
    onlyIf(asking, condition, wish, evaluatedBy(asking, inner, path));
  const branches = (keyword: string): readonly (readonly [Schema, Pointer])[] =>
    ((schema[keyword] ?? []) as readonly Schema[]).map((inner, index) => {
      return [inner, `${at}/${keyword}/${index}`];
    });
  const ref = schema["$ref"];
  const opened = asking.opened ?? [];
  const named = typeof ref === "string" ? scope.resolve(ref) : undefined;
  const referred = named === undefined || opened.includes(named.name) ? [] : [named];
  const dependent = isMap(schema["dependentSchemas"]) ? schema["dependentSchemas"] : {};
  return [
    ...referred.map(({ name, schema: target, at: place }) =>
      evaluatedBy({ ...asking, opened: [...opened, name] }, target, place),
    ),
    ...branches("allOf").map(([inner, path]) => evaluatedBy(asking, inner, path)),
    ...[...branches("anyOf"), ...branches("oneOf")].map(([inner, path]) =>
      only(scope.holds(inner, target, path), "branch", inner, path),
    ),
    ...conditional(asking, schema, at),
    ...Object.entries(dependent as Record<string, Schema>).map(([name, inner]) =>
      only(
        `${read(scope, target, name)} !== undefined`,
        "dependent",
        inner,
        `${at}/dependentSchemas/${escapeStep(name)}`,
      ),
    ),
  ];
}

function conditional(asking: Asking, schema: JsonObject, at: Pointer): readonly Marks[] {
  const condition = schema["if"] as Schema | undefined;
  if (condition === undefined) return [];
  const part = (keyword: string): Marks =>
    evaluatedBy(asking, (schema[keyword] ?? true) as Schema, `${at}/${keyword}`);
  const [yes, no] = [merge([part("if"), part("then")]), part("else")];
  if (isNothing(yes) && isNothing(no)) return [];
  const holds = asking.scope.holds(condition, asking.target, `${at}/if`);
  const name = ask(asking, holds, "condition");
  return [onlyIf(asking, name, "", yes), onlyIf(asking, `!${name}`, "", no)];
}

/** Marks that count only where a condition holds; one with a wish for a name is asked ahead. */
function onlyIf(asking: Asking, condition: string, wish: string, marks: Marks): Marks {
  if (isNothing(marks) || condition === "false") return NOTHING;
  if (condition === "true") return marks;
  const name = wish === "" ? condition : ask(asking, condition, wish);
  const inner = marks === "all" ? "" : conditionOf(asking, marks);
  return { ...NOTHING, conditions: [inner === "" ? name : `(${name} && (${inner}))`] };
}

function ask({ scope, before }: Asking, condition: string, wish: string): string {
  const known = before.find((line) => line.endsWith(` = ${condition};`));
  if (known !== undefined) return known.split(" ")[1]!;
  const name = scope.local(wish);
  before.push(`const ${name} = ${condition};`);
  return name;
}

function isNothing(marks: Marks): boolean {
  return marks !== "all" && marks.names.length + marks.prefix + marks.conditions.length === 0;
}

function merge(all: readonly Marks[]): Marks {
  return all.reduce<Marks>((one, other) => {
    if (one === "all" || other === "all") return "all";
    return {
      names: [...new Set([...one.names, ...other.names])],
      prefix: Math.max(one.prefix, other.prefix),
      conditions: [...new Set([...one.conditions, ...other.conditions])],
    };
  }, NOTHING);
}

/** More names than these are looked up in a set instead of compared one by one. */
const MANY = 8;

/** Marks as an expression; "" where nothing is evaluated. */
export function conditionOf({ scope, key }: Asking, marks: Some): string {
  const { names, prefix, conditions } = marks;
  const listed =
    names.length > MANY
      ? [`${scope.constant("Known", `/* @__PURE__ */ new Set(${literal(names)})`)}.has(${key})`]
      : names.map((name) => `${key} === ${literal(name)}`);
  return [...listed, ...(prefix > 0 ? [`${key} < ${prefix}`] : []), ...conditions].join(" || ");
}
