// Named schemas → the JSON Schemas (2020-12) as data, each complete in itself.
// The text of a schema is written once; what refers to it shares the same object.
import { type Api, type NamedSchema, type Schema } from "../model/model.ts";
import { noRecall, type Recall, recalled } from "../model/recall.ts";
import { reachableNames, retarget } from "../model/references.ts";
import { type EmittedFile, identifier, literal, type Part, printFile } from "../print.ts";
import { isLarge } from "../schema/compile.ts";
import { block, docText, example, header, origin, prose, titleOf } from "./shared/docs.ts";

export function emitSchemas(api: Api, packageName: string, recall: Recall = noRecall): EmittedFile {
  const byName = new Map(api.schemas.map((named) => [named.name, named]));
  const parts: Part[] = [
    `${block("A JSON Schema (2020-12) as data.")}export type JsonSchema = { readonly [keyword: string]: unknown };`,
    ...api.schemas.map((named) => recalled(recall, "raw", named.name, () => raw(named))),
    ...api.schemas.map((named) => {
      return recalled(recall, "whole", named.name, () => whole(named, byName, packageName));
    }),
  ];
  const text = printFile(
    header(api.source, `The JSON Schemas of ${titleOf(api)}, as data.`),
    parts,
  );
  return { path: "src/schemas.ts", text };
}

const rawName = (name: string): string => identifier(`schemaOf${name}`);

function raw({ name, schema }: NamedSchema): Part {
  return `const ${rawName(name)}: JsonSchema = ${literal(asObject(retarget(schema, (to) => `#/$defs/${to}`)))};`;
}

/** `true` and `false` as the objects that mean the same. */
function asObject(schema: Schema): Exclude<Schema, boolean> {
  if (typeof schema !== "boolean") return schema;
  return schema ? {} : { not: {} };
}

function whole(
  named: NamedSchema,
  byName: ReadonlyMap<string, NamedSchema>,
  packageName: string,
): Part {
  const name = identifier(named.name);
  const reached = reachableNames(named.schema, byName);
  const defs = reached.map((to) => `    ${identifier(to)}: ${rawName(to)},\n`).join("");
  const usage = `import { ${name} } from ${literal(`${packageName}/schemas`)};\n\nconsole.log(JSON.stringify(${name}));`;
  const docs = docText(
    [`The JSON Schema of \`${name}\`.`, prose(named.docs), origin(named.at)],
    [example(usage)],
  );
  const members = [
    '  $schema: "https://json-schema.org/draft/2020-12/schema",',
    `  ...${rawName(name)},`,
    ...(defs === "" ? [] : [`  $defs: {\n${defs}  },`]),
  ].join("\n");
  const declared = `${block(docs)}export const ${name}: JsonSchema =`;
  if (!isLarge(byName.size)) return `${declared} {\n${members}\n};`;
  // Compilers look for what a name may have become through all constants before it; in a function they don't.
  const make = `wholeOf${name}`;
  const body = members.replace(/^/gm, "  ");
  const made = `function ${make}(): JsonSchema {\n  return {\n${body}\n  };\n}`;
  return `${made}\n\n${declared} /* @__PURE__ */ ${make}();`;
}
