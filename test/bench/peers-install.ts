// Other generators, installed in a folder of their own, which is kept: no dependency of this project.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const VERSIONS = ["@hey-api/openapi-ts@0.99.0", "orval@8.33.0", "zod@4.6.7", "typescript@5.9.3"];

/** The folder that they are installed in. Needs npm's registry the first time. */
export function installPeers(): string {
  const folder = join(tmpdir(), "onespec-peers");
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, "node_modules/orval"))) {
    writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
    const args = ["install", "--no-audit", "--no-fund", ...VERSIONS];
    execFileSync("npm", args, { cwd: folder, stdio: "pipe" });
  }
  return folder;
}
