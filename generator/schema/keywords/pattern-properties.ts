// `patternProperties`: a schema for the properties whose names match an expression.
import { escapeStep } from "../../document/pointer.ts";
import type { Schema } from "../../model/model.ts";
import type { Keyword, Site } from "../keyword.ts";
import { block, refuse } from "../steps.ts";
import { isMap, mustBeSchemaMap } from "../values.ts";
import { checkPattern, expression } from "./pattern.ts";

export const patternProperties: Keyword = {
  name: "patternProperties",
  group: "object",
  check: (value, at) => {
    const wrong = mustBeSchemaMap("patternProperties")(value, at);
    const broken = Object.keys(isMap(value) ? value : {}).flatMap((text) =>
      checkPattern(text, `${at}/${escapeStep(text)}`, { key: true }),
    );
    return [...wrong, ...broken];
  },
  guard: (site) => {
    return entries(site).flatMap(([text, schema, at]) => {
      const { scope, target } = site;
      const [key, member] = [scope.local("key"), scope.local("member")];
      const steps = scope.guard(schema, member, at);
      if (steps.length === 0) return [];
      const skip = `if (!${expression(scope, text)}.test(${key})) continue;`;
      const body = [skip, `const ${member} = ${target}[${key}];`, ...refuse(steps)];
      return [{ lines: block(`for (const ${key} of ${scope.use("keysOf")}(${target}))`, body) }];
    });
  },
  collect: (site) => {
    return entries(site).flatMap(([text, schema, at]) => {
      const { scope, target } = site;
      const collector = scope.collector(schema, at);
      if (collector === "") return [];
      const named = `(key) => ${expression(scope, text)}.test(key)`;
      return [`${scope.use("others")}(${target}, ${named}, at, ${collector});`];
    });
  },
};

function entries({ value, at }: Site): readonly (readonly [string, Schema, string])[] {
  return Object.entries(value as Record<string, Schema>).map(([text, schema]) => {
    return [text, schema, `${at}/${escapeStep(text)}`];
  });
}
