// `oneOf`: exactly one of several schemas. Where a tag parts the branches, the tag selects one; the
// verdict is that of plain `oneOf`, only sooner and with the errors of the branch that was meant.
import type { Schema } from "../../model/model.ts";
import { literal } from "../../print.ts";
import { type Keyword, type Site, test } from "../keyword.ts";
import { read } from "../reading.ts";
import { block, indent, refuse } from "../steps.ts";
import { type Branch, type Tagged, tagged } from "../tags.ts";
import { mustBeSchemas } from "../values.ts";

export const oneOf: Keyword = {
  name: "oneOf",
  check: mustBeSchemas("oneOf"),
  guard: (site) => {
    const tags = tagged(site);
    if (tags === undefined) return [test(`${matches(site)} === 1`, `${matches(site)} !== 1`)];
    const object = test(`${site.scope.use("isObject")}(${site.target})`);
    const cases = tags.branches.flatMap((branch) => {
      const steps = [test(site.scope.holds(branch.schema, site.target, branch.at))];
      return [...labels(branch), ...refuse(steps).map(indent), indent("break;")];
    });
    const body = [...cases, "default:", indent("return false;")];
    return [object, { lines: block(`switch (${tagOf(site, tags.property)})`, body) }];
  },
  collect: (site) => {
    const tags = tagged(site);
    return tags === undefined ? plain(site) : switched(site, tags);
  },
};

/** Where `properties` have narrowed the tag, the compiler would refuse labels that they exclude. */
function tagOf({ schema, scope, target }: Site, property: string): string {
  if (schema["properties"] === undefined) return read(scope, target, property);
  return `${scope.use("own")}(${target}, ${literal(property)})`;
}

function labels({ tags, untagged }: Branch): readonly string[] {
  return [...(untagged ? ["case undefined:"] : []), ...tags.map((tag) => `case ${literal(tag)}:`)];
}

function switched(site: Site, { property, branches }: Tagged): readonly string[] {
  const { scope, target } = site;
  const cases = branches.flatMap((branch) => {
    const report = scope.report(branch.schema, target, branch.at);
    return [...labels(branch), ...report.map(indent), indent("break;")];
  });
  const known = branches.flatMap(({ tags }) => tags);
  const unknown = `${scope.use("unknownTag")}(${target}, ${literal(property)}, ${literal(known)}, at);`;
  const body = [...cases, "default:", indent(unknown)];
  const choice = block(`switch (${tagOf(site, property)})`, body);
  return block(`if (${scope.use("object")}(${target}, at))`, choice);
}

function plain(site: Site): readonly string[] {
  const { scope, target, value, at } = site;
  const collectors = (value as readonly Schema[]).map((schema, index) => {
    const collector = scope.collector(schema, `${at}/${index}`);
    return collector === "" ? "() => {}" : collector;
  });
  return [
    `${scope.use("union")}(${target}, ${matches(site)}, "oneOf", [${collectors.join(", ")}], at);`,
  ];
}

/** How many branches hold, as an expression. */
function matches({ scope, target, value, at }: Site): string {
  const holds = (value as readonly Schema[]).map((schema, index) =>
    scope.holds(schema, target, `${at}/${index}`),
  );
  return `[${holds.join(", ")}].filter(Boolean).length`;
}
