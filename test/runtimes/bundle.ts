// Bundles for places without node: what they import, and whether they ask for anything of node.
import { join, resolve } from "node:path";
import { build } from "esbuild";

export const root: string = resolve(import.meta.dirname, "../..");

export interface Bundle {
  readonly code: string;
  /** What stays outside. */
  readonly external: readonly string[];
  /** Files that are in it, from the root. */
  readonly inputs: readonly string[];
}

/** Bundles a program that may import the sources of this repository by paths from its root. */
export async function bundle(
  program: string,
  platform: "neutral" | "browser" = "neutral",
  minify: boolean = false,
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform,
    minify,
    mainFields: ["module", "main"],
    conditions: ["import"],
    absWorkingDir: root,
    external: ["node:*"],
    logLevel: "silent",
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return {
    code: outputFiles[0]!.text,
    external: imports.map(({ path }) => path),
    inputs: Object.keys(metafile.inputs).filter((path) => path !== "<stdin>"),
  };
}

/** The program that runs the story and hands its outcome to `tell`, as JSON. */
export function storyFor(tell: string): string {
  const story = JSON.stringify(`./${join("test", "runtimes", "story.ts")}`);
  return `import { story } from ${story};
story().then((outcome) => ${tell}(JSON.stringify(outcome)), (error) => ${tell}(String(error?.stack)));`;
}
