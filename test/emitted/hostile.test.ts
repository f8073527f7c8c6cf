// Hostile text in every position of a document: what is emitted parses, type-checks, and runs nothing.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createBuilder } from "../../generator/cli/build.ts";
import { generate } from "../../generator/index.ts";
import { hostileDocument } from "./hostile-document.ts";
import { expectQuiet } from "./hostile-quiet.ts";
import { TEXTS } from "./hostile-texts.ts";

const root = resolve(import.meta.dirname, "../..");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onespec-hostile-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a stranger's program would load, and what it would do with it. */
const program = `
import { readdirSync } from "node:fs";
const before = Object.getOwnPropertyNames(Object.prototype).join();
for (const out of readdirSync(".", { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name.startsWith("out-"))) {
  const load = async (name) => import(\`./\${out.name}/dist/\${name}\`);
  for (const file of readdirSync(\`\${out.name}/dist\`)) if (file.endsWith(".js")) await load(file);
  const [validators, fixtures, mock] = await Promise.all(["validators.js", "fixtures.js", "mock.js"].map(load));
  for (const [name, made] of Object.entries(fixtures)) {
    if (made.minimal === undefined) continue;
    const [is, validate] = [validators["is" + name], validators["validate" + name]];
    for (const value of [made.minimal, made.full]) if (!is(value)) throw new Error(out.name + ": " + name);
    for (const { value } of made.invalid) if (is(value) || !validate(value).issues.length) throw new Error(out.name + ": " + name);
  }
  await mock.mockServer().fetch(new Request("https://example.com/plain"));
}
if (globalThis.hacked !== undefined || {}.hacked !== undefined) throw new Error("it ran");
if (Object.getOwnPropertyNames(Object.prototype).join() !== before) throw new Error("it reached every object");
console.log("quiet");
`;

it.each(TEXTS.map((text, index) => [index, text] as const))(
  "text %i is only ever text: %j",
  async (index, text) => {
    const document = JSON.stringify(hostileDocument(() => text, true));
    const made = generate({ document: { path: "hostile.json", text: document } });
    const errors = made.diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code, message, line }) => [code, message, line])).toEqual([]);
    expectQuiet(made.files);
    const out = join(folder, `out-${index}`);
    const built = await createBuilder(out, root)(made.files);
    expect(built.problems).toEqual([]);
    expectQuiet(built.files);
    for (const [path, content] of [...made.files, ...built.files]) {
      mkdirSync(dirname(join(out, path)), { recursive: true });
      writeFileSync(join(out, path), content);
    }
  },
);

it("runs nothing when all of it is loaded and used", () => {
  writeFileSync(join(folder, "main.mjs"), program);
  const run = spawnSync(process.execPath, ["main.mjs"], { encoding: "utf8", cwd: folder });
  expect([run.stderr, run.stdout]).toEqual(["", "quiet\n"]);
});
