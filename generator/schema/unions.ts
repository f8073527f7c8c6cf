// What `oneOf` and `anyOf` print. Where a tag parts the branches it selects one, so that no other is tried
// and only that one is reported; else all are tried, and the nearest one is reported.
import type { Schema } from "../model/model.ts";
import { literal } from "../print.ts";
import { type Site, type Step, test } from "./keyword.ts";
import { read } from "./reading.ts";
import { block, indent, refuse } from "./steps.ts";
import { claimsOf } from "./claims.ts";
import { type Branch, demandsOf, type Tagged, valuesAt } from "./tags.ts";
import { typesOf } from "./types.ts";

export function guardTagged(site: Site, { property, branches }: Tagged): readonly Step[] {
  const { scope, target } = site;
  const object = isObjectAlone(site) ? [] : [test(`${scope.use("isObject")}(${target})`)];
  const cases = branches.flatMap((branch) => {
    const steps = [test(scope.holds(branch.schema, target, branch.at))];
    return [...labels(branch), ...refuse(steps).map(indent), indent("break;")];
  });
  const body = [...cases, "default:", indent("return false;")];
  return [...object, { lines: block(`switch (${tagOf(site, property)})`, body) }];
}

export function collectTagged(site: Site, keyword: string, tags: Tagged): readonly string[] {
  const { scope, target } = site;
  const cases = tags.branches.flatMap((branch) => {
    const report = scope.report(branch.schema, target, branch.at);
    return [...labels(branch), ...report.map(indent), indent("break;")];
  });
  const body = [...cases, ...unknown(site, keyword, tags)];
  const choice = block(`switch (${tagOf(site, tags.property)})`, body);
  return isObjectAlone(site) ? choice : block(`if (${scope.use("object")}(${target}, at))`, choice);
}

/** A tag that is of no branch, or missing: reported here where the schema itself does not do so. */
function unknown(site: Site, keyword: string, { property, branches }: Tagged): readonly string[] {
  const { scope, schema, target } = site;
  const known = branches.flatMap(({ tags }) => tags);
  const own = valuesAt(site, [schema], property);
  const name = schema["discriminator"] === undefined ? keyword : "discriminator";
  const params = [target, literal(property), literal(known), "at", literal(name)].join(", ");
  const report = [indent(`${scope.use("unknownTag")}(${params});`)];
  const isWrongTold = own.length > 0 && own.every((value) => known.includes(value));
  if (demandsOf(schema).includes(property)) {
    return isWrongTold ? [] : ["case undefined:", indent("break;"), "default:", ...report];
  }
  if (!isWrongTold) return ["default:", ...report];
  return branches.some(({ untagged }) => untagged) ? [] : ["case undefined:", ...report];
}

/** All branches are tried; `holds` says which ones accept the value. */
export function collectUntagged(site: Site, keyword: string, holds: string): readonly string[] {
  const { scope, target, value, at } = site;
  const collectors = (value as readonly Schema[]).map((schema, index) => {
    const collector = scope.collector(schema, `${at}/${index}`);
    return collector === "" ? "() => {}" : collector;
  });
  const claims = claimsOf(site);
  const claimed = claims === undefined ? [] : [literal(claims.property), literal(claims.tags)];
  const all = [target, holds, literal(keyword), `[${collectors.join(", ")}]`, "at", ...claimed];
  return [`${scope.use("union")}(${all.join(", ")});`];
}

/** Each branch as a condition. */
export function conditionsOf({ scope, target, value, at }: Site): readonly string[] {
  return (value as readonly Schema[]).map((schema, index) =>
    scope.holds(schema, target, `${at}/${index}`),
  );
}

function isObjectAlone({ schema }: Site): boolean {
  return typesOf(schema)?.join() === "object";
}

/** What may have narrowed the value: the compiler would refuse labels that it excludes. */
const NARROWING = [
  ...["enum", "const", "properties", "allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas"],
];

function tagOf({ schema, scope, target, at }: Site, property: string): string {
  const others = NARROWING.filter((name) => !at.endsWith(`/${name}`));
  // Where the schema's own type takes no object, nothing is left of the value for the compiler.
  const none = typesOf(schema)?.includes("object") === false;
  if (!none && others.every((name) => schema[name] === undefined))
    return read(scope, target, property);
  return `${scope.use("own")}(${target}, ${literal(property)})`;
}

function labels({ tags, untagged }: Branch): readonly string[] {
  return [...(untagged ? ["case undefined:"] : []), ...tags.map((tag) => `case ${literal(tag)}:`)];
}
