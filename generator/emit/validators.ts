// Compiled schemas → guards, collectors and Standard Schema objects, one trio for each named schema.
// What a keyword does is decided in schema/; here it is only given its place in a file.
import { StructureKind } from "ts-morph";
import type { Api, NamedSchema } from "../model/model.ts";
import { noRecall, type Recall, recalled } from "../model/recall.ts";
import { type EmittedFile, identifier, type Part, printFile, printParts } from "../print.ts";
import type { CompiledSchema, FunctionText } from "../schema/compile.ts";
import { helpersByFile } from "../schema/helpers.ts";
import { docText, example, header, origin, schemaDocs, titleOf } from "./shared/docs.ts";

export function emitValidators(
  api: Api,
  compiled: readonly CompiledSchema[],
  packageName: string,
  recall: Recall = noRecall,
): EmittedFile {
  const byName = new Map(compiled.map((schema) => [schema.name, schema]));
  const parts: Part[] = [
    'import type * as Types from "./types.ts";',
    ...importHelpers(new Set(["collect", ...compiled.flatMap(({ imports }) => imports)])),
    ...api.schemas.map((named) => {
      const make = (): string => printParts(trio(named, byName.get(named.name)!, packageName));
      return recalled(recall, "validators", named.name, make);
    }),
  ];
  const purpose = `Guards and validators of ${titleOf(api)}: straight-line code, no dependency, no eval.`;
  return { path: "src/validators.ts", text: printFile(header(api.source, purpose), parts) };
}

function importHelpers(used: ReadonlySet<string>): readonly Part[] {
  return helpersByFile(used).map(([file, names]) => {
    const late = used.has("lateProperties") ? ["type LateCollectors"] : [];
    const types =
      file === "validate"
        ? ["type Collectors", ...late, "type Place", "type StandardSchema", "type Validated"]
        : [];
    const lines = [...names, ...types].map((name) => `  ${name},\n`);
    return `import {\n${lines.join("")}} from "./runtime/${file}.ts";`;
  });
}

function trio(named: NamedSchema, compiled: CompiledSchema, packageName: string): readonly Part[] {
  const name = identifier(named.name);
  const hoisted = compiled.helpers.map((helper): Part => {
    return "initializer" in helper
      ? `const ${identifier(helper.name)}${helper.type === undefined ? "" : `: ${helper.type}`} = ${helper.initializer};`
      : functionOf(helper, "", false);
  });
  const about = schemaDocs(named);
  return [
    ...hoisted,
    functionOf(
      compiled.guard,
      docText([`Whether a value is a \`${name}\`.`, about], [guardExample(name, packageName)]),
      true,
    ),
    functionOf(compiled.collector, collectorDocs(named), true),
    {
      kind: StructureKind.Function,
      isExported: true,
      name: `validate${name}`,
      parameters: [{ name: "value", type: "unknown" }],
      returnType: `Validated<Types.${name}>`,
      docs: [
        docText(
          [
            `Validates a value as \`${name}\`: the value itself, or every issue with it. Never throws.`,
            origin(named.at),
          ],
          [validateExample(name, packageName)],
        ),
      ],
      statements: [
        `return is${name}(value) ? { value } : { issues: collect(collect${name}, value) };`,
      ],
    },
    standardSchema(named, packageName),
  ];
}

/** The operation table is made of collectors: they are smaller than guard and collector together. */
function collectorDocs({ name, at }: NamedSchema): string {
  const text = `Reports everything that keeps a value from being a \`${name}\`; \`validate${name}\` calls it.`;
  return docText([text, origin(at)]);
}

function functionOf(text: FunctionText, docs: string, isExported: boolean): Part {
  return {
    kind: StructureKind.Function,
    isExported,
    name: identifier(text.name),
    parameters: text.parameters.map(({ name, type }) => ({ name, type })),
    returnType: text.returnType,
    ...(docs !== "" && { docs: [docs] }),
    statements: [text.statements.join("\n")],
  };
}

function standardSchema(named: NamedSchema, packageName: string): Part {
  const name = identifier(named.name);
  const docs = docText(
    [`\`${name}\` as a Standard Schema, for libraries that take one.`, origin(named.at)],
    [
      example(
        `import { ${name} } from ${JSON.stringify(`${packageName}/validators`)};\n\nconst outcome = ${name}["~standard"].validate({});`,
      ),
    ],
  );
  const lines = docs.split("\n").map((line) => ` * ${line}`.trimEnd());
  return [
    `/**\n${lines.join("\n")}\n */`,
    `export const ${name}: StandardSchema<Types.${name}> = {`,
    `  "~standard": { version: 1, vendor: "onespec", validate: validate${name} },`,
    "};",
  ].join("\n");
}

function guardExample(name: string, packageName: string): string {
  return example(
    `import { is${name} } from ${JSON.stringify(`${packageName}/validators`)};\n\nconst value: unknown = JSON.parse("null");\nif (is${name}(value)) console.log(value);`,
  );
}

function validateExample(name: string, packageName: string): string {
  return example(
    `import { validate${name} } from ${JSON.stringify(`${packageName}/validators`)};\n\nconst { value, issues } = validate${name}({});\nif (issues) console.log(issues.map(({ pointer, message }) => \`\${pointer} \${message}\`));`,
  );
}
