// Whole documents: with themselves, with others, and those that are made to be slow.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diff } from "../../../generator/diff/diff.ts";
import type { Document } from "../../../generator/document/document.ts";
import { link } from "../../../generator/document/link.ts";
import { load } from "../../../generator/document/load.ts";
import type { JsonObject } from "../../../generator/model/model.ts";
import { authored, operation, requestBody, rootWith, type Schema } from "../../diff/pairs.ts";
import { told } from "./support.ts";

const root = join(import.meta.dirname, "../../..");

function read(path: string): Document {
  const { document } = load({ path, text: readFileSync(path, "utf8") });
  return link(document!).document;
}

describe("a document", () => {
  const folder = join(root, "spec");
  const documents = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

  it.each(documents)("%s does not differ from itself", (name) => {
    const path = join(folder, name);
    expect(diff(read(path), read(path)).changes).toEqual([]);
  });

  it("does not differ from itself where two paths differ by a name alone", () => {
    const at = (name: string, operationId: string): readonly [string, JsonObject] => {
      const parameters = [{ name, in: "path", required: true, schema: { type: "string" } }];
      const get = { operationId, parameters, responses: { 200: { description: "Done" } } };
      return [`/things/{${name}}`, { get }];
    };
    const paths = [at("id", "one"), at("name", "other")];
    const [old, next] = [paths, paths.toReversed()].map((all) =>
      rootWith({ paths: Object.fromEntries(all) }),
    );
    expect(told(old!, next!)).toEqual([]);
  });

  it("does not differ from itself in another order of keys", () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, turned(inner)]),
      );
    };
    const document = read(join(folder, documents[0]!));
    const other = { ...document, root: turned(document.root) as JsonObject };
    expect(diff(document, other).changes.map(({ code }) => code)).toEqual([]);
  });
});

describe("two documents that have nothing in common", () => {
  it("are told as operations that are gone, and others that are new", () => {
    const many = (start: string): JsonObject => {
      const paths = Array.from({ length: 300 }, (_, index) => {
        const schema = { $ref: `#/components/schemas/${start}` };
        const content = { "application/json": { schema } };
        const responses = { 200: { description: "…", content } };
        return [
          `/${start}/${index}`,
          { get: { operationId: `${start}${index}`, responses } },
        ] as const;
      });
      const schemas = { [start]: { type: "object", properties: { [start]: { type: "string" } } } };
      const info = { title: "Same", version: "1" };
      return { openapi: "3.1.0", info, paths: Object.fromEntries(paths), components: { schemas } };
    };
    const lines = told(many("cats"), many("dogs"));
    const count = (line: string): number => lines.filter((each) => each === line).length;
    expect(count("major breaking operation-removed")).toBe(300);
    expect(count("minor compatible operation-added")).toBe(300);
    expect(lines).toHaveLength(600);
  });
});

describe("documents that are made to be slow", () => {
  it("with unions inside of unions", () => {
    const nested = (depth: number, leaf: Schema): Schema =>
      depth === 0
        ? leaf
        : {
            oneOf: Array.from({ length: 4 }, (_, index) => ({
              type: "object",
              properties: { [`p${index}`]: nested(depth - 1, leaf) },
            })),
          };
    const [old, next] = [
      nested(4, { type: "string" }),
      nested(4, { type: "string", minLength: 1 }),
    ];
    expect(told(requestBody(old), requestBody(next))).toContainEqual(
      expect.stringMatching(/^major/),
    );
  });

  it("with references that double at each step", () => {
    const doubling = (leaf: Schema): JsonObject =>
      Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => {
          const to = { $ref: `#/components/schemas/S${index + 1}` };
          const schema = index === 39 ? leaf : { type: "object", properties: { a: to, b: to } };
          return [`S${index}`, schema as JsonObject];
        }),
      );
    const whole = { $ref: "#/components/schemas/S0" };
    const lines = told(
      requestBody(whole, doubling({ type: "string" })),
      requestBody(whole, doubling({ type: "integer" })),
    );
    expect(lines).toHaveLength(1);
  });

  it("deep ones", () => {
    const deep = (leaf: Schema): Schema =>
      Array.from({ length: 60 }).reduce<Schema>((inner) => ({ type: "array", items: inner }), leaf);
    const lines = told(
      requestBody(deep({ type: "string" })),
      requestBody(deep({ type: "integer" })),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^major/);
  });
});

describe("a document that is not as it should be", () => {
  it.each<readonly [string, JsonObject]>([
    ["operations that are no objects", { paths: { "/a": { get: 3, post: [] }, "/b": null } }],
    [
      "parameters without a name",
      { paths: { "/a": { get: { parameters: [{ in: "query" }, 3] } } } },
    ],
    ["a schema that is a text", { components: { schemas: { A: "text" } } }],
    ["responses that are a list", { paths: { "/a": { get: { responses: [1, 2] } } } }],
  ])("%s, is read as far as it goes", (_name, members) => {
    const bad = { openapi: "3.1.0", info: { title: "T", version: "1" }, ...members };
    expect(() => diff(authored(bad), authored(operation({})))).not.toThrow();
    expect(diff(authored(bad), authored(bad)).changes).toEqual([]);
  });
});
