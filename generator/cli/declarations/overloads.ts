// Overloads, in their order: the compiler takes the first that fits a call, so that one which moved, or a
// new one before another, may answer calls that another answered. Whether it does can't be told.
import ts from "typescript";

/** Whether a call may be answered by another overload than before. */
export function isReordered(old: ts.Symbol, next: ts.Symbol): boolean {
  const [before, after] = [overloadsOf(old), overloadsOf(next)];
  return [...before].some(([name, texts]) => {
    const others = after.get(name) ?? [];
    // Where there are fewer, the compiler says whether one is missed.
    if (others.length < texts.length || others.length < 2) return false;
    return texts.some((text, index) => others[index] !== text && others.includes(text));
  });
}

/** The texts of signatures by the name of the member that has them; "" is the declaration itself. */
function overloadsOf({ declarations = [] }: ts.Symbol): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const visit = (node: ts.Node, path: string): void => {
    const named = ts.isPropertySignature(node) || ts.isPropertyDeclaration(node);
    const inner = named ? `${path}.${node.name.getText()}` : path;
    if (isOne(node)) found.set(inner, [...(found.get(inner) ?? []), textOf(node)]);
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  declarations.forEach((declaration) => visit(declaration, ""));
  return found;
}

function isOne(node: ts.Node): node is ts.SignatureDeclaration {
  if (ts.isCallSignatureDeclaration(node) || ts.isFunctionDeclaration(node)) return true;
  // A method without overloads is written as a property.
  return ts.isConstructorDeclaration(node) || ts.isFunctionTypeNode(node);
}

/** The same for a signature, whatever it is written as. */
function textOf({ typeParameters, parameters, type }: ts.SignatureDeclaration): string {
  const texts = (nodes: Iterable<ts.Node> = []): readonly string[] =>
    [...nodes].map((node) => node.getText());
  return [...texts(typeParameters), "(", ...texts(parameters), ")", type?.getText()].join(" ");
}
