// Proven values → literals, typed, the same on every run; and builders that take deep overrides.
import type { SchemaFixtures } from "../fixtures/make.ts";
import { mapSubschemas } from "../document/walk.ts";
import type { Api, NamedSchema, Schema } from "../model/model.ts";
import { reachableNames } from "../model/references.ts";
import {
  type EmittedFile,
  identifier,
  literal,
  type Part,
  printFile,
  propertyKey,
} from "../print.ts";
import { block, docText, example, header, origin, titleOf } from "./shared/docs.ts";

export function emitFixtures(
  api: Api,
  fixtures: readonly SchemaFixtures[],
  packageName: string,
): EmittedFile {
  const byName = new Map(fixtures.map((made) => [made.name, made]));
  const all = new Map(api.schemas.map((named) => [named.name, named]));
  const schemas = api.schemas.filter(({ name }) => byName.has(name));
  const parts: Part[] = [
    'import { type DeepPartial, type Fixtures, merge } from "./runtime/build.ts";',
    'import type * as Types from "./types.ts";',
    'export type { DeepPartial, Fixtures, InvalidFixture } from "./runtime/build.ts";',
    ...schemas.map((named) => fixture(named, byName.get(named.name)!, packageName, all)),
    builders(schemas, packageName),
  ];
  const purpose = `Fixtures of ${titleOf(api)}: every value was proven with the validators of this package.`;
  return { path: "src/fixtures.ts", text: printFile(header(api.source, purpose), parts) };
}

function fixture(
  named: NamedSchema,
  made: SchemaFixtures,
  packageName: string,
  byName: ReadonlyMap<string, NamedSchema>,
): string {
  const name = identifier(named.name);
  // `{}` has a `constructor`, says the compiler, and so is none of a type that names one.
  const cast = namesInherited(named, byName) ? ` as unknown as Types.${name}` : "";
  const names = made.examples.map((entry) => literal(entry.name));
  const type = `Fixtures<Types.${name}${names.length === 0 ? "" : `, ${names.join(" | ")}`}>`;
  const examples = made.examples.map(
    (entry) => `    ${propertyKey(entry.name)}: ${literal(entry.value, 2)}${cast},\n`,
  );
  const invalid = made.invalid.map(
    ({ keyword, at, value }) => `    ${literal({ keyword, at, value }, 2)},\n`,
  );
  const usage = `import { ${name} } from ${literal(`${packageName}/fixtures`)};\n\nconsole.log(${name}.full);`;
  const docs = docText(
    [`Values of \`${name}\`, and values that break one keyword each.`, origin(named.at)],
    [example(usage)],
  );
  return [
    `${block(docs)}export const ${name}: ${type} = {`,
    `  minimal: ${literal(made.minimal, 1)}${cast},`,
    `  full: ${literal(made.full, 1)}${cast},`,
    examples.length === 0 ? "  examples: {}," : `  examples: {\n${examples.join("")}  },`,
    invalid.length === 0 ? "  invalid: []," : `  invalid: [\n${invalid.join("")}  ],`,
    "};",
  ].join("\n");
}

/** Whether a schema, or one it refers to, has a property under whose name every object has something. */
function namesInherited(named: NamedSchema, byName: ReadonlyMap<string, NamedSchema>): boolean {
  const schemas = [named, ...reachableNames(named.schema, byName).map((name) => byName.get(name)!)];
  return schemas.some(({ schema }) => hasInherited(schema));
}

function hasInherited(schema: Schema): boolean {
  if (typeof schema === "boolean") return false;
  let found = Object.keys(schema["properties"] ?? {}).some((key) => key in Object.prototype);
  mapSubschemas(schema, (inner) => {
    found ||= hasInherited(inner);
    return inner;
  });
  return found;
}

function builders(schemas: readonly NamedSchema[], packageName: string): string {
  const members = schemas.map(({ name }) => {
    const type = `Types.${identifier(name)}`;
    const docs = block(
      `A new \`${name}\`: the full fixture with the overrides laid over it.`,
      "  ",
    );
    return `${docs}  ${name}: (overrides?: DeepPartial<${type}>): ${type} => merge<${type}>(${name}.full, overrides),\n`;
  });
  const first = schemas[0]?.name ?? "";
  const usage = `import { build } from ${literal(`${packageName}/fixtures`)};\n\nconsole.log(build.${first}());`;
  const docs = docText(
    [
      "Builders: fresh, full values with deep overrides. Objects are merged, lists and the rest replaced; `undefined` removes.",
    ],
    [example(usage)],
  );
  return `${block(docs)}export const build = {\n${members.join("")}};`;
}
