import { rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { own } from "../../generator/cli/assets.ts";
import { generateCommand } from "../../generator/cli/generate-command.ts";
import { filesIn, type Files, folderOf, put } from "./folders.ts";
import { request, world } from "./stub.ts";

const MANIFEST = "onespec.lock.json";
const FILES: Files = {
  "package.json": "{}\n",
  "src/a.ts": "export {};\n",
  "src/b.ts": "export {};\n",
};

/** A folder in which a first run has written FILES. */
async function generated(rest: Parameters<typeof request>[1] = {}): Promise<string> {
  const out = join(folderOf(), "out");
  await generateCommand(request(out, rest), world(FILES));
  return out;
}

test("writes everything once, and nothing the second time", async () => {
  const out = await generated();
  const before = filesIn(out);
  expect(Object.keys(before)).toEqual([MANIFEST, "package.json", "src/a.ts", "src/b.ts"]);
  const inodes = [MANIFEST, "src/a.ts"].map((path) => statSync(join(out, path)).ino);

  const { outcome } = await generateCommand(request(out), world(FILES));
  expect(outcome).toMatchObject({ ok: true, written: [], removed: [], kept: [], overwritten: [] });
  expect(outcome.unchanged).toEqual(Object.keys(FILES));
  expect(filesIn(out)).toEqual(before);
  expect([MANIFEST, "src/a.ts"].map((path) => statSync(join(out, path)).ino)).toEqual(inodes);
});

test("writes what changed, removes what is no longer produced, and touches nothing else", async () => {
  const out = await generated();
  put(out, "src/mine.ts", "mine");
  const next = { "package.json": "{}\n", "src/a.ts": "export const a = 1;\n" };
  const { outcome } = await generateCommand(request(out), world(next));
  expect(outcome).toMatchObject({
    written: ["src/a.ts"],
    unchanged: ["package.json"],
    removed: ["src/b.ts"],
  });
  const { [MANIFEST]: _, ...rest } = filesIn(out);
  expect(rest).toEqual({ ...next, "src/mine.ts": "mine" });
});

test("keeps a file that is no longer produced but was edited, and forgets it", async () => {
  const out = await generated();
  put(out, "src/b.ts", "edited");
  const { "src/b.ts": _, ...next } = FILES;
  const first = await generateCommand(request(out), world(next));
  expect(first.outcome).toMatchObject({ kept: ["src/b.ts"], removed: [] });
  const second = await generateCommand(request(out), world(next));
  expect(second.outcome.kept).toEqual([]);
  expect(filesIn(out)["src/b.ts"]).toBe("edited");
});

test("writes an edited file anew and says so", async () => {
  const out = await generated();
  put(out, "src/a.ts", "edited");
  const { outcome } = await generateCommand(request(out), world(FILES));
  expect(outcome).toMatchObject({ written: ["src/a.ts"], overwritten: ["src/a.ts"] });
  expect(filesIn(out)["src/a.ts"]).toBe(FILES["src/a.ts"]);
});

test("refuses to write over a file that it did not make", async () => {
  const out = await generated();
  put(out, "src/c.ts", "mine");
  const before = filesIn(out);
  const run = generateCommand(
    request(out),
    world({ ...FILES, "src/a.ts": "new", "src/c.ts": "generated" }),
  );
  await expect(run).rejects.toThrow("src/c.ts would be written");
  expect(filesIn(out)).toEqual(before);
});

test("refuses a folder that holds something and has no manifest", async () => {
  const out = folderOf({ "thesis.txt": "years" });
  await expect(generateCommand(request(out), world(FILES))).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringContaining("is not empty"),
  });
  expect(filesIn(out)).toEqual({ "thesis.txt": "years" });
});

test.each([
  ["<<<<<<< ours\n", "it is not JSON (a merge conflict, perhaps)"],
  ['{"name": "someone else\'s"}', "it was not written by onespec"],
])("refuses a manifest that is none: %j", async (text, problem) => {
  const out = await generated();
  put(out, MANIFEST, text);
  const before = filesIn(out);
  await expect(generateCommand(request(out), world({}))).rejects.toThrow(problem);
  expect(filesIn(out)).toEqual(before);
});

test("a manifest that lists a path outside removes nothing there", async () => {
  const out = await generated();
  const victim = join(out, "..", "victim.txt");
  writeFileSync(victim, "export {};\n");
  const manifest = filesIn(out)[MANIFEST]!;
  put(out, MANIFEST, manifest.replace('"src/b.ts"', '"../victim.txt"'));
  await expect(generateCommand(request(out), world({}))).rejects.toThrow(
    "it leads out of the folder",
  );
  expect(filesIn(join(out, ".."))["victim.txt"]).toBe("export {};\n");
});

test("a folder inside that is a link to the outside is not followed", async () => {
  const out = await generated();
  const outside = folderOf({ "a.ts": "export {};\n", "b.ts": "export {};\n" });
  rmSync(join(out, "src"), { recursive: true });
  symlinkSync(outside, join(out, "src"));
  await expect(generateCommand(request(out), world({}))).rejects.toThrow("symbolic link");
  expect(filesIn(outside)).toEqual({ "a.ts": "export {};\n", "b.ts": "export {};\n" });
});

test("the overlay can't bring a manifest", async () => {
  const run = generateCommand(request(folderOf()), world({ [MANIFEST]: "{}" }));
  await expect(run).rejects.toThrow(`has a file ${MANIFEST}`);
});

test("an output folder inside the overlay is wrong usage", async () => {
  const overlay = folderOf();
  const run = generateCommand(request(join(overlay, "out"), { overlay }), world(FILES));
  await expect(run).rejects.toMatchObject({ exitCode: 2 });
});

test("an overlay is read whole, in order, and refuses what leads out of it", async () => {
  const overlay = folderOf({ "z.ts": "z", "deep/a.ts": "a", "node_modules/x/y.ts": "left out" });
  symlinkSync(join(overlay, "z.ts"), join(overlay, "link.ts"));
  let seen: unknown;
  const load: ReturnType<typeof world>["load"] = () =>
    Promise.resolve(({ overlay: given }) => {
      seen = [...(given?.files ?? [])];
      return { files: new Map(), diagnostics: [] };
    });
  await generateCommand(request(join(folderOf(), "out"), { overlay }), world({}, { load }));
  expect(seen).toEqual([
    ["deep/a.ts", "a"],
    ["link.ts", "z"],
    ["z.ts", "z"],
  ]);

  symlinkSync(join(folderOf({ "secret.ts": "s" }), "secret.ts"), join(overlay, "out.ts"));
  const again = generateCommand(request(folderOf(), { overlay }), world({}));
  await expect(again).rejects.toThrow("neither a file of the overlay nor a link to one");
});

test("an overlay manifest that is no object is refused", async () => {
  const overlay = folderOf({ "package.overlay.json": '{"name": ' });
  const run = generateCommand(request(folderOf(), { overlay }), world({}));
  await expect(run).rejects.toThrow(/package\.overlay\.json is not JSON/);
});

test("names what is missing, edited, stale and no longer produced, and writes nothing", async () => {
  const out = await generated();
  put(out, "src/a.ts", "edited");
  rmSync(join(out, "package.json"));
  const before = filesIn(out);
  const next = { "package.json": "{}\n", "src/a.ts": FILES["src/a.ts"]!, "src/new.ts": "new" };
  const changed = world(next, { text: "openapi: 3.0.0\n" });
  const { outcome } = await generateCommand(request(out, { check: true, name: "x" }), changed);
  expect(outcome.ok).toBe(false);
  expect(outcome.drift).toEqual([
    { path: "package.json", state: "missing" },
    { path: "src/a.ts", state: "edited" },
    { path: "src/new.ts", state: "missing" },
    { path: MANIFEST, state: "stale" },
    { path: "src/b.ts", state: "superfluous" },
  ]);
  expect(outcome.reasons).toEqual([
    "<stdin> has changed",
    'the options were {"versionPolicy":"none"} and are {"name":"x","versionPolicy":"none"}',
  ]);
  expect(filesIn(out)).toEqual(before);
});

test("remembers how formats are used, where that is no default", async () => {
  const out = await generated({ formats: "annotate" });
  expect(JSON.parse(filesIn(out)[MANIFEST]!)).toMatchObject({ options: { formats: "annotate" } });
  const { outcome } = await generateCommand(request(out, { check: true }), world(FILES));
  expect(outcome.reasons).toEqual([
    'the options were {"formats":"annotate","versionPolicy":"none"} and are {"versionPolicy":"none"}',
  ]);
});

test("remembers how many samples were asked for, where there are any", async () => {
  const out = await generated({ samples: 3 });
  expect(JSON.parse(filesIn(out)[MANIFEST]!)).toMatchObject({ options: { samples: 3 } });
  const { outcome } = await generateCommand(request(out, { check: true }), world(FILES));
  expect(outcome.reasons).toEqual([
    'the options were {"samples":3,"versionPolicy":"none"} and are {"versionPolicy":"none"}',
  ]);
});

test("says so where neither document nor options moved, but the generator did", async () => {
  const out = await generated();
  const next = world({ ...FILES, "src/a.ts": "export const a = 1;\n" });
  const { outcome } = await generateCommand(request(out, { check: true }), next);
  expect(outcome.drift.map(({ path }) => path)).toEqual(["src/a.ts", MANIFEST]);
  expect(outcome.reasons).toEqual(["the generator or its templates have changed"]);
});

test("a folder that was never generated is not up to date, and is not made", async () => {
  const out = join(folderOf(), "out");
  const { outcome } = await generateCommand(request(out, { check: true }), world(FILES));
  expect(outcome).toMatchObject({ ok: false, reasons: [] });
  expect(outcome.drift.every(({ state }) => state === "missing")).toBe(true);
  expect(() => statSync(out)).toThrow();
});

test("the published build answers without generating where nothing moved, and only there", async () => {
  const out = await generated();
  const load = (): never => {
    throw new Error("generated");
  };
  const compiled = { own: { ...own(), compiled: true }, load };
  const check = request(out, { check: true });
  const { outcome } = await generateCommand(check, world(FILES, compiled));
  expect(outcome).toMatchObject({ ok: true, drift: [] });

  await expect(generateCommand(check, world(FILES, { load }))).rejects.toThrow("generated");
  const moved = world(FILES, { ...compiled, text: "openapi: 3.0.0\n" });
  await expect(generateCommand(check, moved)).rejects.toThrow("generated");
  put(out, "src/a.ts", "edited");
  await expect(generateCommand(check, world(FILES, compiled))).rejects.toThrow("generated");
});

test("with --strict a warning fails the run", async () => {
  const diagnostics = [
    {
      code: "unsupported-feature",
      severity: "warning",
      message: "m",
      help: "h",
      at: "",
      key: false,
    },
  ] as const;
  const load: ReturnType<typeof world>["load"] = () =>
    Promise.resolve(() => ({ files: new Map([["a", "a"]]), diagnostics }));
  const out = folderOf();
  const strict = await generateCommand(request(out, { strict: true }), world({}, { load }));
  expect(strict.outcome.ok).toBe(false);
  expect(filesIn(out)).toEqual({});
  const lenient = await generateCommand(request(out), world({}, { load }));
  expect(lenient.outcome).toMatchObject({ ok: true, written: ["a"] });
  expect(lenient.outcome.diagnostics).toMatchObject([{ file: "<stdin>", line: 1, column: 1 }]);
});

test("what a killed run left in a new folder does not make it someone else's", async () => {
  const out = folderOf({ ".onespec-12-0-new.tmp": "half" });
  const { outcome } = await generateCommand(request(out), world(FILES));
  expect(outcome.ok).toBe(true);
});
