// What a change of the declarations means for code that was written for the old ones.
import { expect, test } from "vitest";
import { type Declarations, declarationsOf } from "../../generator/cli/declarations/read.ts";
import { compareDeclarations } from "../../generator/cli/declarations/compare.ts";
import type { Files } from "./folders.ts";

const MANIFEST = {
  name: "p",
  type: "module",
  imports: { "#api/*": "./dist/*.js" },
  exports: {
    ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
    "./operations": { types: "./dist/operations.d.ts", default: "./dist/operations.js" },
    "./mock": { types: "./dist/mock.d.ts", default: "./dist/mock.js" },
    "./openapi.yaml": "./openapi.yaml",
  },
  bin: { tool: "./dist/tool.js" },
  engines: { node: ">=20" },
};

const SOURCES: Files = {
  "src/index.ts": `
    export { createClient } from "./client.ts";
    export type * from "./client.ts";
    export type * from "./types.ts";
    export type { Call } from "./runtime/call.ts";
    export type { Options } from "./runtime/options.ts";`,
  "src/client.ts": `
    import type { Call } from "./runtime/call.ts";
    import type { Options, Remaining } from "./runtime/options.ts";
    import type * as Types from "./types.ts";
    export interface Client { add(pet: Types.NewPet, ...rest: Remaining<Options>): Call<Types.Pet>; }
    export function createClient(options?: Options): Client { throw options; }`,
  "src/operations.ts": `
    import type { Call } from "./runtime/call.ts";
    import type * as Types from "./types.ts";
    export function add(pet: Types.NewPet): Call<Types.Pet> { throw pet; }`,
  "src/mock.ts": `
    import type * as Types from "./types.ts";
    export interface Handlers { readonly add?: (pet: Types.NewPet) => Types.Pet; }
    export function mockServer(handlers: Handlers): void { throw handlers; }`,
  "src/types.ts": `
    export interface NewPet { name: string; kind?: "cat" | "dog"; }
    export interface Pet { id: number; tag?: string; owner?: Person; }
    export interface Person { name?: string; }
    export type Unused = string;`,
  "src/runtime/call.ts": `
    export interface Call<T> extends Promise<T> { withResponse(): Promise<{ data: T }>; }`,
  "src/runtime/options.ts": `
    /** How to call. */
    export interface Options { readonly timeoutMs?: number; readonly retry?: { readonly retries: number }; }
    export type Remaining<O> = [options?: O];`,
};

function declarations(sources: Files, manifest: object = MANIFEST): Declarations {
  const files = new Map([
    ...Object.entries(sources),
    ["package.json", JSON.stringify(manifest)] as const,
  ]);
  return declarationsOf(files, new Map());
}

const BEFORE = declarations(SOURCES);

/** What is said where one file says something else: weight, verdict, what it is about, and why. */
function said(path: string, from: string | RegExp, to: string): readonly string[] {
  const text = SOURCES[path]!;
  const next = text.replace(from, to);
  expect(next).not.toBe(text);
  return told(BEFORE, declarations({ ...SOURCES, [path]: next }));
}

function told(old: Declarations, next: Declarations): readonly string[] {
  return compareDeclarations(old, next, []).map(({ weight, verdict, subject, message, caller }) =>
    [weight, verdict, subject, message, caller].join(" ").trim(),
  );
}

const TYPES = "src/types.ts";
const OPTIONS = "src/runtime/options.ts";

test.each<[what: string, path: string, from: string | RegExp, to: string]>([
  ["a comment", OPTIONS, "How to call", "Ways to call"],
  ["the order of members", TYPES, "id: number; tag?: string;", "tag?: string; id: number;"],
  ["the order of a union", TYPES, '"cat" | "dog"', '"dog" | "cat"'],
  ["a type that has no public name", OPTIONS, "[options?: O]", "[options?: O, ...none: never[]]"],
  ["a name of its own for what is got", "src/client.ts", /$/, "\ntype Unseen = string;"],
])("%s is no change", (_what, path, from, to) => {
  expect(said(path, from, to)).toEqual([]);
});

test.each<[what: string, path: string, from: string | RegExp, to: string, want: string]>([
  [
    "an optional property that is given",
    TYPES,
    "name: string;",
    "name: string; age?: number;",
    "minor compatible `NewPet` It has `age`.",
  ],
  [
    "a required property that is given",
    TYPES,
    "name: string;",
    "name: string; age: number;",
    "major breaking `NewPet` Its type has changed. Code that was written for it does not compile: Property 'age' is missing in type 'NewPet' but required in type 'NewPet'.",
  ],
  [
    "a required property that is got",
    TYPES,
    "id: number;",
    "id: number; age: number;",
    "minor compatible `Pet` It has `age`.",
  ],
  [
    "a wider type that is given",
    TYPES,
    '"cat" | "dog"',
    "string",
    "minor compatible `NewPet` Its type has changed. What was written for it still compiles.",
  ],
  [
    "a narrower type that is given",
    TYPES,
    '"cat" | "dog"',
    '"cat"',
    "major breaking `NewPet` Its type has changed. Code that was written for it does not compile: Type '\"dog\"' is not assignable to type '\"cat\"'.",
  ],
  [
    "a wider type that is got",
    TYPES,
    "id: number",
    "id: number | string",
    "major breaking `Pet` Its type has changed. Code that was written for it does not compile: Type 'string' is not assignable to type 'number'.",
  ],
  [
    "a narrower type that is got",
    TYPES,
    "tag?: string",
    'tag?: "a" | "b"',
    "minor compatible `Pet` Its type has changed. What was written for it still compiles.",
  ],
  [
    "a property that may be missing now",
    TYPES,
    "id: number",
    "id?: number",
    "major breaking `Pet` Its type has changed. Code that was written for it does not compile: Property 'id' is optional in type 'Pet' but required in type 'Pet'.",
  ],
  [
    "a property that is gone",
    TYPES,
    "tag?: string;",
    "",
    "major breaking `Pet` It has `tag` no more. Code that was written for it does not compile.",
  ],
  [
    "a type inside of another",
    TYPES,
    "{ name?: string; }",
    "{ name?: string | null; }",
    "major breaking `Person` Its type has changed. Code that was written for it does not compile: Type 'null' is not assignable to type 'string'.",
  ],
  [
    "a type that nobody uses",
    TYPES,
    "Unused = string",
    "Unused = string | number",
    "major breaking `Unused` Its type has changed. Code that was written for it does not compile: Type 'number' is not assignable to type 'string'.",
  ],
  [
    "a type that is gone",
    TYPES,
    "export type Unused = string;",
    "",
    "major breaking `Unused` It is no longer exported. Code that imports it does not compile.",
  ],
  [
    "a type that is new",
    TYPES,
    "export type Unused",
    "export type More = number;\nexport type Unused",
    "minor compatible `More` It is new.",
  ],
  [
    "an option that is new",
    OPTIONS,
    "timeoutMs?: number;",
    "timeoutMs?: number; readonly extra?: string;",
    "minor compatible `Options` It has `extra`.",
  ],
  [
    "an option inside of one",
    OPTIONS,
    "retries: number",
    "retries: number; readonly more?: number",
    "minor compatible `Options` It has `retry.more`.",
  ],
  [
    "a method with another parameter",
    "src/client.ts",
    "add(pet: Types.NewPet,",
    "add(pet: Types.NewPet, more: string,",
    "major breaking `Client` Its type has changed. Code that was written for it does not compile: Type 'undefined' is not assignable to type 'string'.",
  ],
  [
    "a method that takes less than before",
    "src/client.ts",
    "add(pet: Types.NewPet,",
    "add(pet: Types.NewPet & { extra: string },",
    "major breaking `Client` Its type has changed. Code that was written for it does not compile: Property 'extra' is missing in type 'NewPet' but required in type '{ extra: string; }'.",
  ],
  [
    "a method that is new",
    "src/client.ts",
    "interface Client {",
    "interface Client { list(): Call<string>;",
    "minor compatible `Client` It has `list`.",
  ],
  [
    "a function of another entry",
    "src/operations.ts",
    "pet: Types.NewPet",
    "pet: Types.NewPet, more: string",
    "major breaking `add` of `./operations` Its type has changed. Code that was written for it does not compile: Target signature provides too few arguments. Expected 2 or more, but got 1.",
  ],
  [
    "a generic type",
    "src/runtime/call.ts",
    "withResponse(): Promise<{ data: T }>",
    "withResponse(): Promise<{ data: T | undefined }>",
    "major breaking `Call` Its type has changed. Code that was written for it does not compile: ",
  ],
  [
    "a type without a public name",
    OPTIONS,
    "[options?: O]",
    "[options: O]",
    "major breaking `Client` Its type has changed. Code that was written for it does not compile: Type 'undefined' is not assignable to type 'Options'.",
  ],
])("%s", (_what, path, from, to, want) => {
  expect(said(path, from, to)).toEqual([expect.stringContaining(want)]);
});

test("what can't be decided is said to be undecided", () => {
  expect(said("src/runtime/call.ts", "Call<T>", "Call<T extends Date>")).toEqual(
    expect.arrayContaining([expect.stringMatching(/^major undecided `Call`/)]),
  );
  expect(said("src/operations.ts", "Call<Types.Pet>", "any")).toEqual([
    expect.stringMatching(/^major undecided `add`/),
  ]);
});

test("entries, commands and demands count too", () => {
  const { exports, ...rest } = MANIFEST;
  const { "./mock": _, ...others } = exports;
  const next = declarations(SOURCES, {
    ...rest,
    exports: { ...others, "./openapi-3.0.json": "./openapi-3.0.json" },
    bin: { other: "./dist/other.js" },
    engines: { node: ">=22" },
    peerDependencies: { msw: "^2.0.0" },
  });
  expect(told(BEFORE, next)).toEqual([
    "major breaking the entry `./mock` It is no longer there. What imports or starts it fails.",
    "major breaking the command `tool` It is no longer there. What imports or starts it fails.",
    "minor compatible the entry `./openapi-3.0.json` It is new.",
    "minor compatible the command `other` It is new.",
    "major undecided the engine node It demands >=22, where >=20 was enough.",
    "major undecided the peer msw It demands ^2.0.0.",
  ]);
});

test("only what an entry reaches is kept, without comments", () => {
  expect([...BEFORE.files.keys()]).toEqual(
    ["client", "index", "mock", "operations", "runtime/call", "runtime/options", "types"].map(
      (name) => `dist/${name}.d.ts`,
    ),
  );
  expect(BEFORE.files.get("dist/runtime/options.d.ts")).not.toContain("How to call");
});

test("says nothing of this machine", () => {
  const lines = said(TYPES, "id: number", "id: Map<string, number>");
  expect(lines.join("\n")).not.toMatch(/import\(|onespec-declarations|\/tmp|\/home/);
});
