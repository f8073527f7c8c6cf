// What a program may import: the pure function, with the shipped run time as its default.
import { runtimeTemplates } from "./cli/assets.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { frame } from "./document/frame.ts";
import { authoredIn, withFiles } from "./document/files.ts";
import { locate, type Position } from "./document/position.ts";
import { generate as pure, type GenerateInput } from "./generate.ts";

export type { GenerateInput, GenerateOptions } from "./generate.ts";
export type { Overlay } from "./overlay.ts";

/** What `generate` needs; the rest has defaults: the shipped run time, no overlay, no options. */
export type Input = Pick<GenerateInput, "document"> & Partial<GenerateInput>;

/** A diagnostic and where it points in the document: lines and columns count from 1. */
export interface LocatedDiagnostic extends Diagnostic, Position {
  /** The path that the document was given with; for another file the way there from its folder. */
  readonly file: string;
  /** The lines around, with the place marked. */
  readonly frame: string;
}

export interface GenerateOutput {
  /** Text by path from the output folder; empty where there are errors. */
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/**
 * Generates the package of an OpenAPI document, in memory.
 *
 * @returns The files by path from the output folder, and what there is to say about the document.
 * Where a diagnostic is an error there are no files. It throws for no document, however broken.
 * @example
 * import { generate } from "onespec";
 *
 * const { files, diagnostics } = generate({ document: { path: "openapi.yaml", text } });
 */
export function generate(input: Input): GenerateOutput {
  const { files, diagnostics } = pure({ runtime: runtimeTemplates(), options: {}, ...input });
  const whole = withFiles(input.document, input.files);
  const located = diagnostics.map((found) => {
    const { source, at } = authoredIn(whole, found.at);
    const position = locate(source, at, found.key);
    return { ...found, ...position, file: source.path, frame: frame(source.text, position) };
  });
  return { files, diagnostics: located };
}
