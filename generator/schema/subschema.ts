// One schema at one place → the steps of a guard, or the statements of a collector. `type` is the gate:
// what it refuses is refused once, and keywords that can't speak of what it admits are left out.
import type { Json, JsonObject, Pointer, Schema } from "../model/model.ts";
import type { Keyword, Scope, Site, Step } from "./keyword.ts";
import { KEYWORDS } from "./keywords.ts";
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
  const gate =
    types === undefined || isPinned(schema, speaking) ? [] : [typeTest(scope, types, target)];
  const rest = speaking.flatMap((keyword) => {
    const steps = keyword.guard(site(scope, schema, keyword, target, at));
    return needsTest(keyword, types)
      ? onlyIf(groupTest(scope, keyword.group!, target), steps)
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
  const rest = speaking.flatMap((keyword) => {
    const statements = keyword.collect(site(scope, schema, keyword, target, at));
    if (statements.length === 0 || !needsTest(keyword, types)) return statements;
    return block(`if (${groupTest(scope, keyword.group!, target)})`, statements);
  });
  if (types === undefined || isPinned(schema, speaking)) return rest;
  const gate = typeGate(scope, types, target);
  return rest.length === 0 ? [`${gate};`] : block(`if (${gate})`, rest);
}

/** The keywords of a schema that can speak of a value of its types. */
function keywordsOf(
  schema: JsonObject,
  types: readonly TypeName[] | undefined,
): readonly Keyword[] {
  const { enum: values, const: only } = schema;
  const several = Array.isArray(values) ? (values as readonly Json[]) : undefined;
  const pinned = several ?? (only === undefined ? undefined : [only]);
  return KEYWORDS.filter(({ name, group }) => {
    if (!Object.hasOwn(schema, name)) return false;
    if (group === undefined) return true;
    const admitted = types === undefined || types.some((type) => groupOf(type) === group);
    return admitted && (pinned === undefined || pinned.some((value) => isOfGroup(value, group)));
  });
}

/** Whether `enum` or `const` decide alone: what `type` says is then said by the values. */
function isPinned(schema: JsonObject, speaking: readonly Keyword[]): boolean {
  const pins = Object.hasOwn(schema, "enum") || Object.hasOwn(schema, "const");
  return pins && speaking.every(({ name }) => name === "enum" || name === "const");
}

/** Whether the type must be asked for before the keyword: the gate has not settled it. */
function needsTest({ group }: Keyword, types: readonly TypeName[] | undefined): boolean {
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
