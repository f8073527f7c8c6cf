// The engines and generators that are no dependency of this repository: installed once, pinned, in a
// folder of their own. Needs npm's registry the first time.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const root: string = resolve(import.meta.dirname, "../..");
export const folder: string = join(tmpdir(), "onespec-peers-suite");
const VERSIONS = [
  "typebox@1.4.3",
  "@cfworker/json-schema@4.1.6",
  "@hey-api/openapi-ts@0.99.0",
  "orval@8.33.0",
  "zod@4.6.7",
  "typescript@5.9.3",
];

export function install(): void {
  const marker = join(folder, "installed");
  if (existsSync(marker) && readFileSync(marker, "utf8") === VERSIONS.join()) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const options = { cwd: folder, stdio: "pipe" } as const;
  execFileSync("npm", ["install", "--no-audit", "--no-fund", ...VERSIONS], options);
  writeFileSync(marker, VERSIONS.join());
}

/** A package of that folder: a module there brings it over, since names resolve from where they stand. */
export async function peer(name: string): Promise<unknown> {
  const file = join(folder, `${name.replaceAll(/\W/g, "-")}.mjs`);
  writeFileSync(file, `export * from ${JSON.stringify(name)};\n`);
  return import(pathToFileURL(file).href);
}

/** `ajv` → `ajv 8.20.0`, read where it is installed. */
export function label(name: string, from: string): string {
  const manifest = readFileSync(join(from, "node_modules", name, "package.json"), "utf8");
  return `${name} ${(JSON.parse(manifest) as { readonly version: string }).version}`;
}
