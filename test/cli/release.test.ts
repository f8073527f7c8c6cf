// The version of a package, from its first release to a breaking one, as told by what changed for callers.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { baselineOf, pack } from "../../generator/cli/released.ts";
import { sha256 } from "../../generator/cli/manifest.ts";
import { type Files, put } from "./folders.ts";
import { generateCommand } from "../../generator/cli/generate-command.ts";
import { project, type Project, realWorld } from "./release-support.ts";
import { request } from "./stub.ts";

// Each step generates a package, and some compile it.
vi.setConfig({ testTimeout: 120_000 });

const API = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    post:
      operationId: pets.add
      summary: Adds a pet
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/NewPet" } } }
      responses:
        "200":
          description: The pet
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
components:
  schemas:
    NewPet:
      type: object
      required: [name]
      properties:
        name: { type: string }
    Pet:
      type: object
      required: [id]
      properties:
        id: { type: integer }
`;

const OPTIONAL = API.replace(
  "name: { type: string }",
  "name: { type: string }\n        nick: { type: string }",
);
const DESCRIBED = OPTIONAL.replace("summary: Adds a pet", "summary: Adds one pet");
const REQUIRED = DESCRIBED.replace("required: [name]", "required: [name, nick]");

/** Generates, looks whether it stays so, and gives the unreleased entry of the changelog. */
async function generated({ generate, files, changelog }: Project): Promise<string> {
  expect(await generate()).toMatchObject({ ok: true });
  const before = files();
  expect(await generate()).toMatchObject({ ok: true, written: [] });
  expect(files()).toEqual(before);
  expect(await generate({ check: true })).toMatchObject({ ok: true, drift: [] });
  return /^## Unreleased.*\n\n([^]*?)(?=\n## |$(?![^]))/m.exec(changelog())?.[1]?.trim() ?? "";
}

/** Releases, and looks whether everything is as a release leaves it. */
async function released(it: Project, version: string, document: string): Promise<void> {
  expect(await it.release()).toMatchObject({ ok: true, version });
  expect(it.version()).toBe(version);
  expect(it.changelog()).not.toContain("Unreleased");
  expect(it.changelog()).toMatch(/^## (.*)$/m);
  expect(/^## (.*)$/m.exec(it.changelog())?.[1]).toBe(version);
  const { released: kept, files } = it.manifest();
  expect(kept?.version).toBe(version);
  expect(baselineOf(kept!).document).toEqual({ path: "openapi.yaml", text: document });
  expect(files["CHANGELOG.md"]).toBe(sha256(it.changelog()));
  expect(await generated(it)).toBe("");
  expect(it.version()).toBe(version);
  await expect(it.release()).rejects.toThrow(`has changed since ${version}`);
}

test("a story: 1.0.0, an optional property, a description, a required property", async () => {
  const it = project(API);
  expect(await generated(it)).toBe("First release.");
  expect(it.manifest().released).toBeUndefined();
  await released(it, "1.0.0", API);

  it.put("api.yaml", OPTIONAL);
  const added = await generated(it);
  expect(it.version()).toBe("1.1.0");
  expect(it.changelog()).toContain("## Unreleased (1.1.0)");
  expect(added).toMatch(/^### Added\n\n- .*nick.*$/);
  await released(it, "1.1.0", OPTIONAL);

  it.put("api.yaml", DESCRIBED);
  expect(await generated(it)).toMatch(/^### Fixed and documented\n\n- .*\/pets.*$/);
  expect(it.version()).toBe("1.1.1");
  await released(it, "1.1.1", DESCRIBED);

  it.put("api.yaml", REQUIRED);
  expect(await generated(it)).toMatch(/^### Breaking\n\n- .*nick.*$/m);
  expect(it.version()).toBe("2.0.0");
  await released(it, "2.0.0", REQUIRED);

  const entries = [...it.changelog().matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(entries).toEqual(["2.0.0", "1.1.1", "1.1.0", "1.0.0"]);
});

test("nothing stacks: changes since the release, not since the last run", async () => {
  const it = project(API);
  await it.generate();
  await it.release({ date: "2030-01-31" });
  expect(it.changelog()).toContain("## 1.0.0 - 2030-01-31");
  const steps = [OPTIONAL, REQUIRED, DESCRIBED, OPTIONAL];
  const versions = [];
  for (const step of steps) {
    it.put("api.yaml", step);
    await it.generate();
    versions.push(it.version());
  }
  expect(versions).toEqual(["1.1.0", "2.0.0", "1.1.0", "1.1.0"]);
  it.put("api.yaml", API);
  expect(await generated(it)).toBe("");
  expect(it.version()).toBe("1.0.0");
});

test("built or not, the same version and changelog", async () => {
  const it = project(API);
  await it.generate({ build: true });
  await it.release();
  it.put("api.yaml", REQUIRED);
  await it.generate();
  const before = it.files();
  expect(await it.generate({ build: true })).toMatchObject({ ok: true, written: [] });
  const sources = (files: Files): Files =>
    Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith("dist/")));
  expect(sources(it.files())).toEqual(sources(before));
  expect(await it.generate({ check: true })).toMatchObject({ ok: true });
});

test("before 1.0.0 a breaking change raises the minor number, and --as ends that", async () => {
  const it = project(API.replace("version: 1.0.0", "version: 0.3.1"));
  await it.generate();
  await it.release();
  it.put("api.yaml", OPTIONAL.replace("version: 1.0.0", "version: 0.3.1"));
  await it.generate();
  expect(it.version()).toBe("0.3.2");
  it.put("api.yaml", REQUIRED.replace("version: 1.0.0", "version: 0.3.1"));
  await it.generate();
  expect(it.version()).toBe("0.4.0");
  await expect(it.release({ as: "0.3.9" })).rejects.toThrow("demands 0.4.0 at least");
  await expect(it.release({ as: "one" })).rejects.toMatchObject({ exitCode: 2 });
  expect(await it.release({ as: "1.0.0" })).toMatchObject({ version: "1.0.0", before: "0.3.1" });
  expect(it.version()).toBe("1.0.0");
  expect(await generated(it)).toBe("");
  expect(it.version()).toBe("1.0.0");
});

test("what changes in the code of the run time counts, though the document does not", async () => {
  const it = project(API);
  await it.generate();
  await it.release();
  const manifest = it.manifest();
  const { declarations } = baselineOf(manifest.released!);
  expect([...declarations.files.keys()]).toContain("dist/index.d.ts");
  expect(declarations.entries.get("./mock")).toBe("dist/mock.d.ts");

  const extra = join(it.folder, "extra");
  put(extra, "more.ts", "export const more: number = 1;\n");
  put(
    extra,
    "package.overlay.json",
    '{"exports":{"./more":{"types":"./dist/extra/more.d.ts","default":"./dist/extra/more.js"}}}',
  );
  const overlay = { overlay: extra };
  await it.generate(overlay);
  expect(it.version()).toBe("1.1.0");
  expect(it.changelog()).toContain("- the entry `./more`: It is new.");
  expect(await it.release()).toMatchObject({ version: "1.1.0" });

  put(extra, "more.ts", "/** Not much. */\nexport const more: number = 2;\n");
  await it.generate(overlay);
  expect(it.version()).toBe("1.1.1");
  expect(it.changelog()).toContain("- The inside of the package has changed");

  put(extra, "more.ts", "export const more: string = '2';\n");
  await it.generate(overlay);
  expect(it.version()).toBe("2.0.0");
  expect(it.changelog()).toContain(
    "- `more` of `./more`: Its type has changed. Code that was written for it does not compile: Type 'string' is not assignable to type 'number'.",
  );
});

test("release refuses what is not up to date, and changes nothing", async () => {
  const it = project(API);
  await it.generate();
  it.put("api.yaml", OPTIONAL);
  const before = it.files();
  expect(await it.release()).toMatchObject({
    ok: false,
    version: undefined,
    reasons: [expect.stringContaining("api.yaml has changed")],
  });
  it.put("api.yaml", "openapi: 3.1.0\n");
  expect(await it.release()).toMatchObject({ ok: false, drift: [], diagnostics: [{}, {}] });
  expect(it.files()).toEqual(before);
});

test("--version-policy none leaves version and changelog to others, and loses nothing", async () => {
  const it = project(API);
  await it.generate({ versionPolicy: "none" });
  expect(it.files()).not.toHaveProperty(["CHANGELOG.md"]);
  await expect(it.release()).rejects.toThrow("--version-policy none");
  await it.generate();
  await it.release();
  const changelog = it.changelog();
  it.put("api.yaml", REQUIRED);
  await it.generate({ versionPolicy: "none" });
  expect(it.version()).toBe("1.0.0");
  expect(it.changelog()).toBe(changelog);
  await it.generate();
  expect(it.version()).toBe("2.0.0");
});

test("what is written into released entries and notes stays", async () => {
  const it = project(API);
  await it.generate();
  await it.release();
  put(it.out, "CHANGELOG.md", it.changelog().replace("First release.", "The first, by hand."));
  expect(await it.generate({ check: true })).toMatchObject({
    drift: [{ path: "onespec.lock.json" }],
    reasons: ["CHANGELOG.md was edited; that stays, and is to be noted"],
  });
  expect(await it.generate()).toMatchObject({ written: [] });
  expect(it.changelog()).toContain("The first, by hand.");
  it.put("api.yaml", OPTIONAL);
  await it.generate();
  put(
    it.out,
    "CHANGELOG.md",
    it.changelog().replace("\n## 1.0.0", "\n### Notes\n\nThanks.\n\n## 1.0.0"),
  );
  await it.generate();
  expect(it.changelog()).toMatch(/### Notes\n\nThanks\.\n\n## 1\.0\.0\n\nThe first, by hand\.\n$/);
  await it.release();
  expect(it.changelog()).toMatch(
    /## 1\.1\.0\n\n### Added\n\n- .*\n\n### Notes\n\nThanks\.\n\n## 1\.0\.0/,
  );
});

test("a changelog that is gone is no change of the generator", async () => {
  const it = project(API);
  await it.generate();
  await it.release();
  rmSync(join(it.out, "CHANGELOG.md"));
  const { reasons, drift } = await it.generate({ check: true });
  expect(drift).toEqual([
    { path: "CHANGELOG.md", state: "missing" },
    { path: "onespec.lock.json", state: "stale" },
  ]);
  expect(reasons).toEqual([]);
});

test("a baseline that is damaged refuses the run, and nothing is lost", async () => {
  const it = project(API);
  await it.generate();
  await it.release();
  it.put("api.yaml", OPTIONAL);
  const whole = it.files()["onespec.lock.json"]!;
  const { released: kept } = it.manifest();
  const packed = kept!.document.brotli;
  for (const wrong of [packed.slice(0, -8), `${packed.slice(0, 8)}AAAA${packed.slice(12)}`, ""]) {
    put(it.out, "onespec.lock.json", whole.replace(packed, wrong));
    const before = it.files();
    await expect(it.generate()).rejects.toThrow("the last release is damaged");
    expect(it.files()).toEqual(before);
  }
  // Packed as we do it, but another thing.
  const other = { ...kept!, content: "x", declarations: pack(JSON.stringify({ entries: 1 })) };
  put(it.out, "onespec.lock.json", JSON.stringify({ ...it.manifest(), released: other }));
  await expect(it.generate()).rejects.toThrow("the last release is damaged");
  put(it.out, "onespec.lock.json", whole.replace('"version": "1.0.0"', '"version": "one"'));
  await expect(it.generate()).rejects.toThrow("its `released` is damaged");
});

test("what the last run has compared is compared again only where something has moved", async () => {
  const it = project(API);
  await it.generate();
  await it.release();
  const steps: string[] = [];
  const built = { ...realWorld.own, compiled: true };
  const world = { ...realWorld, own: built, progress: (step: string) => void steps.push(step) };
  const asked = request(it.out, {
    ...{ document: join(it.folder, "api.yaml"), versionPolicy: "semver", build: false },
  });
  /** Runs, and says whether it has compared. */
  const compares = async (rest: Partial<typeof asked> = {}): Promise<boolean> => {
    steps.length = 0;
    const { outcome } = await generateCommand({ ...asked, ...rest }, world);
    expect(outcome).toMatchObject({ ok: true, package: { weight: "minor", released: "1.0.0" } });
    return steps.includes("comparing with 1.0.0");
  };
  it.put("api.yaml", OPTIONAL);
  expect(await compares()).toBe(true);
  const files = it.files();
  expect(await compares()).toBe(false);
  expect(it.files()).toEqual(files);

  it.put("out/CHANGELOG.md", it.changelog().replace("`nick` is new", "`nick` is old"));
  expect(await compares()).toBe(true);
  it.put(
    "out/package.json",
    files["package.json"]!.replace('"version": "1.1.0"', '"version": "7"'),
  );
  expect(await compares()).toBe(true);
  expect(it.files()).toEqual(files);
  expect(await compares({ undecided: "minor" })).toBe(true);
  it.put("api.yaml", DESCRIBED);
  expect(await compares({ undecided: "minor" })).toBe(true);
  expect(await compares({ undecided: "minor" })).toBe(false);
});

test("what a later onespec wrote is left alone", async () => {
  const it = project(API);
  await it.generate();
  await it.release();
  const lock = JSON.stringify({ ...it.manifest(), onespec: "99.0.0" });
  it.put("out/onespec.lock.json", lock);
  it.put("api.yaml", OPTIONAL);
  const before = it.files();
  const message = "was written by onespec 99.0.0, and this is ";
  await expect(it.generate()).rejects.toThrow(message);
  await expect(it.generate({ check: true })).rejects.toThrow(message);
  await expect(it.release()).rejects.toThrow(message);
  expect(it.files()).toEqual(before);
});

test("a changelog in the overlay, or of other hands, is refused", async () => {
  const it = project(API);
  const extra = join(it.folder, "extra");
  put(extra, "CHANGELOG.md", "# Ours\n");
  await expect(it.generate({ overlay: extra })).rejects.toThrow(
    "The overlay has a file CHANGELOG.md",
  );
  const left = { overlay: extra, versionPolicy: "none" } as const;
  expect(await it.generate(left)).toMatchObject({ ok: true });
  expect(it.changelog()).toBe("# Ours\n");
});
