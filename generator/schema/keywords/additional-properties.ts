// `additionalProperties`: a schema for the properties that `properties` and `patternProperties` leave over.
import type { Schema } from "../../model/model.ts";
import { literal } from "../../print.ts";
import type { Keyword, Site } from "../keyword.ts";
import { block, refuse } from "../steps.ts";
import { isMap, mustBeSchema } from "../values.ts";
import { expression } from "./pattern.ts";

export const additionalProperties: Keyword = {
  name: "additionalProperties",
  group: "object",
  check: mustBeSchema("additionalProperties"),
  guard: (site) => {
    const { scope, target, value, at } = site;
    const [key, member] = [scope.local("key"), scope.local("member")];
    const steps = scope.guard(value as Schema, member, at);
    if (steps.length === 0) return [];
    const known = knownKeys(site, key);
    const skip = known === "" ? [] : [`if (${known}) continue;`];
    const declaration = value === false ? [] : [`const ${member} = ${target}[${key}];`];
    const body = value === false ? ["return false;"] : refuse(steps);
    return [
      {
        lines: block(`for (const ${key} of ${scope.use("keysOf")}(${target}))`, [
          ...skip,
          ...declaration,
          ...body,
        ]),
      },
    ];
  },
  collect: (site) => {
    const { scope, target, value, at } = site;
    const collector =
      value === false
        ? `${scope.use("nothing")}("additionalProperties")`
        : scope.collector(value as Schema, at);
    if (collector === "") return [];
    const known = knownKeys(site, "key");
    const named = known === "" ? "() => true" : `(key) => !(${known})`;
    return [`${scope.use("others")}(${target}, ${named}, at, ${collector});`];
  },
};

/** A condition on a key that other keywords of the same schema speak of; "" if they speak of none. */
function knownKeys({ schema, scope }: Site, key: string): string {
  const names = isMap(schema["properties"]) ? Object.keys(schema["properties"]) : [];
  const patterns = isMap(schema["patternProperties"])
    ? Object.keys(schema["patternProperties"])
    : [];
  const listed =
    names.length > 8
      ? [`${scope.constant("Known", `/* @__PURE__ */ new Set(${literal(names)})`)}.has(${key})`]
      : names.map((name) => `${key} === ${literal(name)}`);
  return [...listed, ...patterns.map((text) => `${expression(scope, text)}.test(${key})`)].join(
    " || ",
  );
}
