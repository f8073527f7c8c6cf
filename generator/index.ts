// What a program may import: the pure function, with the shipped run time as its default.
import { runtimeTemplates } from "./cli/assets.ts";
import { generate as pure, type GenerateInput, type GenerateOutput } from "./generate.ts";

export type { Diagnostic } from "./diagnostics.ts";
export type { GenerateInput, GenerateOptions, GenerateOutput } from "./generate.ts";
export type { Overlay } from "./overlay.ts";

/** What `generate` needs; the rest has defaults: the shipped run time, no overlay, no options. */
export type Input = Pick<GenerateInput, "document"> & Partial<GenerateInput>;

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
  return pure({ runtime: runtimeTemplates(), options: {}, ...input });
}
