// A stranger's machine: an empty folder, the packed package, compilers and nodes of several versions.
import { execFileSync, spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const root: string = resolve(import.meta.dirname, "../..");

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

export function run(command: string, args: readonly string[], cwd: string): Outcome {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|node_options$|init_cwd$)/i.test(name),
  );
  const env = { ...Object.fromEntries(own), NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env,
    maxBuffer: 2 ** 27,
  });
  return { code: status ?? 1, output: stdout + stderr };
}

/** Installs the packed generated package into an empty folder, with nothing beside it. */
export function installPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), "onespec-stranger-"));
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: join(root, "generated"),
    encoding: "utf8",
  });
  const parsed = JSON.parse(packed) as
    readonly { readonly filename: string }[] | Record<string, { readonly filename: string }>;
  const [first] = Array.isArray(parsed) ? parsed : Object.values(parsed);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const tarball = join(
    folder,
    (first as { readonly filename: string }).filename.replace(/^@/, "").replace("/", "-"),
  );
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", tarball], {
    cwd: folder,
    stdio: "pipe",
  });
  return folder;
}

/** The file that starts tsc, by version. */
export const compilers: Readonly<Record<string, string>> = {
  "TypeScript 5.9": join(root, "node_modules/typescript/bin/tsc"),
  "TypeScript 7": join(root, "node_modules/@typescript/native/bin/tsc"),
};

/** Compiles files as strictly as can be, with no types around. */
export function compile(
  compiler: string,
  folder: string,
  files: readonly string[],
  more: readonly string[] = [],
): Outcome {
  const compilerOptions = {
    strict: true,
    skipLibCheck: false,
    module: "nodenext",
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable"],
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    types: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  return run(process.execPath, [compilers[compiler]!, "-p", ".", ...more], folder);
}

/** node of a major version: this one, else from npm into a folder that is kept; undefined without either. */
export function node(major: number): string | undefined {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const folder = join(tmpdir(), `onespec-node-${major}`);
  const binary = join(folder, "node_modules/node/bin/node");
  if (run(binary, ["--version"], root).code === 0) return binary;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ private: true, allowScripts: { node: true } }),
  );
  const installed = run("npm", ["install", "--no-audit", "--no-fund", `node@${major}`], folder);
  return installed.code === 0 && run(binary, ["--version"], root).code === 0 ? binary : undefined;
}

/** Everything below a folder: how many files, how many bytes. */
export function measure(folder: string): { readonly files: number; readonly bytes: number } {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) =>
    join(folder, path),
  );
  const files = paths.map((path) => statSync(path)).filter((entry) => entry.isFile());
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** The `ts` blocks of a markdown file, with the line each begins at. */
export function codeBlocks(
  path: string,
): readonly { readonly name: string; readonly code: string }[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ index, 1: code = "" }) => {
    return {
      name: `${path.slice(dirname(path).length + 1)}:${text.slice(0, index).split("\n").length}`,
      code,
    };
  });
}
