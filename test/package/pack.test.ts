// `onespec init`, `generate`, `release` and `pack` one after the other, as a person would: the tarball is
// installed in an empty project and every entry of it imported and compiled. Needs npm's registry or cache.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn, folderOf } from "../cli/folders.ts";
import { GOOD, onespec } from "../cli/spawn.ts";

test("a project from its document to a tarball that works", async () => {
  const folder = folderOf({ "api.yaml": GOOD });
  const project = join(folder, "client");
  expect(await onespec(folder, ["init", "api.yaml", "--out", "client"])).toMatchObject({
    exitCode: 0,
  });
  expect(await onespec(project, ["generate", "spec/api.yaml", "--out", "generated"])).toMatchObject(
    {
      exitCode: 0,
    },
  );
  const early = await onespec(project, ["pack", "generated", "--out", "early"]);
  expect(early.stderr).toBe("");
  expect(early.stdout).toContain(
    "note     1.0.0 is not released: `onespec release generated` comes first",
  );
  expect(await onespec(project, ["release", "generated"])).toMatchObject({ exitCode: 0 });

  const { stdout, stderr, exitCode } = await onespec(project, ["pack", "generated", "--json"]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  const outcome = JSON.parse(stdout) as object;
  expect(outcome).toMatchObject({
    ...{ command: "pack", ok: true, released: true },
    packed: { tarball: "./pets-1.0.0.tgz", name: "pets", version: "1.0.0" },
    trial: { problems: [] },
    tools: [
      { name: "publint", state: "passed" },
      { name: "@arethetypeswrong/cli", state: "passed" },
    ],
    publish: "npm publish ./pets-1.0.0.tgz --provenance --access public",
  });
  const { tried, skipped } = (outcome as { trial: { tried: number; skipped: readonly string[] } })
    .trial;
  expect(tried + skipped.length).toBe(13);
  expect(Object.keys(filesIn(project))).toContain("pets-1.0.0.tgz");

  // A package that can't be imported as it says is found out.
  const manifest = join(project, "generated/package.json");
  const lock = join(project, "generated/onespec.lock.json");
  const overlay = join(project, "overlay");
  const { mkdirSync } = await import("node:fs");
  mkdirSync(overlay);
  const wrong = { exports: { "./none": { types: "./dist/none.d.ts", default: "./dist/none.js" } } };
  writeFileSync(join(overlay, "package.overlay.json"), JSON.stringify(wrong));
  const again = ["generate", "spec/api.yaml", "--out", "generated", "--overlay", "overlay"];
  expect(await onespec(project, again)).toMatchObject({ exitCode: 0 });
  expect(readFileSync(manifest, "utf8")).toContain("./none");
  expect(readFileSync(lock, "utf8")).toContain('"released"');
  const failed = await onespec(project, ["pack", "generated"]);
  expect(failed.exitCode).toBe(1);
  expect(failed.stdout).toMatch(/^failed   pets\/none: /m);
  expect(failed.stdout).not.toContain("npm publish");
});
