// Parameters of every style and bodies of every kind, through the client and the mock server.
import { afterAll, expect, it } from "vitest";
import { own } from "../../generator/cli/assets.ts";
import { createBuilder } from "../../generator/cli/build.ts";
import { loadPackage } from "../trips/load.ts";
import { roundTrips } from "../trips/trip.ts";

const shapes = {
  string: { type: "string", examples: ["a b/c?d,e;f&g=h#i.ü%2F+|"] },
  number: { type: "number", examples: [-1.5] },
  boolean: { type: "boolean" },
  strings: { type: "array", items: { type: "string", examples: ["a b,c;d&e=f%"] }, minItems: 1 },
  integers: { type: "array", items: { type: "integer" }, minItems: 2 },
  object: {
    type: "object",
    additionalProperties: false,
    required: ["R", "on"],
    properties: {
      R: { type: "integer" },
      on: { type: "boolean" },
      name: { $ref: "#/components/schemas/Name" },
    },
  },
  open: {
    type: "object",
    minProperties: 1,
    required: ["x y"],
    properties: { "x y": { type: "integer" } },
    additionalProperties: { type: "integer" },
  },
};

const places = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};

const paths: Record<string, object> = {};
let count = 0;
for (const [place, styles] of Object.entries(places)) {
  for (const style of styles) {
    for (const explode of [false, true]) {
      for (const [shape, schema] of Object.entries(shapes)) {
        const isObject = schema.type === "object";
        if (style === "deepObject" && !isObject) continue;
        if (/Delimited/.test(style) && (explode || (schema.type !== "array" && !isObject)))
          continue;
        if (/Delimited/.test(style) && shape !== "integers") continue;
        // `.` stands between the parts, and a name or a number may hold one.
        if (style === "label" && explode && (shape === "strings" || shape === "object")) continue;
        if (place === "header" && ["string", "strings", "object"].includes(shape)) continue;
        const name = `${style}${explode ? "Exploded" : ""}-${shape}`;
        const url = `/${place}/${++count}${place === "path" ? `/{${name}}/end` : ""}`;
        paths[url] = {
          get: {
            operationId: `${place}.x${count}`,
            parameters: [
              { name, in: place, required: true, style, explode, schema },
              ...(place === "path"
                ? []
                : [{ name: "other", in: place, schema: { type: "integer" } }]),
            ],
            responses: { "204": { description: "Done." } },
          },
        };
      }
    }
  }
  const url = `/${place}/${++count}${place === "path" ? "/before-{c}.{d}" : ""}`;
  const json = { "application/json": { schema: shapes.open } };
  paths[url] = {
    get: {
      operationId: `${place}.x${count}`,
      parameters: [
        { name: "c", in: place, required: true, content: json },
        ...(place === "path"
          ? [{ name: "d", in: place, required: true, schema: { type: "string", enum: ["d"] } }]
          : []),
      ],
      responses: { "204": { description: "Done." } },
    },
  };
}

const file = { type: "string", format: "binary" };
const form = {
  type: "object",
  required: ["title", "file"],
  properties: {
    title: { type: "string", examples: ['a "b"\r\nü&=+%'] },
    count: { type: "integer" },
    flag: { type: "boolean" },
    tags: { type: "array", items: { type: "string" }, minItems: 1 },
    numbers: { type: "array", items: { type: "number" }, minItems: 2 },
    meta: { $ref: "#/components/schemas/Meta" },
    metas: { type: "array", items: { $ref: "#/components/schemas/Meta" }, minItems: 1 },
    either: { anyOf: [{ type: "integer" }, { $ref: "#/components/schemas/Meta" }] },
    [String.raw`odd "name"`]: { type: "string" },
    file: { type: "string" },
  },
};
const upload = {
  ...form,
  properties: {
    ...form.properties,
    file,
    files: { type: "array", items: file, minItems: 2 },
    nested: { type: "object", properties: { n: { type: "integer" } } },
  },
};
const bodies: Record<string, object> = {
  json: { "application/json": { schema: form } },
  merge: { "application/merge-patch+json": { schema: form } },
  form: { "application/x-www-form-urlencoded": { schema: form } },
  styled: {
    "application/x-www-form-urlencoded": {
      schema: form,
      encoding: {
        tags: { style: "pipeDelimited", explode: false },
        numbers: { style: "form", explode: false },
        meta: { style: "deepObject", explode: true },
        title: { allowReserved: true },
        metas: { style: "deepObject", explode: true },
      },
    },
  },
  multipart: { "multipart/form-data": { schema: upload } },
  encoded: {
    "multipart/form-data": {
      schema: upload,
      encoding: {
        file: { contentType: "image/png, image/jpeg" },
        count: { contentType: "application/json" },
        meta: {
          contentType: "application/json; charset=utf-8",
          headers: { "X-Part": { schema: { const: "a" } } },
        },
      },
    },
  },
  parted: {
    "multipart/form-data": {
      schema: upload,
      encoding: {
        tags: { style: "pipeDelimited", explode: false },
        numbers: { style: "form", explode: false },
        meta: { style: "deepObject", explode: true },
        title: { style: "form" },
        metas: { style: "deepObject", explode: true },
        nested: { style: "form", headers: { "X-Part": { schema: { const: "a" } } } },
      },
    },
  },
  component: { "multipart/form-data": { schema: { $ref: "#/components/schemas/Upload" } } },
  text: { "text/plain": { schema: { type: "string", examples: ["ü\n"] } } },
  xml: { "application/xml": {} },
  bytes: { "application/octet-stream": {} },
  image: { "image/*": { schema: file } },
  any: { "*/*": {} },
  // Strings of a JSON part are what they stand for where they can be nothing else, and JSON otherwise.
  parts: {
    "multipart/form-data": {
      schema: {
        type: "object",
        required: ["text", "any"],
        properties: {
          text: { type: "string", examples: ['{"a":1}'] },
          any: { examples: ["b"] },
        },
      },
      encoding: {
        text: { contentType: "application/json" },
        any: { contentType: "application/json" },
      },
    },
  },
  number: { "text/plain": { schema: { type: "integer" } } },
  bareForm: { "application/x-www-form-urlencoded": { schema: { type: "integer" } } },
  namedByCaller: {
    "multipart/form-data": {
      schema: {
        type: "object",
        required: ["files"],
        additionalProperties: { type: "array", minItems: 1, items: file },
      },
    },
  },
  styledFiles: {
    "multipart/form-data": {
      schema: {
        type: "object",
        required: ["files"],
        properties: { files: { type: "array", minItems: 1, items: file } },
      },
      encoding: { files: { style: "form", explode: false } },
    },
  },
  ranges: {
    "application/*+json": { schema: form },
    "application/json": { schema: form },
    "text/json": { schema: form },
  },
  many: {
    "text/csv": {},
    "application/json": { schema: { $ref: "#/components/schemas/Upload" } },
    "multipart/form-data": { schema: { $ref: "#/components/schemas/Upload" } },
    "application/x-www-form-urlencoded": { schema: form },
    "application/pdf": {},
  },
};
for (const [name, content] of Object.entries(bodies)) {
  for (const required of [true, false]) {
    paths[`/bodies/${name}/${required}`] = {
      post: {
        operationId: `bodies.${name}${required ? "" : "Optional"}`,
        requestBody: { required, content },
        responses: { "204": { description: "Done." } },
      },
    };
  }
}

const document = {
  path: "requests.json",
  text: JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Requests", version: "1.0.0" },
    servers: [{ url: "https://requests.example" }],
    paths,
    components: {
      schemas: {
        Name: { type: "string", examples: ["n,m"] },
        Meta: {
          type: "object",
          required: ["a"],
          properties: {
            a: { type: "integer" },
            b: { type: "array", items: { type: "string" }, minItems: 1 },
          },
        },
        Upload: {
          type: "object",
          required: ["file"],
          properties: { file, note: { type: "string" } },
        },
      },
    },
  }),
};

const loaded = await loadPackage(document);
if (typeof loaded === "string") throw new Error(loaded);
afterAll(loaded.drop);

it("type-checks", async () => {
  const { problems } = await createBuilder("/requests", own().root)(loaded.made.files);
  expect(problems).toEqual([]);
});

it("arrives as it was given", async () => {
  const { calls, differences } = await roundTrips(loaded.made);
  expect(
    differences.map(({ operation, where, given, got }) => [operation, where, given, got]),
  ).toEqual([]);
  expect(calls).toBeGreaterThan(150);
});
