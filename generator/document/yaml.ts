// YAML text → value: the JSON data model and nothing beyond it. It knows nothing of OpenAPI.
import { type Document as YamlDocument, isScalar } from "yaml";
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import { DEPTH_LIMIT } from "./document.ts";
import { type Parsed, PROBLEM_LIMIT } from "./json.ts";
import { compose, rangeOf } from "./yaml-nodes.ts";
import { valueOf } from "./yaml-values.ts";

export function parseYaml(text: string): Parsed {
  const { documents, tooDeep } = compose(text);
  if (tooDeep !== undefined) {
    const found = diagnostic("too-deep", { offset: tooDeep }, { limit: DEPTH_LIMIT });
    return { diagnostics: [found] };
  }
  const [first, second] = documents.filter(hasContents);
  const problems = documents.flatMap((document) => syntaxErrors(text, document));
  if (second !== undefined) {
    const problem = "A second document starts here; a file holds one.";
    problems.push(syntax(rangeOf(second.contents)[0], problem));
  }
  if (problems.length > 0) return { diagnostics: problems.slice(0, PROBLEM_LIMIT) };
  if (first !== undefined) return valueOf(first.contents);
  return { diagnostics: [diagnostic("empty-document", { offset: 0 }, {})] };
}

function hasContents({ contents }: YamlDocument.Parsed): boolean {
  if (contents === null) return false;
  return !(isScalar(contents) && contents.source === "" && contents.type === "PLAIN");
}

/** Errors, and tags that JSON has no value for; one an offset, because the rest is its echo. */
function syntaxErrors(text: string, document: YamlDocument.Parsed): readonly Diagnostic[] {
  const tags = document.warnings.filter(({ code }) => code === "TAG_RESOLVE_FAILED");
  const byOffset = new Map<number, Diagnostic>();
  for (const { pos, message } of [...document.errors, ...tags]) {
    const [offset, problem] = unclosedQuote(text, pos[0], message) ?? [pos[0], `${message}.`];
    if (!byOffset.has(offset)) byOffset.set(offset, syntax(offset, problem));
  }
  return [...byOffset.values()];
}

/** The parser notices at the end of the text what its reader has to mend at the opening quote. */
function unclosedQuote(
  text: string,
  end: number,
  message: string,
): readonly [offset: number, problem: string] | undefined {
  const quote = /^Missing closing (["'])quote/.exec(message)?.[1];
  if (quote === undefined) return undefined;
  return [Math.max(0, text.lastIndexOf(quote, end - 1)), "This quote is never closed."];
}

function syntax(offset: number, problem: string): Diagnostic {
  return diagnostic("syntax", { offset }, { problem, language: "YAML" });
}
