// The JSON Schema compiler: named schemas → the text of a guard and a collector for each.
// Bodies are plain JavaScript, so that the generator can run what it emits (run.ts).
import { type Diagnostic, hasErrors } from "../diagnostics.ts";
import type { NamedSchema } from "../model/model.ts";
import { noRecall, type Recall, recalled } from "../model/recall.ts";
import { checkSchemas } from "./check.ts";
import { cycles } from "./cycles.ts";
import { asserted, type CompileOptions } from "./formats.ts";
import type { Helper } from "./helpers.ts";
import { createScope, guardBody, type Unit, within } from "./scope.ts";
import { block } from "./steps.ts";

export interface FunctionText {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returnType: string;
  /** JavaScript, a line each. */
  readonly statements: readonly string[];
}

/** What a schema's functions need beside them: constants, and guards of subschemas without a name. */
export type Hoisted =
  { readonly name: string; readonly initializer: string; readonly type?: string } | FunctionText;

export interface CompiledSchema {
  readonly name: string;
  /** `isX(value): value is X` */
  readonly guard: FunctionText;
  /** `collectX(value, at)`: reports everything that is wrong. */
  readonly collector: FunctionText;
  readonly helpers: readonly Hoisted[];
  /** The functions of the run time that these texts call. */
  readonly imports: readonly Helper[];
}

export interface Compiled {
  readonly compiled: readonly CompiledSchema[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles all schemas; none where one of them has an error. */
export function compileSchemas(
  all: readonly NamedSchema[],
  options: CompileOptions = {},
  recall: Recall = noRecall,
): Compiled {
  const schemas = asserted(all, options);
  const diagnostics = checkSchemas(schemas, recall);
  if (hasErrors(diagnostics)) return { compiled: [], diagnostics };
  const byName = new Map(schemas.map((named) => [named.name, named]));
  const onCycle = cycles(schemas);
  const compiled = schemas.map((named) => {
    return recalled(recall, "compiled", named.name, () => compileSchema(named, byName, onCycle));
  });
  return { compiled, diagnostics };
}

/** Compiles further schemas that refer to these, for use inside the generator. */
export function compileBeside(
  more: readonly NamedSchema[],
  all: readonly NamedSchema[],
  options: CompileOptions = {},
): readonly CompiledSchema[] {
  const schemas = asserted(all, options);
  const byName = new Map(schemas.map((named) => [named.name, named]));
  const onCycle = cycles(schemas);
  return asserted(more, options).map((named) => compileSchema(named, byName, onCycle));
}

function compileSchema(
  { name, schema, at }: NamedSchema,
  schemas: ReadonlyMap<string, NamedSchema>,
  onCycle: ReadonlyMap<string, number>,
): CompiledSchema {
  const unit: Unit = {
    name,
    schemas,
    cycles: onCycle,
    large: isLarge(schemas.size),
    imports: new Set(),
    hoisted: new Map(),
    counts: new Map(),
    known: new Map(),
  };
  const guard = guardBody(createScope(unit), schema, at);
  const collector = createScope(unit).collect(schema, "value", at);
  const texts = onCycle.has(name) ? counted(unit, guard, collector) : { guard, collector };
  return {
    name,
    guard: {
      name: `is${name}`,
      parameters: [VALUE],
      returnType: `value is Types.${name}`,
      statements: texts.guard,
    },
    collector: {
      name: `collect${name}`,
      parameters: [VALUE, PLACE],
      returnType: "void",
      statements: texts.collector,
    },
    helpers: [...unit.hoisted.values()],
    imports: [...unit.imports],
  };
}

/**
 * Whether collectors of properties are made when they are needed. Otherwise loading the module takes its
 * time, and so do compilers, which look for what a name may have become through all constants before it.
 */
export function isLarge(schemas: number): boolean {
  return schemas > 256;
}

const VALUE = { name: "value", type: "unknown" };
const PLACE = { name: "at", type: "Place" };
const DEPTH = { name: "depth", type: "number" };

/** Functions on a cycle count their depth; those of the given names start at 0. */
function counted(
  unit: Unit,
  guard: readonly string[],
  collector: readonly string[],
): { readonly guard: string[]; readonly collector: string[] } {
  const { name, hoisted } = unit;
  const scope = createScope(unit);
  const [is, collect] = [within(`is${name}`), within(`collect${name}`)];
  const deep = `${scope.use("isTooDeep")}(depth)`;
  hoisted.set(is, {
    name: is,
    parameters: [VALUE, DEPTH],
    returnType: "boolean",
    statements: [`if (${deep}) return false;`, ...guard],
  });
  hoisted.set(collect, {
    name: collect,
    parameters: [VALUE, PLACE, DEPTH],
    returnType: "void",
    statements: [
      ...block(`if (${deep})`, [`${scope.use("tooDeep")}(at);`, "return;"]),
      ...collector,
    ],
  });
  return { guard: [`return ${is}(value, 0);`], collector: [`${collect}(value, at, 0);`] };
}
