// Generated packages in a folder, and what the compilers say of them: TypeScript 7 and 5.9, each with many
// packages in one program, so that the library is read and the processes are started a few times only.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

const COMPILERS = {
  // More checkers make it faster and cost more: each finds out for itself what they share.
  "7": ["@typescript/native/bin/tsc", "--checkers", "1"],
  "5.9": ["typescript/bin/tsc"],
} as const;

/** So many characters are compiled together; a larger package alone. */
const TOGETHER = 30_000_000;
/** Larger ones are compiled by TypeScript 7 alone: 5.9 takes minutes. */
const LARGE = 30_000_000;

interface Written {
  readonly name: string;
  readonly home: string;
  readonly size: number;
}

export interface Packages {
  readonly folder: string;
  readonly written: Written[];
  readonly remove: () => void;
}

export function createPackages(): Packages {
  const folder = mkdtempSync(join(tmpdir(), "onespec-corpus-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return { folder, written: [], remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Writes a package; all have the same options, and the first one's are those of all. */
export function write(
  { folder, written }: Packages,
  name: string,
  files: ReadonlyMap<string, string>,
): void {
  const home = `package-${written.length}`;
  let size = 0;
  for (const [path, text] of files) {
    const place = join(folder, home, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
    if (path.endsWith(".ts")) size += text.length;
  }
  written.push({ name, home, size });
}

/** What the compilers say of all packages, by the names of their documents; nothing where all is clean. */
export async function problems(packages: Packages): Promise<readonly string[]> {
  const all = [...packages.written].sort((a, b) => a.size - b.size);
  const small = all.filter(({ size }) => size <= LARGE);
  const found = await Promise.all([
    inTurn(batches(all), (batch) => compile(packages, batch, "7")),
    inTurn(batches(small), (batch) => compile(packages, batch, "5.9")),
  ]);
  return found.flat(2);
}

function batches(all: readonly Written[]): readonly (readonly Written[])[] {
  const found: Written[][] = [];
  let size = Infinity;
  for (const one of all) {
    if (size + one.size > TOGETHER) [size] = [found.push([]) && 0];
    found.at(-1)!.push(one);
    size += one.size;
  }
  return found;
}

async function inTurn<Item, Result>(
  items: readonly Item[],
  each: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await each(item));
  return results;
}

async function compile(
  { folder, written }: Packages,
  batch: readonly Written[],
  version: keyof typeof COMPILERS,
): Promise<readonly string[]> {
  const config = `tsconfig.${version}.json`;
  const options = {
    extends: `./${batch[0]!.home}/tsconfig.json`,
    compilerOptions: { rootDir: ".", outDir: "out", noEmit: true, skipLibCheck: false },
    include: batch.map(({ home }) => `${home}/src`),
  };
  writeFileSync(join(folder, config), JSON.stringify(options));
  const [file, ...more] = COMPILERS[version];
  const program = join(root, "node_modules", file);
  const args = ["--max-old-space-size=6000", program, "-p", config, "--strict", ...more];
  const { status, text } = await run(args, folder);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const named = lines.map((line) =>
    line.replace(/^(package-\d+)\//, (whole, home: string) => {
      return `${written.find((one) => one.home === home)?.name ?? whole}: `;
    }),
  );
  return status === 0 ? [] : [`TypeScript ${version} ends with ${status}`, ...named.slice(0, 20)];
}

function run(
  args: readonly string[],
  cwd: string,
): Promise<{ readonly status: number | null; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd });
    let text = "";
    const listen = (chunk: Buffer): void => void (text += chunk.toString());
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("error", reject).on("close", (status) => resolve({ status, text }));
  });
}
