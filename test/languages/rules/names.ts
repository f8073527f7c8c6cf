// Names that are different in the document, and the same once a language has put them into its own
// case. What the names are is not judged.
import { items, members, repeated } from "./node.ts";
import type { Rule } from "./redocly.ts";

export const operations: Rule = () => {
  const ids: string[] = [];
  return {
    Operation: {
      enter({ operationId }, { report, location }) {
        if (typeof operationId !== "string") return;
        ids.push(operationId);
        if (!repeated(ids).includes(operationId)) return;
        report({
          message: `Another operationId differs from \`${operationId}\` in case or punctuation alone: Go (oapi-codegen, ogen) and Rust (progenitor) make one name of both.`,
          location: location.child(["operationId"]),
        });
      },
    },
  };
};

export const schemas: Rule = () => ({
  Components: {
    enter(components, { report, location }) {
      const names = members(components["schemas"]).map(([name]) => name);
      for (const name of repeated(names)) {
        report({
          message: `Another schema's name differs from \`${name}\` in case or punctuation alone: Go (oapi-codegen, ogen), Rust (progenitor), Java (openapi-generator) and Python (openapi-python-client) make one name of both.`,
          location: location.child(["schemas", name]),
        });
      }
    },
  },
});

export const properties: Rule = () => ({
  Schema: {
    enter(schema, { report, location }) {
      const names = members(schema["properties"]).map(([name]) => name);
      for (const name of repeated(names)) {
        report({
          message: `Another property's name differs from \`${name}\` in case or punctuation alone: Go (oapi-codegen), Rust (progenitor) and Java (openapi-generator) make one field of both.`,
          location: location.child(["properties", name]),
        });
      }
    },
  },
});

export const enumValues: Rule = () => ({
  Schema: {
    enter(schema, { report, location }) {
      const values = items(schema["enum"]).filter((value) => typeof value === "string");
      for (const value of repeated(values)) {
        report({
          message: `Another value differs from \`${value}\` in case or punctuation alone: Rust (progenitor) and Python (openapi-python-client) make one name of both.`,
          location: location.child(["enum"]),
        });
      }
    },
  },
});
