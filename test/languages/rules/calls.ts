// What an operation may take and answer for the generators of other languages to read it.
import { members, refOf, target } from "./node.ts";
import type { Context, Node, Rule } from "./redocly.ts";

export const namedBodies: Rule = () => ({
  MediaType: {
    enter(mediaType, { report, location }) {
      if (refOf(mediaType["schema"]) !== undefined) return;
      report({
        message:
          "A body must be a named schema, a `$ref`: Go (oapi-codegen, ogen), Rust (progenitor), Java (openapi-generator) and Python (openapi-python-client) each make up another name.",
        location: location.child(["schema"]),
      });
    },
  },
});

export const oneMediaType: Rule = () => ({
  RequestBody: {
    enter(body, { report, location }) {
      if (members(body["content"]).length === 1) return;
      report({
        message:
          "A request body must have one media type: Rust (progenitor) has not implemented more.",
        location: location.child(["content"]),
      });
    },
  },
});

/** The bodies of the answers with such a status; one that has none counts as another. */
function bodies(operation: Node, status: RegExp, context: Context): ReadonlySet<string> {
  const answers = members(operation["responses"]).filter(([key]) => status.test(key));
  const found = answers.flatMap(([, answer]) => {
    const content = members(target(answer, context)["content"]);
    const schemas = content.map(([, mediaType]) => target(mediaType, context)["schema"]);
    return schemas.length === 0 ? ["none"] : schemas.map((schema) => JSON.stringify(schema));
  });
  return new Set(found);
}

export const oneAnswer: Rule = () => ({
  Operation: {
    enter(operation, context) {
      const kinds = { success: /^2/, failure: /^[45d]/ };
      for (const [kind, status] of Object.entries(kinds)) {
        if (bodies(operation, status, context).size < 2) continue;
        context.report({
          message: `Each ${kind} of an operation must have the same body: Rust (progenitor) reads but one, https://github.com/oxidecomputer/progenitor/issues/344.`,
          location: context.location.child(["responses"]),
        });
      }
    },
  },
});

export const plainPathParameters: Rule = () => ({
  Parameter: {
    enter(parameter, context) {
      const { type } = target(parameter["schema"], context);
      if (parameter["in"] !== "path" || (type !== "array" && type !== "object")) return;
      context.report({
        message: `A parameter in the path must be a scalar: Rust (progenitor) can't write an ${type} there.`,
        location: context.location.child(["schema"]),
      });
    },
  },
});
