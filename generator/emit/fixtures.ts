// Proven values → literals, typed, the same on every run; and builders that take deep overrides.
import type { SchemaFixtures } from "../fixtures/make.ts";
import type { Api, Json, NamedSchema } from "../model/model.ts";
import { noRecall, type Recall, recalled } from "../model/recall.ts";
import {
  type EmittedFile,
  identifier,
  literal,
  type Part,
  printFile,
  propertyKey,
} from "../print.ts";
import { isPlainlyTyped } from "./shared/typed.ts";
import { block, docText, example, header, origin, titleOf } from "./shared/docs.ts";

export function emitFixtures(
  api: Api,
  fixtures: readonly SchemaFixtures[],
  packageName: string,
  recall: Recall = noRecall,
): EmittedFile {
  const byName = new Map(fixtures.map((made) => [made.name, made]));
  const all = new Map(api.schemas.map((named) => [named.name, named]));
  const schemas = api.schemas.filter(({ name }) => byName.has(name));
  const parts: Part[] = [
    'import { type DeepPartial, type Fixtures, merge } from "./runtime/build.ts";',
    'import type * as Types from "./types.ts";',
    'export type { BoundFixture, DeepPartial, Fixtures, InvalidFixture } from "./runtime/build.ts";',
    ...schemas.map((named) => {
      const make = (): string => fixture(named, byName.get(named.name)!, packageName, all);
      return recalled(recall, "fixtures", named.name, make);
    }),
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
  const typed = (value: Json, indent: number): string => {
    const plain = isPlainlyTyped(value, named.schema, byName);
    return `${literal(value, indent)}${plain ? "" : ` as unknown as Types.${name}`}`;
  };
  const names = made.examples.map((entry) => literal(entry.name));
  const type = `Fixtures<Types.${name}${names.length === 0 ? "" : `, ${names.join(" | ")}`}>`;
  const examples = made.examples.map(
    (entry) => `    ${propertyKey(entry.name)}: ${typed(entry.value, 2)},\n`,
  );
  const entry = (keyword: string, at: string, value: string): string =>
    `    { keyword: ${literal(keyword)}, at: ${literal(at)}, value: ${value} },\n`;
  const bounds = made.bounds.map(({ keyword, at, value }) => entry(keyword, at, typed(value, 2)));
  const samples = made.samples.map((value) => `    ${typed(value, 2)},\n`);
  const invalid = made.invalid.map(({ keyword, at, value }) =>
    entry(keyword, at, literal(value, 2)),
  );
  const usage = `import { ${name} } from ${literal(`${packageName}/fixtures`)};\n\nconsole.log(${name}.full);`;
  const docs = docText(
    [`Values of \`${name}\`, and values that break one keyword each.`, origin(named.at)],
    [example(usage)],
  );
  return [
    `${block(docs)}export const ${name}: ${type} = {`,
    `  minimal: ${typed(made.minimal, 1)},`,
    `  full: ${typed(made.full, 1)},`,
    list("bounds", bounds),
    list("samples", samples),
    examples.length === 0 ? "  examples: {}," : `  examples: {\n${examples.join("")}  },`,
    list("invalid", invalid),
    "};",
  ].join("\n");
}

function list(name: string, items: readonly string[]): string {
  return items.length === 0 ? `  ${name}: [],` : `  ${name}: [\n${items.join("")}  ],`;
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
