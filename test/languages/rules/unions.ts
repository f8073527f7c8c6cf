// How a choice between schemas must look for the generators of other languages to read it alike.
import { isNode, items, members, refOf, target } from "./node.ts";
import type { Context, Node, Rule, Visit } from "./redocly.ts";

/** Visits each schema with `oneOf`. */
const eachUnion = (visit: Visit): ReturnType<Rule> => ({
  Schema: {
    enter(node, context) {
      if (Array.isArray(node["oneOf"])) visit(node, context);
    },
  },
});

function mappingOf(union: Node): readonly (readonly [string, unknown])[] {
  return isNode(union["discriminator"]) ? members(union["discriminator"]["mapping"]) : [];
}

export const branchesHaveNames: Rule = () =>
  eachUnion((union, { report, location }) => {
    for (const [index, branch] of items(union["oneOf"]).entries()) {
      if (refOf(branch) !== undefined) continue;
      report({
        message:
          "A branch of a `oneOf` must be a `$ref`: Rust (progenitor) and Java (openapi-generator) have no class for a branch without a name.",
        location: location.child(["oneOf", index]),
      });
    }
  });

export const discriminator: Rule = () =>
  eachUnion((union, { report, location }) => {
    const branches = items(union["oneOf"]).flatMap((branch) => refOf(branch) ?? []);
    const mapped = mappingOf(union).map(([, ref]) => ref);
    if (branches.length === mapped.length && branches.every((ref) => mapped.includes(ref))) return;
    report({
      message:
        "A `oneOf` must have a discriminator whose mapping names each branch once: Go (ogen) refuses a choice that it can't see from the properties, and Go (oapi-codegen) leaves the caller to guess.",
      location: location.child(["oneOf"]),
    });
  });

export const tag: Rule = () =>
  eachUnion((union, context) => {
    const name = isNode(union["discriminator"]) ? union["discriminator"]["propertyName"] : "";
    for (const [value, ref] of mappingOf(union)) {
      if (hasTag(target({ $ref: ref }, context), String(name), value, context)) continue;
      context.report({
        message: `\`${value}\` must be the only value of \`${String(name)}\` in its branch, which must require it: Rust (progenitor) tries the branches in turn and knows them apart by that alone.`,
        location: context.location.child(["discriminator", "mapping", value]),
      });
    }
  });

function hasTag(branch: Node, name: string, value: string, context: Context): boolean {
  const properties = isNode(branch["properties"]) ? branch["properties"] : {};
  const values = items(target(properties[name], context)["enum"]);
  return items(branch["required"]).includes(name) && values.length === 1 && values[0] === value;
}
