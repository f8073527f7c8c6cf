// What must be true of files that come of hostile texts: they parse, and no text of the document has
// become code in them.
import ts from "typescript";
import { expect } from "vitest";

/** Files are what they claim to be, and hold the document's texts as texts alone. */
export function expectQuiet(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    if (/\.(ts|js)$/.test(path)) expect([path, loud(path, text)]).toEqual([path, []]);
    if (path.endsWith(".json")) expect(() => JSON.parse(text) as unknown, path).not.toThrow();
    if (!path.endsWith(".md")) continue;
    expect([path, markup(text)]).toEqual([path, []]);
    for (const code of codeOf(text)) expect([path, loud(path, code)]).toEqual([path, []]);
  }
}

/** Faults of syntax, and names in code that only the texts have. */
function loud(path: string, text: string): readonly string[] {
  const source = ts.createSourceFile(`${path}.ts`, text, ts.ScriptTarget.Latest, true);
  const { parseDiagnostics } = source as ts.SourceFile & {
    readonly parseDiagnostics: readonly ts.Diagnostic[];
  };
  const found = parseDiagnostics.map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, " "),
  );
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === "hacked") found.push(`code at ${node.pos}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What a reader of the page would copy into a program. */
function codeOf(text: string): readonly string[] {
  return [...text.matchAll(/^(`{3,})ts\n([^]*?)^\1$/gm)].map(([, , code]) => code!);
}

/** Markup that a reader of markdown would obey, outside of code. */
function markup(text: string): readonly string[] {
  const prose = text.replace(/^(`{3,}).*\n[^]*?^\1$/gm, "").replace(/(`+)[^`][^]*?\1/g, "");
  return [...prose.matchAll(/(?<!\\)<\/?(?:script|!--)/g)].map(([found]) => found);
}
