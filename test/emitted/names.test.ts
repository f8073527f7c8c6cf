// Documents whose names are reserved, foreign, alike or those of the language: what is emitted compiles,
// every name is legal and unique, and a name that exists stays when another comes.
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { createBuilder } from "../../generator/cli/build.ts";
import { load } from "../../generator/document/load.ts";
import { upgrade } from "../../generator/document/upgrade.ts";
import { generate } from "../../generator/index.ts";
import { runtimeTemplates } from "../../generator/cli/assets.ts";
import { build } from "../../generator/model/build.ts";
import type { Api, JsonObject } from "../../generator/model/model.ts";

const root = resolve(import.meta.dirname, "../..");

/** What the run time exports: emitted files import some of it beside the names of a document. */
const RUNTIME = [...runtimeTemplates().values()].flatMap((text) =>
  [
    ...text.matchAll(
      /^export (?:declare )?(?:abstract )?(?:class|const|function|interface|type) (\w+)/gm,
    ),
  ].map(([, name]) => name!),
);

const SCHEMAS: readonly string[] = unique([
  ...RUNTIME,
  ...[
    "Response",
    "Record",
    "Promise",
    "Date",
    "Object",
    "Array",
    "Map",
    "Error",
    "Request",
    "Blob",
  ],
  ...["string", "number", "undefined", "null", "never", "any", "unknown", "symbol", "object"],
  ...[
    "class",
    "default",
    "import",
    "Types",
    "Client",
    "Fixtures",
    "Handlers",
    "JsonSchema",
    "build",
  ],
  ...["Pet", "pet", "PET", "p-e-t", "pe_t", "PetOptions", "pets_methods", "getPetsOptions"],
  ...["1st", "2", "200", "😀", "😁", "é", "e", "日本", "-", "_", "$", "a.b", "a/b", "a~b", "a%20b"],
  ...[
    "constructor",
    "__proto__",
    "toString",
    "valueOf",
    "then",
    "isPet",
    "validatePet",
    "PetSchema",
  ],
  "HttpHandler",
]);

const IDS: readonly string[] = unique([
  ...RUNTIME,
  ...["delete", "class", "await", "then", "constructor", "__proto__", "toString", "arguments"],
  ...[
    "createClient",
    "connect",
    "call",
    "api",
    "fetch",
    "client",
    "mockServer",
    "handlers",
    "serve",
  ],
  ...["pets.list", "pets/list", "pets", "pets.list.all", "petsList", "pets_list", "listPets"],
  ...[
    "listPetsOperation",
    "pets.visits.a",
    "petsVisits.b",
    "a",
    "A",
    "1",
    "1a",
    "😀",
    "😁",
    "日本",
    "",
  ],
  ...["get pets", "GetPets", "getpets", "options", "route", "routes", "http", "locations", "merge"],
]);

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

interface Names {
  readonly schemas: readonly string[];
  readonly ids: readonly string[];
}

function document({ schemas, ids }: Names): string {
  const paths = ids.map((operationId, index) => {
    const parameters = ["user_id", "userId", "body", "options", "class"].map((name) => {
      return { name, in: "path", required: true, schema: { type: "string" } };
    });
    const content = { "application/json": { schema: { type: "object", title: operationId } } };
    const post = {
      operationId,
      parameters,
      requestBody: { content },
      responses: { 200: { content, description: "d" } },
    };
    return [`/${index}/{user_id}/{userId}/{body}/{options}/{class}`, { post }] as const;
  });
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Names", version: "1.0.0" },
    servers: [{ url: "https://example.com" }],
    paths: Object.fromEntries([
      ...paths,
      ["/", { get: {} }],
      ["//", { get: {} }],
      ["/😀", { get: {} }],
    ]),
    security: [{ api_key: [] }, { apiKey: [] }, { fetch: [] }],
    components: {
      schemas: Object.fromEntries(
        schemas.map((name) => [name, { type: "object", description: name }]),
      ) as JsonObject,
      securitySchemes: {
        api_key: { type: "apiKey", in: "header", name: "a" },
        apiKey: { type: "apiKey", in: "query", name: "b" },
        fetch: { type: "http", scheme: "bearer" },
      },
    },
  });
}

function model(names: Names): Api {
  return build(upgrade(load({ path: "names.json", text: document(names) }).document!).document).api;
}

/** `__proto__` in a literal would be none of its keys. */
const ALL: Names = { schemas: SCHEMAS, ids: IDS };

describe("names of all kinds", () => {
  it("make a package that compiles", async () => {
    const { files, diagnostics } = generate({
      document: { path: "names.json", text: document(ALL) },
    });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code, message }) => [code, message])).toEqual([]);
    const built = await createBuilder(join(tmpdir(), "onespec-names"), root)(files);
    expect(built.problems.slice(0, 5)).toEqual([]);
  }, 120_000);

  it("are legal and unique, and no operation and no schema is lost", () => {
    const { operations, schemas } = model(ALL);
    const expectUnique = (names: readonly string[]): void =>
      expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
    expectUnique(operations.map(({ name }) => name));
    expectUnique(operations.map(({ path }) => path.join(".")));
    expectUnique(operations.map(({ id }) => id));
    expectUnique(schemas.map(({ name }) => name));
    expect(operations.length).toBe(IDS.length + 3);
    const components = schemas.filter(({ role }) => role === "component");
    expect(components.length).toBe(SCHEMAS.length);
    for (const { name, pathParameters } of operations) {
      expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
      expectUnique(pathParameters.map(({ argument }) => argument));
    }
  });

  it("stay when an operation or a schema comes after them", () => {
    const before = model(ALL);
    const after = model({
      schemas: [...SCHEMAS, "Later", "lAter"],
      ids: [...IDS, "later", "LATER"],
    });
    const pathsOf = ({ operations }: Api): readonly string[] =>
      operations
        .filter(({ url }) => url !== "/")
        .map(({ url, path }) => `${url} ${path.join(".")}`);
    const typesOf = ({ schemas }: Api): readonly string[] =>
      schemas.map(({ at, name }) => `${at} ${name}`);
    expect(pathsOf(after)).toEqual(expect.arrayContaining([...pathsOf(before)]));
    expect(typesOf(after)).toEqual(expect.arrayContaining([...typesOf(before)]));
  });

  it("of a component that is written as its type are nobody else's, wherever it stands", () => {
    const [first, second] = [
      ["Pet", "pet"],
      ["pet", "Pet"],
    ].map((schemas) => {
      const named = model({ schemas, ids: [] }).schemas;
      return new Map(named.map(({ at, name }) => [at, name]));
    });
    expect(first!.get("/components/schemas/Pet")).toBe("Pet");
    expect(first!.get("/components/schemas/pet")).toBe("PetSchema");
    expect([...first!].sort()).toEqual([...second!].sort());
  });
});
