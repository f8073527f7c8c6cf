// Runs compiled texts inside the generator, with the helpers that are shipped: what is proven here is
// what users run. The texts are made of literals and checked names, and this is no `eval`: it works
// where making code of strings is forbidden.
import vm from "node:vm";
import {
  collect,
  type Collector,
  firstIssue,
  type Issue,
} from "../../templates/runtime/validate.ts";
import { identifier } from "../print.ts";
import type { CompiledSchema, Hoisted } from "./compile.ts";
import { helpers } from "./helpers.ts";

export interface Runnable {
  readonly guard: (value: unknown) => boolean;
  readonly collect: (value: unknown) => readonly Issue[];
  readonly first: (value: unknown) => Issue | undefined;
}

/** The validators of all schemas, by name. */
export function runnable(compiled: readonly CompiledSchema[]): ReadonlyMap<string, Runnable> {
  const texts = compiled.flatMap(({ guard, collector, helpers: hoisted }) =>
    [...hoisted, guard, collector].map(source),
  );
  const entries = compiled.map(
    ({ name }) => `[${JSON.stringify(name)}, is${identifier(name)}, collect${name}]`,
  );
  const code = `"use strict";\n${texts.join("\n")}\nreturn [${entries.join(",\n")}];`;
  const link = vm.compileFunction(code, [...helpers.keys()]) as (...values: unknown[]) => Linked;
  return new Map(
    link(...helpers.values()).map(([name, guard, collector]) => {
      return [
        name,
        {
          guard,
          collect: (value) => collect(collector, value),
          first: (value) => firstIssue(collector, value),
        },
      ];
    }),
  );
}

type Linked = readonly (readonly [name: string, guard: Runnable["guard"], collector: Collector])[];

function source(text: Hoisted): string {
  if ("initializer" in text) return `const ${text.name} = ${text.initializer};`;
  const parameters = text.parameters.map(({ name }) => name).join(", ");
  return `function ${text.name}(${parameters}) {\n${text.statements.join("\n")}\n}`;
}
