// Loads generated code into this process: through a file that is gone again once it is loaded.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The exports of a module without imports. */
export async function loadModule(code: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), "onespec-module-"));
  try {
    const path = join(folder, "module.mjs");
    writeFileSync(path, code);
    return await import(pathToFileURL(path).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
