// The vectors of any API: parameters in every place, lists and objects, answers without a body.
import { expect, it } from "vitest";
import { generate } from "../../generator/index.ts";

const document = {
  path: "pets.yaml",
  text: `openapi: 3.1.0
info: { title: Pets, version: 1.2.3 }
paths:
  /pets/{name}:
    get:
      operationId: pets.find
      parameters:
        - { name: name, in: path, required: true, schema: { type: string, examples: [rex] } }
        - { name: tag, in: query, schema: { type: array, items: { type: string, examples: [big] }, minItems: 1 } }
        - { name: age, in: query, required: true, schema: { type: integer, minimum: 3, maximum: 3 } }
        - { name: near, in: query, style: deepObject, schema: { type: object, required: [city], properties: { city: { type: string, examples: [Köln] } } } }
        - { name: X-Trace, in: header, schema: { type: boolean, enum: [true] } }
      responses:
        "200": { description: All., content: { application/json: { schema: { type: array, items: { type: integer, examples: [7] }, minItems: 1 } } } }
        "404": { description: None. }
        default: { description: Else., content: { application/json: { schema: { type: object, properties: { why: { type: string, examples: [so] } } } } } }
    delete:
      operationId: pets.remove
      parameters:
        - { name: name, in: path, required: true, schema: { type: string, maxLength: 5 } }
      responses:
        "204": { description: Gone. }
`,
};

interface Read {
  readonly requests: readonly { readonly id: string; readonly request: object }[];
  readonly responses: readonly { readonly id: string }[];
}

const { files, diagnostics } = generate({ document });
const { requests, responses } = JSON.parse(files.get("vectors.json")!) as Read;
const find = (all: Read["requests"] | Read["responses"], id: string): unknown =>
  all.find((vector) => vector.id === id);

it("tells of nothing", () => {
  expect(diagnostics).toEqual([]);
});

/** A value of the fixtures' own. */
const SEGMENT: unknown = expect.stringMatching(/^\/pets\/[^/?]+$/);

it("says what goes out", () => {
  expect(requests.map(({ id, request }) => [id, request])).toEqual([
    ["pets.find/no body", { method: "GET", path: SEGMENT, query: [["age", "3"]], headers: {} }],
    [
      "pets.find/full",
      {
        method: "GET",
        path: SEGMENT,
        query: [
          ["tag", "big"],
          ["age", "3"],
          ["near[city]", "Köln"],
        ],
        headers: { "x-trace": "true" },
      },
    ],
    // A schema of five characters at most takes no such text.
    [
      "pets.find/reserved characters",
      {
        method: "GET",
        path: "/pets/a%20b%2Fc%3Fd%25e%2B%C3%BC",
        query: [["age", "3"]],
        headers: {},
      },
    ],
    ["pets.remove/no body", { method: "DELETE", path: SEGMENT, query: [], headers: {} }],
  ]);
});

it("says what comes of answers", () => {
  expect(responses.map(({ id }) => id)).toEqual([
    "pets.find/200/minimal",
    "pets.find/404/empty",
    "pets.find/default/minimal",
    "pets.find/default/full",
    "pets.find/502/html",
    "pets.remove/204/empty",
    "pets.remove/502/html",
  ]);
  expect(find(responses, "pets.find/200/minimal")).toMatchObject({
    status: 200,
    body: "[7]",
    outcome: { kind: "value", body: [7], value: [7] },
  });
  expect(find(responses, "pets.find/404/empty")).toEqual({
    id: "pets.find/404/empty",
    operation: "pets.find",
    status: 404,
    headers: {},
    outcome: { kind: "error", status: 404, codes: [], messages: [] },
  });
  expect(find(responses, "pets.find/default/full")).toMatchObject({ status: 500 });
  expect(find(responses, "pets.remove/204/empty")).toMatchObject({ outcome: { kind: "value" } });
});

it("keeps examples that are called as its own vectors, and leaves out what no client can send or get", () => {
  const json = (examples: string): string =>
    `{ application/json: { schema: { type: object, properties: { a: { type: integer } } }, examples: ${examples} } }`;
  const text = `openapi: 3.1.0
info: { title: Odd, version: 1.0.0 }
paths:
  /a:
    post:
      operationId: a
      requestBody: { content: ${json("{ minimal: { value: { a: 7 } }, no body: { value: { a: 8 } } }")} }
      responses:
        "200": { description: Fine., content: ${json("{ minimal: { value: { a: 9 } } }")} }
  /b/{up}:
    head:
      operationId: b
      parameters: [{ name: up, in: path, required: true, schema: { type: string, enum: [".."] } }]
      responses: { "200": { description: Fine., content: ${json("{}")} } }
`;
  const odd = generate({ document: { path: "odd.yaml", text } });
  const made = JSON.parse(odd.files.get("vectors.json")!) as Read;
  expect(made.requests.map(({ id }) => id)).toEqual([
    ...["a/no body", "a/minimal", "a/full", "a/minimal (2)", "a/no body (2)"],
  ]);
  expect(made.responses.map(({ id }) => id)).toEqual([
    ...["a/200/minimal", "a/200/full", "a/200/minimal (2)", "a/502/html", "a/200/broken off"],
    // An answer to HEAD has no body, whatever the document shows.
    "b/200/empty",
  ]);
});
