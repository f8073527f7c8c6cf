// Named schemas → types, printed by openapi-typescript. The only module that knows that library.
// Its refs (`components["schemas"]["X"]`) become names and its comments ours, as nodes, before printing.
import { transformSchemaObject } from "openapi-typescript";
import ts from "typescript";
import { mapSubschemas } from "../document/walk.ts";
import { isBinary } from "../model/binary.ts";
import type { Api, NamedSchema, Schema } from "../model/model.ts";
import { REF_PREFIX } from "../model/model.ts";
import { noRecall, type Recall, recalled } from "../model/recall.ts";
import { type EmittedFile, identifier, literal, printFile } from "../print.ts";
import { printable } from "./shared/printable.ts";
import { docsOf, type Marks, nameOf, withDocs, withNames } from "./shared/type-marks.ts";
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
  const marks: Marks = { docs: [], names: [] };
  const options = context(schemas, REF_PREFIX + named.name);
  const type = transformSchemaObject(
    prepare(named.schema, marks) as unknown as TypesSchema,
    options,
  );
  const text = block(schemaDocs(named)) + print(declare(named.name, rewrite(type, marks)));
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

/** Only what decides the type is left; each described schema carries the index of its documentation. */
function prepare(schema: Schema, marks: Marks): Schema {
  if (typeof schema === "boolean") return schema;
  const text = propertyDocs(schema);
  if (isBinary(schema)) return withDocs({ $ref: REF_PREFIX + BINARY_TYPE }, text, marks);
  const mapped = mapSubschemas(printable(schema), (inner) => prepare(inner, marks));
  return withDocs(withNames(mapped, marks), text, marks);
}

/** No schema has this name: those of types begin with a capital letter. */
const BINARY_TYPE = "binary";
const IMPORT_BINARY = `import type { Binary as ${BINARY_TYPE} } from "./runtime/binary.ts";`;

/** References by name, and texts in the places of their indices. */
function rewrite(type: ts.TypeNode, marks: Marks): ts.TypeNode {
  const visit = (given: ts.Node): ts.Node => {
    const node = ts.isPropertySignature(given) ? unmarked(given, marks) : given;
    const name = referencedName(node);
    if (name !== undefined) return ts.factory.createTypeReferenceNode(identifier(name));
    // The compiler's printer has escapes of its own; text of the document takes ours.
    const text = textOf(node);
    if (text !== undefined) return ts.factory.createIdentifier(literal(text));
    const visited = ts.visitEachChild(node, visit, undefined);
    document(visited, given, marks);
    return visited;
  };
  return visit(type) as ts.TypeNode;
}

function unmarked(property: ts.PropertySignature, marks: Marks): ts.PropertySignature {
  const { modifiers, name, questionToken, type } = property;
  const own = nameOf(textOf(name), marks);
  if (own === undefined) return property;
  const key = ts.factory.createStringLiteral(own);
  return ts.factory.updatePropertySignature(property, modifiers, key, questionToken, type);
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

function document(target: ts.Node, source: ts.Node, marks: Marks): void {
  const comments = ts.getSyntheticLeadingComments(source);
  if (comments === undefined) return;
  const docs = docsOf(comments.map(({ text }) => text).join("\n"), marks);
  ts.setSyntheticLeadingComments(target, undefined);
  if (docs === undefined) return;
  const text = block(docs).slice("/*".length, -"*/\n".length);
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
