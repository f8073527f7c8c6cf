// The declarations of one module in one form, out of its source or of built declarations. The last ones of
// each module are remembered, because a run may need them twice and a watched one most of them again.
import ts from "typescript";
import { normalised } from "./form.ts";

/** Of built declarations. */
export const formOf: Make = remembered(normalised);

/** Of a source: every exported name has a written type, so that one file is enough. */
export const declarationOf: Make = remembered((path, source) => {
  const fileName = path.replace(/\.d\.ts$/, ".ts");
  const { outputText } = ts.transpileDeclaration(withoutBodies(fileName, source), {
    fileName,
    compilerOptions: OPTIONS,
  });
  return normalised(path, outputText);
});

type Make = (path: string, text: string) => string;

const OPTIONS: ts.CompilerOptions = {
  declaration: true,
  isolatedDeclarations: true,
  removeComments: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
};

/** A pure function with the last answer for each path at hand. */
function remembered(make: Make): Make {
  const last = new Map<string, { readonly text: string; readonly made: string }>();
  return (path, text) => {
    const known = last.get(path);
    if (known?.text === text) return known.made;
    const made = make(path, text);
    last.set(path, { text, made });
    return made;
  };
}

/** The source without what its declarations don't depend on, which is most of what is generated. */
function withoutBodies(path: string, source: string): string {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, false);
  const pieces: string[] = [];
  let from = 0;
  for (const { node, stub } of file.statements.flatMap(bodiesIn)) {
    pieces.push(source.slice(from, node.getStart(file)), stub);
    from = node.end;
  }
  return pieces.join("") + source.slice(from);
}

function bodiesIn(statement: ts.Statement): readonly { readonly node: ts.Node; stub: string }[] {
  if (ts.isFunctionDeclaration(statement)) {
    const { type, body } = statement;
    return type === undefined || body === undefined ? [] : [{ node: body, stub: "{}" }];
  }
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ type, initializer }) =>
    type === undefined || initializer === undefined ? [] : [{ node: initializer, stub: "0" }],
  );
}
