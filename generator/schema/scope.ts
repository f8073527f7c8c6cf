// A function that is being printed: its local names, what it hoists beside itself, and how a
// subschema becomes steps, statements or an expression in it.

import type { NamedSchema, Pointer, Schema } from "../model/model.ts";
import type { Hoisted } from "./compile.ts";
import { nameOf } from "./cycles.ts";
import { type Helper, helpers } from "./helpers.ts";
import type { Scope } from "./keyword.ts";
import { indent, isTest, refuse } from "./steps.ts";
import { collectStatements, guardSteps } from "./subschema.ts";
import { isMap } from "./values.ts";

/** What all functions of one named schema share. */
export interface Unit {
  readonly name: string;
  readonly schemas: ReadonlyMap<string, NamedSchema>;
  readonly cycles: ReadonlyMap<string, number>;
  readonly large: boolean;
  readonly imports: Set<Helper>;
  readonly hoisted: Map<string, Hoisted>;
  /** How many names begin with a prefix. */
  readonly counts: Map<string, number>;
  /** Names by what they stand for: an initializer, or the pointer of a subschema. */
  readonly known: Map<string, string>;
}

/** The name of a function that counts its depth. */
export const within = (name: string): string => `${name}_within`;

export function createScope(unit: Unit): Scope {
  const locals = new Set<string>();
  const cyclic = unit.cycles.has(unit.name);

  /** How a named schema's function is called: with the depth where both are on the same cycle. */
  const callee = (
    prefix: string,
    name: string,
  ): { readonly name: string; readonly depth: string } => {
    const same = cyclic && unit.cycles.get(name) === unit.cycles.get(unit.name);
    return same
      ? { name: within(prefix + name), depth: ", depth + 1" }
      : { name: prefix + name, depth: "" };
  };

  const scope: Scope = {
    use: (helper) => {
      unit.imports.add(helper);
      return helper;
    },
    local: (wish) => {
      const taken = helpers.has(wish) || RESERVED.has(wish) || MODULE_NAME.test(wish);
      const base = taken ? `${wish}Value` : wish;
      let name = base;
      for (let count = 2; locals.has(name); count++) name = base + count;
      locals.add(name);
      return name;
    },
    cyclic,
    large: unit.large,
    constant: (wish, initializer, type) => {
      return hoist(unit, wish.toLowerCase(), `= ${initializer}`, (name) => {
        return { name, initializer, ...(type !== undefined && { type }) };
      });
    },
    guard: (schema, target, at) => guardSteps(scope, schema, target, at),
    collect: (schema, target, at) => collectStatements(scope, schema, target, at),
    collector: (schema, at) => {
      const ref = refAlone(schema);
      if (ref !== undefined) {
        const { name, depth } = callee("collect", nameOf(ref));
        return depth === "" ? name : `(value, at) => ${name}(value, at${depth})`;
      }
      const statements = createScope(unit).collect(schema, "value", at);
      const only =
        statements.length === 1 ? /^(\w+)\(value, at\);$/.exec(statements[0]!)?.[1] : undefined;
      if (statements.length === 0 || only !== undefined) return only ?? "";
      const short = guarded(statements);
      if (short !== undefined) return `(value, at) => ${short}`;
      if (statements.length === 1 && /^\w+\(.*\);$/.test(statements[0]!))
        return `(value, at) => ${statements[0]!.slice(0, -1)}`;
      return `(value, at) => {\n${statements.map(indent).join("\n")}\n}`;
    },
    report: (schema, target, at) => {
      const collector = scope.collector(schema, at);
      if (collector === "") return [];
      return [`${collector.includes("=>") ? `(${collector})` : collector}(${target}, at);`];
    },
    holds: (schema, target, at) => {
      if (typeof schema === "boolean") return String(schema);
      const ref = refAlone(schema);
      if (ref !== undefined) {
        const { name, depth } = callee("is", nameOf(ref));
        return `${name}(${target}${depth})`;
      }
      return `${predicate(unit, schema, at)}(${target}${cyclic ? ", depth" : ""})`;
    },
    resolve: (ref) => unit.schemas.get(nameOf(ref))!,
  };
  return scope;
}

/** A guard of its own for a subschema without a name. */
function predicate(unit: Unit, schema: Schema, at: Pointer): string {
  const depth = unit.cycles.has(unit.name) ? [{ name: "depth", type: "number" }] : [];
  const parameters = [{ name: "value", type: "unknown" }, ...depth];
  return hoist(unit, "matches", `at ${at}`, (name) => {
    const statements = guardBody(createScope(unit), schema, at);
    return { name, parameters, returnType: "boolean", statements };
  });
}

/** Hoists once what has the same key. No schema's name has an underscore inside, so these are free. */
function hoist(unit: Unit, prefix: string, key: string, make: (name: string) => Hoisted): string {
  const known = unit.known.get(key);
  if (known !== undefined) return known;
  const count = (unit.counts.get(prefix) ?? 0) + 1;
  const name = `${prefix}${unit.name}_${count}`;
  unit.counts.set(prefix, count);
  unit.known.set(key, name);
  // What is inside may hoist as well, and is printed before.
  unit.hoisted.set(name, make(name));
  return name;
}

/** The statements of a guard of `value`. */
export function guardBody(scope: Scope, schema: Schema, at: Pointer): readonly string[] {
  const steps = scope.guard(schema, "value", at);
  if (steps.length > 0 && steps.every(isTest)) {
    const whole = `return ${steps.map(({ ok }) => ok).join(" && ")};`;
    if (whole.length <= 96) return [whole];
  }
  const lines = refuse(steps);
  return lines.at(-1) === "return false;" ? lines : [...lines, "return true;"];
}

/** `if (a) {`, `b;`, `}` as the expression `a && b`. */
function guarded(lines: readonly string[]): string | undefined {
  const [head = "", body = "", end] = lines;
  const short =
    lines.length === 3 && head.startsWith("if (") && end === "}" && /^ {2}\w+\(.*\);$/.test(body);
  return short
    ? `${head.slice("if (".length, -") {".length)} && ${body.trim().slice(0, -1)}`
    : undefined;
}

function refAlone(schema: Schema): string | undefined {
  if (!isMap(schema) || typeof schema["$ref"] !== "string") return undefined;
  return Object.keys(schema).every(
    (key) => key === "$ref" || key === "description" || key === "title",
  )
    ? schema["$ref"]
    : undefined;
}

/** Names like those of functions and constants beside this one. */
const MODULE_NAME = /^(is|collect|validate|matches|pattern|known|allowed|checks)[A-Z_]/;

/** Names that mean something in every function, or in the language. */
const RESERVED = new Set([
  "value",
  "at",
  "depth",
  "Object",
  "Array",
  "Number",
  "Set",
  "RegExp",
  "collect",
]);
