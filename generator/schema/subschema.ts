// One schema at one place → the steps of a guard, or the statements of a collector. `type` is the gate:
// what it refuses is refused once, and keywords that can't speak of what it admits are left out.
import type { Json, JsonObject, Pointer, Schema } from "../model/model.ts";
import type { Group, Keyword, Scope, Site, Step } from "./keyword.ts";
import { KEYWORDS } from "./keywords.ts";
import { isWritten } from "./keywords/format.ts";
import { block, isTest, onlyIf } from "./steps.ts";
import {
  groupOf,
  groupTest,
  isOfGroup,
  type TypeName,
  typeGate,
  typesOf,
  typeTest,
} from "./types.ts";
import { isMap } from "./values.ts";

export function guardSteps(
  scope: Scope,
  schema: Schema,
  target: string,
  at: Pointer,
): readonly Step[] {
  if (!isMap(schema)) return schema === true ? [] : [{ ok: "false", not: "true" }];
  const types = typesOf(schema);
  const speaking = keywordsOf(schema, types);
  const other = nullable(types, speaking);
  if (other !== undefined) {
    return onlyIf(`${target} !== null`, guardSteps(scope, { ...schema, type: other }, target, at));
  }
  const gate =
    types === undefined || isPinned(schema, speaking) || isFormat(schema, speaking)
      ? []
      : [typeTest(scope, types, target)];
  const rest = speaking.flatMap(({ keyword, group }) => {
    const steps = keyword.guard(site(scope, schema, keyword, target, at));
    return steps.length > 0 && needsTest(group, types)
      ? onlyIf(groupTest(scope, group, target), steps)
      : steps;
  });
  // Behind a condition that nothing meets the compiler takes the value for nothing at all.
  const steps = [...gate, ...rest];
  const impossible = steps.find((step) => isTest(step) && step.not === "true");
  return impossible === undefined ? steps : [impossible];
}

export function collectStatements(
  scope: Scope,
  schema: Schema,
  target: string,
  at: Pointer,
): readonly string[] {
  if (!isMap(schema))
    return schema === true ? [] : [`${scope.use("nothing")}("false")(${target}, at);`];
  const types = typesOf(schema);
  const speaking = keywordsOf(schema, types);
  const rest = speaking.flatMap(({ keyword, group }) => {
    const statements = keyword.collect(site(scope, schema, keyword, target, at));
    if (statements.length === 0 || !needsTest(group, types)) return statements;
    return block(`if (${groupTest(scope, group, target)})`, statements);
  });
  if (types === undefined || isPinned(schema, speaking)) return rest;
  const gate = typeGate(scope, types, target);
  return rest.length === 0 ? [`${gate};`] : block(`if (${gate})`, rest);
}

/** A keyword, and the group that it speaks of in this schema; undefined: values of any type. */
interface Speaking {
  readonly keyword: Keyword;
  readonly group: Group | undefined;
}

/** The keywords of a schema that can speak of a value of its types. */
function keywordsOf(
  schema: JsonObject,
  types: readonly TypeName[] | undefined,
): readonly Speaking[] {
  const { enum: values, const: only } = schema;
  const several = Array.isArray(values) ? (values as readonly Json[]) : undefined;
  const pinned = several ?? (only === undefined ? undefined : [only]);
  return KEYWORDS.flatMap((keyword): readonly Speaking[] => {
    if (!Object.hasOwn(schema, keyword.name)) return [];
    const group = typeof keyword.group === "function" ? keyword.group(schema) : keyword.group;
    if (group === undefined) return [{ keyword, group }];
    if (group === "none") return [];
    const admitted = types === undefined || types.some((type) => groupOf(type) === group);
    const met = pinned === undefined || pinned.some((value) => isOfGroup(value, group));
    return admitted && met ? [{ keyword, group }] : [];
  });
}

/** The type beside `null`, where all that is said is said of it: then null is let pass beforehand. */
function nullable(
  types: readonly TypeName[] | undefined,
  speaking: readonly Speaking[],
): TypeName | undefined {
  if (types?.length !== 2 || !types.includes("null") || speaking.length === 0) return undefined;
  return speaking.every(({ group }) => group !== undefined)
    ? types.find((type) => type !== "null")
    : undefined;
}

/** Whether `enum` or `const` decide alone: what `type` says is then said by the values. */
function isPinned(schema: JsonObject, speaking: readonly Speaking[]): boolean {
  const pins = Object.hasOwn(schema, "enum") || Object.hasOwn(schema, "const");
  return pins && speaking.every(({ keyword: { name } }) => name === "enum" || name === "const");
}

/** Whether a format is all that is said of a text: its test asks for a text itself. */
function isFormat(schema: JsonObject, speaking: readonly Speaking[]): boolean {
  return speaking.length === 1 && speaking[0]!.keyword.name === "format" && isWritten(schema);
}

/** Whether the type must be asked for before the keyword: the gate has not settled it. */
function needsTest(
  group: Group | undefined,
  types: readonly TypeName[] | undefined,
): group is Group {
  return group !== undefined && !(types?.length === 1 && groupOf(types[0]!) === group);
}

function site(
  scope: Scope,
  schema: JsonObject,
  keyword: Keyword,
  target: string,
  at: Pointer,
): Site {
  return { schema, value: schema[keyword.name]!, target, at: `${at}/${keyword.name}`, scope };
}
