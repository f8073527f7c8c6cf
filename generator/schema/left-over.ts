// The properties that other keywords leave over, given to a schema: what `additionalProperties` and
// `unevaluatedProperties` print. They differ only in which properties are left.
import type { Schema } from "../model/model.ts";
import { type Asking, conditionOf, type Marks } from "./evaluated.ts";
import type { Site, Step } from "./keyword.ts";
import { block, refuse } from "./steps.ts";

type Evaluated = (asking: Asking) => Marks;

export function guardLeftOver(site: Site, evaluated: Evaluated): readonly Step[] {
  const { scope, target, value, at } = site;
  const [key, member] = [scope.local("key"), scope.local("member")];
  const steps = scope.guard(value as Schema, member, at);
  if (steps.length === 0) return [];
  const asking: Asking = { scope, of: "properties", target, key, before: [] };
  const marks = evaluated(asking);
  if (marks === "all") return [];
  const known = conditionOf(asking, marks);
  const body = [
    ...(known === "" ? [] : [`if (${known}) continue;`]),
    ...(value === false
      ? ["return false;"]
      : [`const ${member} = ${target}[${key}];`, ...refuse(steps)]),
  ];
  const loop = block(`for (const ${key} of ${scope.use("keysOf")}(${target}))`, body);
  return [{ lines: [...asking.before, ...loop] }];
}

export function collectLeftOver(
  site: Site,
  keyword: string,
  evaluated: Evaluated,
): readonly string[] {
  const { scope, target, value, at } = site;
  const collector =
    value === false
      ? `${scope.use("nothing")}("${keyword}")`
      : scope.collector(value as Schema, at);
  const asking: Asking = { scope, of: "properties", target, key: "key", before: [] };
  const marks = collector === "" ? "all" : evaluated(asking);
  if (marks === "all") return [];
  const known = conditionOf(asking, marks);
  const named = known === "" ? "() => true" : `(key) => !(${known})`;
  return [...asking.before, `${scope.use("others")}(${target}, ${named}, at, ${collector});`];
}
