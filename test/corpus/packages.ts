// Generated packages in a folder, and what the compilers say of them: TypeScript 7 as a program of its own,
// and 5.9 in this process, where the library files are read once for all packages.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";

const root = resolve(import.meta.dirname, "../..");
const native = join(root, "node_modules/@typescript/native/bin/tsc");

export interface Packages {
  readonly folder: string;
  readonly remove: () => void;
}

export function createPackages(): Packages {
  const folder = mkdtempSync(join(tmpdir(), "onespec-corpus-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Writes a package, compiles it with the options that it has, and removes it. */
export function compile(
  { folder }: Packages,
  files: ReadonlyMap<string, string>,
  both: boolean,
): readonly string[] {
  const home = join(folder, "package");
  for (const [path, text] of files) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const problems = [...withNative(home), ...(both ? withOlder(home) : [])];
  rmSync(home, { recursive: true, force: true });
  return problems;
}

function withNative(home: string): readonly string[] {
  const args = [native, "-p", home, "--noEmit", "--strict", "--skipLibCheck", "false"];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return status === 0 ? [] : stdout.split("\n").slice(0, 5);
}

const sources = new Map<string, ts.SourceFile | undefined>();

function withOlder(home: string): readonly string[] {
  const { config } = ts.readConfigFile(join(home, "tsconfig.json"), (path) =>
    ts.sys.readFile(path),
  );
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, home);
  const options = { ...parsed.options, noEmit: true, strict: true, skipLibCheck: false };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    getSourceFile: (path, language) => {
      if (path.startsWith(home)) return disk.getSourceFile(path, language);
      if (!sources.has(path)) sources.set(path, disk.getSourceFile(path, language));
      return sources.get(path);
    },
  };
  const program = ts.createProgram(parsed.fileNames, options, host);
  return ts.getPreEmitDiagnostics(program).map(({ code, messageText, file }) => {
    return `${file?.fileName} TS${code} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}
