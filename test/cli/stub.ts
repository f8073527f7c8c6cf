// A world for the command in which the pure function is a stub and nothing is left to chance.
import type { GenerateOutput } from "../../generator/generate.ts";
import { own } from "../../generator/cli/assets.ts";
import type { GenerateRequest, World } from "../../generator/cli/generate-command.ts";
import type { Files } from "./folders.ts";

export function request(out: string, rest: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    document: "-",
    out,
    overlay: undefined,
    name: undefined,
    formats: "assert",
    samples: 0,
    without: [],
    check: false,
    build: false,
    strict: false,
    versionPolicy: "none",
    undecided: "major",
    allowRemote: false,
    ...rest,
  };
}

/** A world whose document is `text`, and whose pure function gives these files. */
export function world(files: Files, rest: Partial<World> & { readonly text?: string } = {}): World {
  const output: GenerateOutput = { files: new Map(Object.entries(files)), diagnostics: [] };
  return {
    own: own(),
    templates: () => new Map(),
    load: () => Promise.resolve(() => output),
    stdin: () => Promise.resolve(new TextEncoder().encode(rest.text ?? "openapi: 3.1.0\n")),
    now: () => 0,
    progress: () => {},
    uninterrupted: (work) => Promise.resolve(work()),
    ...rest,
  };
}
