// The vectors of bodies that are no JSON, held against the client, and against their own schema.
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, expect, it } from "vitest";
import { loadPackage } from "../trips/load.ts";
import { mismatches, vectorsOf } from "../trips/vectors.ts";

const file = { type: "string", format: "binary" };
const fields = {
  type: "object",
  required: ["title"],
  properties: {
    title: { type: "string", examples: ["a b&ü+"] },
    tags: { type: "array", items: { type: "string" }, minItems: 2 },
    ids: { type: "array", items: { type: "integer" }, minItems: 2 },
    meta: { type: "object", required: ["n"], properties: { n: { type: "integer" } } },
  },
};
const encoding = {
  ids: { style: "pipeDelimited", explode: false },
  meta: { contentType: "application/vnd.x+json", headers: { "X-A": { schema: { const: "1" } } } },
};
const bodies: Record<string, object> = {
  form: { "application/x-www-form-urlencoded": { schema: fields, encoding } },
  parts: { "multipart/form-data": { schema: fields, encoding } },
  upload: {
    "multipart/form-data": { schema: { ...fields, properties: { ...fields.properties, file } } },
  },
  text: { "text/csv": { schema: { type: "string", examples: ["a,b\nü"] } } },
  bytes: { "application/pdf": {} },
  several: {
    "application/json": { schema: fields },
    "application/x-www-form-urlencoded": { schema: fields },
    "image/png": {},
  },
};
const answers = {
  "200": {
    description: "A text.",
    content: { "text/plain": { example: "so\nit is" }, "text/csv": {} },
  },
  "400": {
    description: "No.",
    content: { "text/html": { schema: { type: "string", const: "<p>" } } },
  },
  "500": { description: "Worse.", content: { "image/png": {} } },
};
const operation = ([name, content]: [string, object]): [string, object] => [
  `/${name}`,
  { post: { operationId: name, requestBody: { required: true, content }, responses: answers } },
];
const text = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Bodies", version: "1.0.0" },
  paths: Object.fromEntries(Object.entries(bodies).map(operation)),
});

const loaded = await loadPackage({ path: "bodies.json", text });
if (typeof loaded === "string") throw new Error(loaded);
afterAll(loaded.drop);
const vectors = vectorsOf(loaded.made);
const contents = vectors.requests.map(({ id, request }) => [id, request.content?.kind] as const);

it("are what their JSON Schema says", () => {
  const schema = JSON.parse(loaded.made.files.get("vectors.schema.json")!) as object;
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  expect(validate(vectors), JSON.stringify(validate.errors)).toBe(true);
});

it("are of each kind that can be told, in each media type", () => {
  expect(contents).toEqual([
    ["form/minimal", "form"],
    ["form/full", "form"],
    ["parts/minimal", "multipart"],
    ["parts/full", "multipart"],
    ["upload/minimal", "multipart"],
    ["text/minimal", "text"],
    ["several/minimal", undefined],
    ["several/full", undefined],
    ["several/application/x-www-form-urlencoded minimal", "form"],
    ["several/application/x-www-form-urlencoded full", "form"],
  ]);
  const full = vectors.requests.find(({ id }) => id === "parts/full")!;
  expect(full.request.headers).toEqual({});
  expect(full.request.content).toMatchObject({
    type: "multipart/form-data",
    parts: [
      { name: "title", text: "a b&ü+" },
      { name: "tags" },
      { name: "tags" },
      { name: "ids", text: expect.stringMatching(/^-?\d+\|-?\d+/) },
      { name: "meta", type: "application/vnd.x+json", headers: { "X-A": "1" } },
    ],
  });
});

it("name what they leave out", () => {
  expect(vectors.skipped?.filter((one) => !("status" in one))).toEqual([
    { operation: "bytes", mediaType: "application/pdf" },
    { operation: "several", mediaType: "image/png" },
  ]);
  expect(vectors.skipped).toContainEqual({
    operation: "form",
    status: "200",
    mediaType: "text/csv",
  });
  expect(vectors.skipped).toContainEqual({
    operation: "form",
    status: "500",
    mediaType: "image/png",
  });
});

it("say what comes of a text", () => {
  const told = vectors.responses.filter(({ id }) => /^form\/(200|400)/.test(id));
  expect(told).toMatchObject([
    { body: "so\nit is", outcome: { kind: "value", body: "so\nit is", value: "so\nit is" } },
    { body: "<p>", outcome: { kind: "error", status: 400 } },
  ]);
});

it("are what the client does", async () => {
  expect(await mismatches(loaded.made)).toEqual([]);
});
