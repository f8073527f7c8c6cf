// Every schema of the suite as emitted: types and validators of each group, compiled by `tsc --strict`
// in one run. What is run elsewhere as JavaScript is here the TypeScript that users get.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { emitTypes } from "../../generator/emit/types.ts";
import { emitValidators } from "../../generator/emit/validators.ts";
import { compilerOptions } from "../../generator/emit/package.ts";
import { compileGroup, filesOf, found } from "./groups.ts";

const folder = mkdtempSync(join(tmpdir(), "onespec-suite-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes what is emitted for every group into a folder of its own; gives their number. */
function writeGroups(name: string, openapi: string): number {
  let count = 0;
  for (const [, groups] of filesOf(name)) {
    for (const { schema } of groups) {
      const { api, compiled } = compileGroup(schema, { openapi });
      if (compiled.length === 0) continue;
      const own = join(folder, "src", `${name}-${count++}`);
      mkdirSync(own, { recursive: true });
      for (const { path, text } of [emitTypes(api), emitValidators(api, compiled, "p")])
        writeFileSync(join(own, path.slice("src/".length)), text);
    }
  }
  return count;
}

describe.skipIf(!found)("what is emitted for the suite (needs ONESPEC_SHARED)", () => {
  it("passes tsc --strict", async () => {
    const counts = [writeGroups("draft2020-12", "3.1.0"), writeGroups("draft4", "3.0.4")];
    const own = ["draft2020-12", "draft4"].flatMap((name, index) =>
      Array.from({ length: counts[index]! }, (_, count) => `src/${name}-${count}`),
    );
    cpSync(resolve("templates/runtime"), join(folder, "src/shared/runtime"), { recursive: true });
    // Each group sees the run time as if it lay in its own folder.
    const rootDirs = [...own, "src/shared"];
    const options = (compilerOptions as { compilerOptions: object }).compilerOptions;
    const config = { compilerOptions: { ...options, rootDirs, noEmit: true }, include: ["src"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    const tsc = resolve("node_modules/@typescript/native/bin/tsc");
    const run = promisify(execFile)(process.execPath, [tsc, "-p", folder]);
    const output = await run.then(
      () => "",
      (error: { stdout: string }) => error.stdout,
    );
    expect(output.split("\n").slice(0, 20).join("\n")).toBe("");
    console.log(`${counts[0]} and ${counts[1]} groups emitted and compiled`);
  });
});
