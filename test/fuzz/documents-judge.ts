// What must hold for any text that is given as a document: no throw, located diagnostics, and output
// that parses and in which nothing of the document is code. Runs in a worker, so that it can be ended.
import { parentPort } from "node:worker_threads";
import ts from "typescript";
import { runtimeTemplates } from "../../generator/cli/assets.ts";
import { locate } from "../../generator/document/position.ts";
import { generate } from "../../generator/generate.ts";

export interface Verdict {
  /** What is wrong; undefined: nothing. */
  readonly fault: string | undefined;
  readonly generated: boolean;
}

const runtime = runtimeTemplates();

export function judge(path: string, text: string): Verdict {
  try {
    const { files, diagnostics } = generate({ document: { path, text }, runtime, options: {} });
    const failed = diagnostics.some(({ severity }) => severity === "error");
    const generated = files.size > 0;
    if (failed === generated) return { fault: "files and errors, or neither", generated };
    for (const { at, key } of diagnostics) locate({ path, text }, at, key);
    for (const [file, content] of files) {
      const fault = faultIn(file, content);
      if (fault !== undefined) return { fault: `${file}: ${fault}`, generated };
    }
    return { fault: undefined, generated };
  } catch (error) {
    return {
      fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
      generated: false,
    };
  }
}

function faultIn(file: string, text: string): string | undefined {
  if (file.endsWith(".json")) {
    JSON.parse(text);
    return undefined;
  }
  if (!file.endsWith(".ts") || file.startsWith("src/runtime/")) return undefined;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const { parseDiagnostics } = source as unknown as {
    readonly parseDiagnostics: readonly ts.Diagnostic[];
  };
  const [first] = parseDiagnostics;
  if (first !== undefined) {
    const { line } = source.getLineAndCharacterOfPosition(first.start ?? 0);
    return `line ${line + 1}: ${ts.flattenDiagnosticMessageText(first.messageText, " ")}`;
  }
  return isCode(source) ? "text of the document is code" : undefined;
}

/** The mutations bring this name along; only a property may be called it. */
function isCode(node: ts.Node): boolean {
  if (ts.isIdentifier(node) && node.text === "hacked" && !isName(node)) return true;
  return ts.forEachChild(node, (child) => isCode(child) || undefined) ?? false;
}

function isName({ parent }: ts.Identifier): boolean {
  return ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent);
}

parentPort?.on("message", ([path, text]: readonly [string, string]) => {
  parentPort?.postMessage(judge(path, text));
});
