// Diagnostics of schemas that the generator puts together point at what their author wrote; an example or
// a default that contradicts its schema is a warning, and is in nothing that is generated.
import { expect, it } from "vitest";
import { generate } from "../../generator/index.ts";

const head = `openapi: 3.1.0
info: { title: T, version: 1.0.0 }
paths:
  /a/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string, maxLength: 2 }, EXAMPLE }
      - name: q
        in: query
        schema: { type: string, PATTERN }
    get:
      operationId: a
      parameters:
        - { name: h, in: header, schema: { type: integer, DEFAULT } }
      responses:
        "200":
          description: d
          content: { application/json: { schema: { type: object, properties: { n: { type: integer, INNER } } } } }
`;

it.each([
  ["EXAMPLE", 'example: "abc"', "bad-example", 6],
  ["PATTERN", 'pattern: "("', "bad-pattern", 9],
  ["DEFAULT", 'default: "x"', "bad-default", 13],
  ["INNER", "example: 1.5", "bad-example", 17],
])("%s is located", (mark, text, code, line) => {
  const filled = head.replace(mark, text).replace(/, (EXAMPLE|PATTERN|DEFAULT|INNER)/g, "");
  const { diagnostics, files } = generate({ document: { path: "t.yaml", text: filled } });
  expect(diagnostics.map((found) => [found.code, found.file, found.line])).toEqual([
    [code, "t.yaml", line],
  ]);
  expect(diagnostics[0]!.frame).toContain(text.slice(text.indexOf(" ") + 1));
  expect(files.size === 0).toBe(code === "bad-pattern");
});
