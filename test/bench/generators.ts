// How each generator is run on a document, as its users run it: its own program, in a process of its own.
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export interface Generator {
  readonly name: string;
  /** The arguments of node. */
  readonly command: (document: string, out: string) => readonly string[];
  /** Which of its files count as emitted code. */
  readonly counts: (path: string) => boolean;
}

const isCode = (path: string): boolean => path.endsWith(".ts");

const ours = (name: string, flags: readonly string[]): Generator => ({
  name,
  command: (document, out) => {
    const main = join(root, ".build/generator/cli/main.js");
    return [main, "generate", document, "--out", out, "--no-build", ...flags];
  },
  counts: isCode,
});

export const WHOLE = "onespec, everything";
export const CORE = "onespec: types, client, validators";
export const HEY_API = "hey-api: types, sdk, zod";

/** `peers`: the folder that the others are installed in. */
export function generators(peers: string): readonly Generator[] {
  return [
    {
      name: "openapi-typescript: types",
      command: (document, out) => {
        const program = join(root, "node_modules/openapi-typescript/bin/cli.js");
        return [program, document, "--output", join(out, "types.ts")];
      },
      counts: isCode,
    },
    {
      name: HEY_API,
      command: (document, out) => {
        writeFileSync(join(peers, "ladder.config.mjs"), heyApi(document, out));
        const program = join(peers, "node_modules/@hey-api/openapi-ts/dist/run.mjs");
        return [program, "--file", join(peers, "ladder.config.mjs")];
      },
      counts: isCode,
    },
    ours(CORE, ["--without", "fixtures,schemas"]),
    ours(WHOLE, []),
  ];
}

function heyApi(document: string, out: string): string {
  const plugins = [
    "@hey-api/client-fetch",
    "@hey-api/typescript",
    { name: "@hey-api/sdk", validator: true },
    "zod",
  ];
  const config = { input: document, output: out, plugins, logs: { level: "silent" } };
  return `export default ${JSON.stringify(config)};\n`;
}
