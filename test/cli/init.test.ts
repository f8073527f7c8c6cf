// `onespec init`: a project around a document, and never over a file that is there.
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { own } from "../../generator/cli/assets.ts";
import { initCommand, type InitRequest } from "../../generator/cli/init-command.ts";
import { filesIn, type Files, folderOf, put } from "./folders.ts";
import { GOOD, onespec } from "./spawn.ts";

const OWN = [
  "package.json",
  ".gitattributes",
  ".gitignore",
  ".github/workflows/api.yml",
  "README.md",
];

async function init(
  request: Pick<InitRequest, "document" | "out">,
  input = "",
): ReturnType<typeof initCommand> {
  const stdin = (): Promise<Uint8Array> => Promise.resolve(new TextEncoder().encode(input));
  return initCommand({ ...request, allowRemote: false }, stdin, own());
}

function json(files: Files, path: string): Record<string, Record<string, string>> {
  return JSON.parse(files[path]!) as Record<string, Record<string, string>>;
}

test("lays out a project in a new folder, with the document in it", async () => {
  const folder = folderOf({ "My-API.yaml": GOOD });
  const out = join(folder, "My Client");
  const { outcome } = await init({ document: join(folder, "My-API.yaml"), out });
  expect(outcome).toMatchObject({ ok: true, document: "spec/My-API.yaml", diagnostics: [] });
  const files = filesIn(out);
  expect(Object.keys(files).sort()).toEqual([...OWN, "spec/My-API.yaml"].sort());
  expect([...outcome.written].sort()).toEqual(Object.keys(files).sort());
  expect(files["spec/My-API.yaml"]).toBe(GOOD);
  expect(json(files, "package.json")).toMatchObject({
    name: "my-client",
    private: true,
    scripts: {
      generate: "onespec generate spec/My-API.yaml --out generated",
      check: "onespec generate spec/My-API.yaml --out generated --check",
      diff: "onespec diff git:HEAD:spec/My-API.yaml spec/My-API.yaml",
      test: "onespec pack generated",
      release: "onespec release generated",
    },
  });
  expect(files["README.md"]).toMatch(/^# Pets\n/);
  expect(files[".gitattributes"]).toContain("generated/** linguist-generated");
});

test("its CI checks, compares with the base branch, and packs", async () => {
  const out = join(folderOf(), "api");
  await init({ document: "-", out }, GOOD);
  const workflow = parse(filesIn(out)[".github/workflows/api.yml"]!) as {
    readonly jobs: { readonly check: { readonly steps: readonly { readonly run?: string }[] } };
  };
  const runs = workflow.jobs.check.steps.flatMap(({ run }) => run ?? []).join("\n");
  expect(runs).toContain("npm ci\nnpm run check");
  expect(runs).toContain(
    'npx onespec diff "git:origin/$GITHUB_BASE_REF:spec/openapi.yaml" spec/openapi.yaml --fail-on major',
  );
  expect(runs).toContain("--format markdown");
});

test("what it lays out is generated and checked by its own scripts", async () => {
  const folder = folderOf({ "api.json": JSON.stringify(parse(GOOD)) });
  const asked = ["init", "api.json", "--out", "client"];
  expect(await onespec(folder, asked)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/next {5}cd client && npm install && npm run generate\n$/),
  });
  const project = join(folder, "client");
  const { scripts } = json(filesIn(project), "package.json");
  const [, ...generate] = scripts!["generate"]!.split(" ");
  const [, ...check] = scripts!["check"]!.split(" ");
  expect(await onespec(project, [...generate, "--no-build"])).toMatchObject({ exitCode: 0 });
  expect(await onespec(project, check)).toMatchObject({ exitCode: 0 });
  const again = await onespec(folder, asked);
  expect(again.exitCode).toBe(1);
  expect(again.stderr).toContain("client/package.json");
});

test("a document in the project's folder stays where it is", async () => {
  const out = folderOf({ "docs/openapi.yaml": GOOD });
  const { outcome } = await init({ document: join(out, "docs/openapi.yaml"), out });
  expect(outcome.document).toBe("docs/openapi.yaml");
  expect(Object.keys(filesIn(out)).sort()).toEqual([...OWN, "docs/openapi.yaml"].sort());
});

test("one file that is there already, and nothing is written", async () => {
  const document = join(folderOf({ "api.yaml": GOOD }), "api.yaml");
  for (const path of [...OWN, "spec/api.yaml"]) {
    const out = folderOf({ [path]: "mine" });
    await expect(init({ document, out })).rejects.toThrow("already");
    expect(filesIn(out)).toEqual({ [path]: "mine" });
  }
  const out = folderOf();
  mkdirSync(join(out, "README.md"));
  await expect(init({ document, out })).rejects.toThrow("README.md is there already");
  expect(filesIn(out)).toEqual({});
});

test("the files that it refers to come along, with the folders that they count from", async () => {
  const folder = folderOf({
    "a/b/api.yaml": GOOD.replace('"#/components/schemas/Pet"', "../shared/pet.yaml"),
    "a/shared/pet.yaml": "type: object\nproperties: { name: { $ref: name.yaml } }\n",
    "a/shared/name.yaml": "type: string\n",
  });
  const out = join(folder, "out");
  const { outcome } = await init({ document: join(folder, "a/b/api.yaml"), out });
  expect(outcome.document).toBe("spec/b/api.yaml");
  expect(Object.keys(filesIn(out))).toEqual(
    expect.arrayContaining(["spec/b/api.yaml", "spec/shared/pet.yaml", "spec/shared/name.yaml"]),
  );
});

describe("bad input", () => {
  test("a broken document is shown with its place, and nothing is written", async () => {
    const folder = folderOf({ "api.yaml": "openapi: 3.1.0\ninfo: [\n" });
    const out = join(folder, "out");
    const { outcome } = await init({ document: join(folder, "api.yaml"), out });
    expect(outcome).toMatchObject({ ok: false, written: [], diagnostics: [{ line: 3 }] });
    expect(Object.keys(filesIn(folder))).toEqual(["api.yaml"]);
  });

  test.each([
    ["x y; rm -rf $HOME.yaml", "spec/openapi.yaml"],
    ["quo'te\".json", "spec/openapi.json"],
  ])("a file named %j is called otherwise in the project", async (name, document) => {
    const folder = folderOf({ [name]: JSON.stringify(parse(GOOD)).padEnd(1) });
    const text = name.endsWith(".json") ? JSON.stringify(parse(GOOD)) : GOOD;
    put(folder, name, text);
    const out = join(folder, "out");
    expect((await init({ document: join(folder, name), out })).outcome.document).toBe(document);
    // Also where it lies in the project: a script must be able to name it.
    const inside = folderOf({ [name]: text });
    const placed = await init({ document: join(inside, name), out: inside });
    expect(placed.outcome.document).toBe(document);
  });

  test("a title is text in the README, whatever it says", async () => {
    const out = join(folderOf(), "out");
    const title = '"x <img src=y> [a](b)\\n\\n## z"';
    await init({ document: "-", out }, GOOD.replace("title: Pets", `title: ${title}`));
    expect(filesIn(out)["README.md"]).toMatch(/^# x \\<img src=y\\> \\\[a\\\]\(b\) ## z\n\n/);
  });

  test("a folder without a usable name", async () => {
    const out = join(folderOf(), "…");
    await init({ document: "-", out }, GOOD);
    expect(json(filesIn(out), "package.json")).toMatchObject({ name: "api" });
    expect(basename(out)).toBe("…");
  });
});
