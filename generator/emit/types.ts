// Named schemas → types, printed by openapi-typescript. The only module that knows that library.
// Its refs (`components["schemas"]["X"]`) become names and its comments ours, as nodes, before printing.
import { transformSchemaObject } from "openapi-typescript";
import ts from "typescript";
import { mapSubschemas } from "../document/walk.ts";
import { isBinary } from "../model/binary.ts";
import type { Api, JsonObject, NamedSchema, Schema } from "../model/model.ts";
import { REF_PREFIX } from "../model/model.ts";
import { noRecall, type Recall, recalled } from "../model/recall.ts";
import { type EmittedFile, identifier, literal, printFile } from "../print.ts";
import { printable } from "./shared/printable.ts";
import { block, header, propertyDocs, schemaDocs, titleOf } from "./shared/docs.ts";

type Options = Parameters<typeof transformSchemaObject>[1];
type TypesSchema = Parameters<typeof transformSchemaObject>[0];

export function emitTypes(api: Api, recall: Recall = noRecall): EmittedFile {
  const schemas = new Map(api.schemas.map((named) => [REF_PREFIX + named.name, named.schema]));
  const declared = api.schemas.map((named) => {
    return recalled(recall, "types", named.name, () => declaration(named, schemas));
  });
  const parts = declared.map(({ text }) => text);
  const isNeeded = api.schemas.some(({ schema }) => holdsBytes(schema));
  const helpers = new Set(declared.flatMap((each) => each.helpers));
  const text = printFile(
    header(api.source, `The types of ${titleOf(api)}.`),
    parts.length === 0
      ? ["export {};"]
      : [...(isNeeded ? [IMPORT_BINARY] : []), ...parts, ...helpers],
  );
  return { path: "src/types.ts", text };
}

function holdsBytes(schema: Schema): boolean {
  if (typeof schema === "boolean") return false;
  let found = isBinary(schema);
  mapSubschemas(schema, (inner) => {
    found ||= holdsBytes(inner);
    return inner;
  });
  return found;
}

interface Declaration {
  readonly text: string;
  /** Types that openapi-typescript needs beside it. */
  readonly helpers: readonly string[];
}

function declaration(named: NamedSchema, schemas: ReadonlyMap<string, Schema>): Declaration {
  const docs: string[] = [];
  const options = context(schemas, REF_PREFIX + named.name);
  const type = transformSchemaObject(
    prepare(named.schema, docs) as unknown as TypesSchema,
    options,
  );
  const text = block(schemaDocs(named)) + print(declare(named.name, rewrite(type, docs)));
  return { text, helpers: options.ctx.injectFooter.map(print) };
}

function declare(name: string, type: ts.TypeNode): ts.Node {
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  if (ts.isTypeLiteralNode(type)) {
    return ts.factory.createInterfaceDeclaration(
      modifiers,
      identifier(name),
      undefined,
      undefined,
      type.members,
    );
  }
  return ts.factory.createTypeAliasDeclaration(modifiers, identifier(name), undefined, type);
}

/** What openapi-typescript is given instead of documentation: the index of ours. */
const DOC_MARK = "onespec-doc-";

/** Only what decides the type is left; each described schema carries the index of its documentation. */
function prepare(schema: Schema, docs: string[]): Schema {
  if (typeof schema === "boolean") return schema;
  const text = propertyDocs(schema);
  if (isBinary(schema)) return withDocs({ $ref: REF_PREFIX + BINARY_TYPE }, text, docs);
  const mapped = mapSubschemas(printable(schema), (inner) => prepare(inner, docs));
  return withDocs(mapped, text, docs);
}

function withDocs(schema: JsonObject, text: string, docs: string[]): JsonObject {
  return text === "" ? schema : { ...schema, description: `${DOC_MARK}${docs.push(text) - 1}` };
}

/** No schema has this name: those of types begin with a capital letter. */
const BINARY_TYPE = "binary";
const IMPORT_BINARY = `import type { Binary as ${BINARY_TYPE} } from "./runtime/binary.ts";`;

/** References by name, and our documentation in the place of its index. */
function rewrite(type: ts.TypeNode, docs: readonly string[]): ts.TypeNode {
  const visit = (node: ts.Node): ts.Node => {
    const name = referencedName(node);
    if (name !== undefined) return ts.factory.createTypeReferenceNode(identifier(name));
    // The compiler's printer has escapes of its own; text of the document takes ours.
    const text = textOf(node);
    if (text !== undefined) return ts.factory.createIdentifier(literal(text));
    const visited = ts.visitEachChild(node, visit, undefined);
    document(visited, node, docs);
    return visited;
  };
  return visit(type) as ts.TypeNode;
}

/** The text of a string literal, also of one that openapi-typescript has printed into an identifier. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node)) return node.text;
  return ts.isIdentifier(node) && node.text.startsWith('"')
    ? (JSON.parse(node.text) as string)
    : undefined;
}

/** `components["schemas"]["X"]` → "X". */
function referencedName(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType))
    return undefined;
  const { objectType, indexType } = node;
  const root = objectType.objectType;
  const isRef =
    ts.isTypeReferenceNode(root) &&
    ts.isIdentifier(root.typeName) &&
    root.typeName.text === "components";
  if (!isRef || !ts.isLiteralTypeNode(indexType) || !ts.isStringLiteral(indexType.literal))
    return undefined;
  return indexType.literal.text;
}

function document(target: ts.Node, source: ts.Node, docs: readonly string[]): void {
  const comments = ts.getSyntheticLeadingComments(source);
  if (comments === undefined) return;
  const index = new RegExp(`${DOC_MARK}(\\d+)`).exec(
    comments.map(({ text }) => text).join("\n"),
  )?.[1];
  ts.setSyntheticLeadingComments(target, undefined);
  if (index === undefined) return;
  const text = block(docs[Number(index)]!).slice("/*".length, -"*/\n".length);
  ts.addSyntheticLeadingComment(target, ts.SyntaxKind.MultiLineCommentTrivia, text, true);
}

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });

/** The compiler prints four spaces a level and comments without their level; the house wants two. */
function print(node: ts.Node): string {
  const file = ts.createSourceFile("types.ts", "", ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);
  const printed = printer.printNode(ts.EmitHint.Unspecified, node, file).split("\n");
  let depth = "";
  return printed
    .map((line) => {
      const [, pad = "", text = ""] = /^( *)(.*)$/.exec(line)!;
      if (!text.startsWith("*")) depth = "  ".repeat(pad.length / 4);
      return text === "" ? "" : depth + (text.startsWith("*") ? ` ${text}` : text);
    })
    .join("\n");
}

function context(schemas: ReadonlyMap<string, Schema>, path: string): Options {
  const off = {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: false,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    inject: undefined,
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    transform: undefined,
    transformProperty: undefined,
  };
  const ctx = {
    ...off,
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: true,
    injectFooter: [],
    silent: true,
    resolve: (ref: string) => schemas.get(ref),
  };
  return { path, ctx: ctx as unknown as Options["ctx"] };
}
