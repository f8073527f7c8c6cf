// Changes that the compiler lets pass, or names badly, and that code written for the old declarations
// notices all the same.
import { expect, test } from "vitest";
import { compareDeclarations } from "../../generator/cli/declarations/compare.ts";
import { type Declarations, declarationsOf } from "../../generator/cli/declarations/read.ts";

const MANIFEST = { type: "module", exports: { ".": { types: "./dist/index.d.ts" } } };

function declarations(source: string): Declarations {
  const files = { "src/index.ts": source, "package.json": JSON.stringify(MANIFEST) };
  return declarationsOf(new Map(Object.entries(files)), new Map());
}

function told(old: string, next: string): readonly string[] {
  const changes = compareDeclarations(declarations(old), declarations(next), []);
  return changes.map(({ weight, verdict, message }) => `${weight} ${verdict} ${message}`);
}

const FITS = "What was written for it still compiles.";
const BREAKS = "Its type has changed.";

test.each<[what: string, old: string, next: string, want: string]>([
  [
    "an optional argument that is gone",
    "export function f(a: string, b?: string): void {}",
    "export function f(a: string): void {}",
    "major breaking It takes fewer arguments.",
  ],
  [
    "an optional argument that is new",
    "export function f(a: string): void {}",
    "export function f(a: string, b?: string): void {}",
    "minor compatible It takes more arguments.",
  ],
  [
    "an option of an argument without a named type",
    "export function f(o?: string | { a?: string; b?: number }): void {}",
    "export function f(o?: string | { a?: string }): void {}",
    "major breaking It has `(o).b` no more.",
  ],
  [
    "an optional part of a result without a named type",
    "export function f(): Promise<{ a: string; b?: number }[]> { throw 0; }",
    "export function f(): Promise<{ a: string }[]> { throw 0; }",
    "major breaking It has `().b` no more.",
  ],
  [
    "a part of a type that is not exported",
    "interface H { a?: string; b?: string }\nexport function f(): H { throw 0; }",
    "interface H { a?: string }\nexport function f(): H { throw 0; }",
    "major breaking It has `().b` no more.",
  ],
  [
    "a method's optional argument",
    "export interface C { f(a?: string): void }\nexport function c(): C { throw 0; }",
    "export interface C { f(): void }\nexport function c(): C { throw 0; }",
    "major breaking `f` takes fewer arguments.",
  ],
  [
    "a property that can't be assigned any more",
    "export interface R { a: string }\nexport function f(): R { throw 0; }",
    "export interface R { readonly a: string }\nexport function f(): R { throw 0; }",
    "major breaking `a` is read-only now.",
  ],
  [
    "an argument of a constructor",
    "export class C { constructor(a?: string) {} }",
    "export class C { constructor(a: string) {} }",
    `major breaking ${BREAKS}`,
  ],
  [
    "a member that a class has gained",
    "export class E extends Error { readonly a: string = ''; }",
    "export class E extends Error { readonly a: string = ''; readonly b: string = ''; }",
    "minor compatible It has `b`.",
  ],
  [
    "what a type stands for without its parameters",
    "export interface G<T = string> { a: T }",
    "export interface G<T = number> { a: T }",
    `major breaking ${BREAKS}`,
  ],
  [
    "a class that is exported as a type alone",
    "class C {}\nexport { C };",
    "class C {}\nexport type { C };",
    "major breaking It is another kind of thing.",
  ],
  [
    "a type that is a value, too",
    "export interface C { a: 1 }",
    "export interface C { a: 1 }\nexport const C: number = 1;",
    "minor compatible It can be used as another kind of thing, too.",
  ],
  [
    "overloads in another order",
    "export function f(a: string): 1; export function f(a: unknown): 2; export function f(): never { throw 0; }",
    "export function f(a: unknown): 2; export function f(a: string): 1; export function f(): never { throw 0; }",
    "major undecided Its overloads stand in another order: calls may be answered by another one.",
  ],
  [
    "an overload before the others",
    "export interface C { f(a: string): 1 | 2 }\nexport function c(): C { throw 0; }",
    "export interface C { f(a: 'a'): 3; f(a: string): 1 | 2 }\nexport function c(): C { throw 0; }",
    "major undecided Its overloads stand in another order: calls may be answered by another one.",
  ],
  [
    "an overload after the others",
    "export function f(a: string): void {}",
    "export function f(a: string): void; export function f(a: number): void; export function f(): void {}",
    `minor compatible ${BREAKS} ${FITS}`,
  ],
  [
    "an `any` that is gone",
    "export function f(): any {}",
    "export function f(): string { throw 0; }",
    `major undecided ${BREAKS}`,
  ],
  [
    "a namespace",
    "export namespace N { export type A = string; export type B = string; }",
    "export namespace N { export type A = string; }",
    `major undecided ${BREAKS}`,
  ],
  [
    "a member named by a symbol",
    "export interface C { a: 1; [Symbol.iterator](): void }\nexport function c(): C { throw 0; }",
    "export interface C { a: 1 }\nexport function c(): C { throw 0; }",
    "major breaking It has `[iterator]` no more.",
  ],
])("%s", (_what, old, next, want) => {
  expect(told(old, next)).toEqual([want]);
});

test.each([
  [
    "a private member",
    "export class C { a: number = 1; private b: number = 1; #d: number = 1; }",
    "export class C { a: number = 1; private c: number = 1; }",
    [],
  ],
  [
    "a type that is given a name",
    "export function f(o: { a?: string }): void {}",
    "export interface O { a?: string }\nexport function f(o: O): void {}",
    ["minor compatible It is new."],
  ],
  [
    "the name of an argument",
    "export function f(a: { b?: 1 }): void {}",
    "export function f(c: { b?: 1 }): void {}",
    [],
  ],
  [
    "another name for a type",
    "interface A { a: 1 }\nexport type { A as T };",
    "interface B { a: 1 }\nexport type { B as T };",
    [],
  ],
])("%s breaks nobody", (_what, old, next, want) => {
  expect(told(old, next)).toEqual(want);
});

test("what the compiler says names no place and no module of the comparison", () => {
  const old = "export class C { a: number = 1; }\nexport interface I { c: C; }";
  const next = "export class C { a: number = 1; }\nexport interface I { c: C; d: C; }";
  const [change] = compareDeclarations(declarations(old), declarations(next), []);
  expect(change?.caller).toMatch(/Property 'd' is missing in type 'I' but required in type 'I'\.$/);
});
