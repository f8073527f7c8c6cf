// Typia's validators for a schema: the schema is written out as a type with the same bounds, and
// compiled by typia's transformer. Where typia isn't installed there are none, and the bench says so.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import type { Json, JsonObject } from "../../generator/model/model.ts";

export interface Typia {
  readonly version: string;
  readonly is: (value: unknown) => boolean;
  readonly validate: (value: unknown) => { readonly success: boolean };
}

/** Where typia is looked for; another folder than onespec's own is for trying out other versions. */
const home = process.env["ONESPEC_TYPIA"] ?? join(import.meta.dirname, "../..");

export async function typia(schema: JsonObject): Promise<Typia | undefined> {
  const require = createRequire(join(home, "package.json"));
  try {
    require.resolve("typia/lib/transform");
  } catch {
    return undefined;
  }
  const { version } = require("typia/package.json") as { readonly version: string };
  const folder = mkdtempSync(join(home, "node_modules/.onespec-bench-"));
  try {
    const path = join(folder, "typia.ts");
    writeFileSync(path, program(schema));
    compile(path, folder, require("typia/lib/transform") as { readonly default: Transform });
    const module = (await import(pathToFileURL(join(folder, "typia.js")).href)) as Omit<
      Typia,
      "version"
    >;
    return { version, is: module.is, validate: module.validate };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Transform = (
  program: ts.Program,
  options: object,
  extras: { readonly addDiagnostic: (found: ts.Diagnostic) => void },
) => ts.TransformerFactory<ts.SourceFile>;

function compile(
  path: string,
  outDir: string,
  { default: transform }: { readonly default: Transform },
): void {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    strict: true,
    skipLibCheck: true,
    types: [],
    outDir,
  };
  writeFileSync(join(outDir, "package.json"), '{ "type": "module" }');
  const compiled = ts.createProgram([path], options);
  const found = [...ts.getPreEmitDiagnostics(compiled)];
  const before = [transform(compiled, {}, { addDiagnostic: (fault) => found.push(fault) })];
  compiled.emit(undefined, undefined, undefined, false, { before });
  const [fault] = found;
  if (fault !== undefined) throw new Error(ts.flattenDiagnosticMessageText(fault.messageText, " "));
}

function program(schema: JsonObject): string {
  const definitions = Object.entries((schema["$defs"] ?? {}) as JsonObject);
  return [
    'import typia, { type tags } from "typia";',
    ...definitions.map(([name, inner]) => `type ${name} = ${typeOf(inner)};`),
    `type Root = ${typeOf(schema)};`,
    "export const is = typia.createIs<Root>();",
    "export const validate = typia.createValidate<Root>();",
  ].join("\n");
}

/** A schema of the kinds that the payload is made of; any other is not for this bench. */
function typeOf(schema: Json): string {
  const { $ref, type, enum: values, items, ...rest } = schema as JsonObject;
  if (typeof $ref === "string") return $ref.slice($ref.lastIndexOf("/") + 1);
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(" | ");
  if (Array.isArray(type))
    return type.map((one: Json) => typeOf({ ...rest, type: one })).join(" | ");
  switch (type) {
    case "object":
      return objectOf(rest);
    case "array":
      return `Array<${typeOf(items!)}>`;
    case "string":
      return `string${tags({ MinLength: rest["minLength"] })}`;
    case "integer": {
      const width = rest["format"] === "int64" ? ' & tags.Type<"int64">' : " & tags.MultipleOf<1>";
      return `number${width}${tags({ Minimum: rest["minimum"] })}`;
    }
    default:
      return String(type);
  }
}

function objectOf({ properties, required }: JsonObject): string {
  const names = (required ?? []) as readonly string[];
  const members = Object.entries((properties ?? {}) as JsonObject).map(
    ([name, inner]) =>
      `${JSON.stringify(name)}${names.includes(name) ? "" : "?"}: ${typeOf(inner)};`,
  );
  return `{ ${members.join(" ")} }`;
}

function tags(bounds: Readonly<Record<string, Json | undefined>>): string {
  return Object.entries(bounds)
    .filter(([, bound]) => bound !== undefined)
    .map(([name, bound]) => ` & tags.${name}<${String(bound)}>`)
    .join("");
}
