// A package in a folder of its own that is generated and released as people do, by the real generator.
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { own, runtimeTemplates } from "../../generator/cli/assets.ts";
import {
  generateCommand,
  type GenerateRequest,
  type World,
} from "../../generator/cli/generate-command.ts";
import { releaseCommand, type ReleaseRequest } from "../../generator/cli/release-command.ts";
import type { Outcome } from "../../generator/cli/report.ts";
import type { Manifest } from "../../generator/cli/manifest.ts";
import { generate } from "../../generator/generate.ts";
import { filesIn, type Files, folderOf, put } from "./folders.ts";
import { request } from "./stub.ts";

/** The world as the program has it, without a terminal. */
export const realWorld: World = {
  own: own(),
  templates: runtimeTemplates,
  load: () => Promise.resolve(generate),
  stdin: () => Promise.reject(new Error("nothing is on standard input")),
  now: () => 0,
  progress: () => {},
  uninterrupted: (work) => Promise.resolve(work()),
};

export interface Project {
  readonly folder: string;
  readonly out: string;
  /** Writes the document, and any other file. */
  readonly put: (path: string, text: string) => void;
  readonly generate: (rest?: Partial<GenerateRequest>) => Promise<Outcome>;
  readonly release: (
    rest?: Partial<ReleaseRequest>,
  ) => Promise<Awaited<ReturnType<typeof releaseCommand>>["outcome"]>;
  readonly files: () => Files;
  readonly version: () => string;
  readonly changelog: () => string;
  readonly manifest: () => Omit<Manifest, "files"> & { readonly files: Files };
}

export function project(document: string): Project {
  const folder = folderOf({ "api.yaml": document });
  const out = join(folder, "out");
  const read = (path: string): string => readFileSync(join(out, path), "utf8");
  const asked = request(out, { document: join(folder, "api.yaml"), versionPolicy: "semver" });
  return {
    folder,
    out,
    put: (path, text) => put(folder, path, text),
    generate: async (rest) => (await generateCommand({ ...asked, ...rest }, realWorld)).outcome,
    release: async (rest) => {
      const shown = relative(process.cwd(), out);
      const wanted = { folder: shown, date: undefined, as: undefined, allowRemote: false };
      return (await releaseCommand({ ...wanted, ...rest }, realWorld)).outcome;
    },
    files: () => filesIn(out),
    version: () => (JSON.parse(read("package.json")) as { version: string }).version,
    changelog: () => read("CHANGELOG.md"),
    manifest: () => JSON.parse(read("onespec.lock.json")) as ReturnType<Project["manifest"]>,
  };
}
