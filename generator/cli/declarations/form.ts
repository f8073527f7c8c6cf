// Declarations in one form: without comments and private members, and with methods as properties, because the compiler
// compares parameters of methods both ways and would let a narrower one pass.
import ts from "typescript";

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/** The text of a declaration file in that form. */
export function normalised(path: string, text: string): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, false);
  const { transformed, dispose } = ts.transform(source, [withProperties]);
  const printed = printer.printFile(transformed[0]!);
  dispose();
  return printed;
}

function withProperties(context: ts.TransformationContext): ts.Transformer<ts.SourceFile> {
  const visit = (node: ts.Node): ts.Node => {
    const inner = ts.visitEachChild(node, visit, context);
    const { factory } = context;
    if (ts.isInterfaceDeclaration(inner))
      return factory.updateInterfaceDeclaration(
        inner,
        inner.modifiers,
        inner.name,
        inner.typeParameters,
        inner.heritageClauses,
        members(inner.members),
      );
    if (ts.isTypeLiteralNode(inner))
      return factory.updateTypeLiteralNode(inner, factory.createNodeArray(members(inner.members)));
    if (ts.isClassDeclaration(inner))
      return factory.updateClassDeclaration(
        inner,
        inner.modifiers,
        inner.name,
        inner.typeParameters,
        inner.heritageClauses,
        classMembers(inner.members),
      );
    return inner;
  };
  return (source) => ts.visitEachChild(source, visit, context);
}

/** Members with each method as a property; those of one name become one with several signatures. */
function members(all: readonly ts.TypeElement[]): readonly ts.TypeElement[] {
  const groups = grouped(all.filter(ts.isMethodSignature));
  return all.flatMap((member) => {
    if (!ts.isMethodSignature(member)) return [member];
    const group = groups.get(keyOf(member)) ?? [];
    if (group[0] !== member) return [];
    return [
      ts.factory.createPropertySignature(
        undefined,
        member.name,
        member.questionToken,
        functionOf(group),
      ),
    ];
  });
}

/**
 * The members of a class: constructors first, then by name, each property once; one emitter of the
 * compiler keeps their order, and the other says some of them twice.
 */
function classMembers(all: readonly ts.ClassElement[]): readonly ts.ClassElement[] {
  const sorted = asProperties(all.filter(isReachable)).toSorted((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0,
  );
  return sorted.filter((member, index) => {
    const before = sorted[index - 1];
    return (
      !ts.isPropertyDeclaration(member) || before === undefined || keyOf(before) !== keyOf(member)
    );
  });
}

/** What is private is nobody's; a private constructor says that nobody makes instances. */
function isReachable(member: ts.ClassElement): boolean {
  if (ts.isConstructorDeclaration(member)) return true;
  if (member.name !== undefined && ts.isPrivateIdentifier(member.name)) return false;
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  return !modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
}

function asProperties(all: readonly ts.ClassElement[]): readonly ts.ClassElement[] {
  const groups = grouped(all.filter(ts.isMethodDeclaration));
  return all.flatMap((member) => {
    if (!ts.isMethodDeclaration(member)) return [member];
    const group = groups.get(keyOf(member)) ?? [];
    if (group[0] !== member) return [];
    const { modifiers, name, questionToken } = member;
    const type = functionOf(group);
    return [ts.factory.createPropertyDeclaration(modifiers, name, questionToken, type, undefined)];
  });
}

function grouped<M extends Method>(methods: readonly M[]): ReadonlyMap<string, readonly M[]> {
  const groups = new Map<string, M[]>();
  for (const method of methods) {
    const name = keyOf(method);
    groups.set(name, [...(groups.get(name) ?? []), method]);
  }
  return groups;
}

type Method = ts.MethodSignature | ts.MethodDeclaration;

/** The name of a member, and whether the class itself has it; "" for a constructor. */
function keyOf(member: ts.ClassElement | ts.TypeElement): string {
  const fixed =
    ts.canHaveModifiers(member) &&
    ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
  const name = member.name === undefined ? "" : textOf(member.name);
  return `${fixed ? "static " : ""}${name}`;
}

/** A name as text; a computed one (`[Symbol.iterator]`) by its last words. */
function textOf(name: ts.PropertyName): string {
  if (!ts.isComputedPropertyName(name)) return name.text;
  const { expression } = name;
  return ts.isPropertyAccessExpression(expression) ? `[${expression.name.text}]` : "[]";
}

function functionOf(group: readonly Method[]): ts.TypeNode {
  const any = (): ts.TypeNode => ts.factory.createKeywordTypeNode(ts.SyntaxKind.AnyKeyword);
  const [only] = group;
  if (group.length === 1 && only !== undefined) {
    const { typeParameters, parameters, type } = only;
    return ts.factory.createFunctionTypeNode(typeParameters, parameters, type ?? any());
  }
  return ts.factory.createTypeLiteralNode(
    group.map(({ typeParameters, parameters, type }) =>
      ts.factory.createCallSignature(typeParameters, parameters, type ?? any()),
    ),
  );
}
