// `onespec diff` as people run it: from files, out of git, in every format, and where something is amiss.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, type Files, folderOf, put } from "./folders.ts";
import { GOOD, onespec } from "./spawn.ts";

const WIDER = GOOD.replace("maxLength: 20", "maxLength: 30");
const ADDED = GOOD.replace(
  "components:",
  `  /owners:
    get:
      operationId: owners.list
      responses:
        "204":
          description: None
components:`,
);

const git = (folder: string, ...args: readonly string[]): void => {
  const who = ["-c", "user.email=a@example.com", "-c", "user.name=a"];
  execFileSync("git", [...who, ...args], { cwd: folder, stdio: "pipe" });
};

/** A repository with one commit of these files. */
function repository(files: Files): string {
  const folder = folderOf(files);
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "first");
  return folder;
}

test.concurrent("a change with both places, the lines around, and what it means", async () => {
  const folder = folderOf({ "old.yaml": GOOD, "new.yaml": WIDER });
  const { stdout, stderr, exitCode } = await onespec(folder, ["diff", "old.yaml", "new.yaml"]);
  expect(exitCode).toBe(0);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^major {4}/);
  expect(stdout).toContain("old old.yaml:41:11");
  expect(stdout).toContain("> 41 |           maxLength: 20");
  expect(stdout).toContain("> 41 |           maxLength: 30");
  expect(stdout).toMatch(/witness: .* is accepted by the new document; the old one says: /);
  expect(stdout).toMatch(/1 major from old\.yaml to new\.yaml\n$/);
});

test.concurrent("a document with itself, and with itself in 3.0, is no change", async () => {
  const same = GOOD.replace("openapi: 3.1.0", "openapi: 3.0.4");
  const folder = folderOf({ "old.yaml": GOOD, "new.yaml": same });
  for (const other of ["old.yaml", "new.yaml"]) {
    const ended = await onespec(folder, ["diff", "old.yaml", other, "--fail-on", "minor"]);
    expect(ended).toMatchObject({ exitCode: 0, stdout: `no change from old.yaml to ${other}\n` });
  }
});

test.concurrent.each([
  [WIDER, "major", 1],
  [WIDER, "minor", 1],
  [ADDED, "major", 0],
  [ADDED, "minor", 1],
] as const)("--fail-on: case %#", async (next, failOn, exitCode) => {
  const folder = folderOf({ "old.yaml": GOOD, "new.yaml": next });
  const ended = await onespec(folder, ["diff", "old.yaml", "new.yaml", "--fail-on", failOn]);
  expect(ended.exitCode).toBe(exitCode);
  expect(ended.stderr).toBe(exitCode === 0 ? "" : `fails, because of --fail-on ${failOn}\n`);
});

test.concurrent("as JSON every change has its places", async () => {
  const folder = folderOf({ "old.yaml": GOOD });
  const args = ["diff", "old.yaml", "-", "--json", "--fail-on", "major"];
  const { stdout, stderr, exitCode } = await onespec(folder, args, { input: WIDER });
  expect([exitCode, stderr]).toEqual([1, ""]);
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ command: "diff", ok: false, old: "old.yaml", new: "<stdin>", weight: "major" },
    changes: [
      {
        ...{ weight: "major", verdict: "breaking" },
        witness: { acceptedBy: "new" },
        old: { file: "old.yaml", line: 41, column: 11, pointer: expect.any(String) },
        new: { file: "<stdin>", line: 41, column: 11 },
      },
    ],
  });
});

describe("out of git", () => {
  const FILES: Files = {
    "spec/api.yaml": GOOD.replace('"#/components/schemas/Pet"', "../shared/pet.yaml").replace(
      /components:[^]*$/,
      "",
    ),
    "shared/pet.yaml": "type: object\nproperties: { name: { type: string, maxLength: 20 } }\n",
  };

  test.concurrent(
    "a document and the files that it referred to are of the same revision",
    async () => {
      const folder = repository(FILES);
      put(folder, "shared/pet.yaml", FILES["shared/pet.yaml"]!.replace("20", "30"));
      const diff = ["diff", "git:HEAD:spec/api.yaml", "spec/api.yaml"];
      const { stdout, exitCode } = await onespec(folder, diff);
      expect(exitCode).toBe(0);
      expect(stdout).toContain("old git:HEAD:spec/../shared/pet.yaml:2:");
      expect(stdout).toContain("new spec/../shared/pet.yaml:2:");
      expect(stdout).toMatch(/maxLength: 20[^]*maxLength: 30/);
      // Paths count from the current folder.
      const inside = ["diff", "git:HEAD:api.yaml", "api.yaml", "--format", "markdown"];
      const below = await onespec(join(folder, "spec"), inside);
      expect(below.stdout).toMatch(/^## API changes: 1 major\n/);
    },
  );

  test.concurrent.each([
    ["git:nowhere:spec/api.yaml", "The git revision nowhere does not exist here."],
    ["git:HEAD:spec/none.yaml", "The git revision HEAD has no file spec/none.yaml."],
    ["git:HEAD:spec", "The git revision HEAD has no file spec."],
    ["git:HEAD", '"git:HEAD" names no file of a revision.'],
    ["git:--output=x:spec/api.yaml", "names no file of a revision."],
    ["git::spec/api.yaml", "names no file of a revision."],
  ])("%s: %s", async (argument, message) => {
    const folder = repository(FILES);
    const before = filesIn(join(folder, "spec"));
    const ended = await onespec(folder, ["diff", argument, "spec/api.yaml"]);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).toContain(message);
    expect(filesIn(join(folder, "spec"))).toEqual(before);
  });

  test.concurrent("in a folder that is in no repository", async () => {
    const folder = folderOf({ "api.yaml": GOOD });
    const environment = { GIT_CEILING_DIRECTORIES: folder };
    const ended = await onespec(folder, ["diff", "git:HEAD:api.yaml", "api.yaml"], { environment });
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("This folder is in no git repository.");
  });
});

test.concurrent(
  "a fault in one of them is shown where it is, and nothing is compared",
  async () => {
    const folder = folderOf({
      "old.yaml": GOOD,
      "new.yaml": GOOD.replace("schemas/Pet", "schemas/Cat"),
    });
    const ended = await onespec(folder, ["diff", "old.yaml", "new.yaml"]);
    expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ended.stderr).toMatch(/^new\.yaml:25:23 error\[missing-ref\]/);
    expect(ended.stderr).toContain("1 error; nothing was compared");
  },
);

test.concurrent("two unrelated documents are many changes and no fault", async () => {
  const other = readFileSync(
    join(import.meta.dirname, "../../spec/cloudflare-queues.yaml"),
    "utf8",
  );
  const folder = folderOf({ "old.yaml": GOOD, "new.yaml": other });
  const { stdout, exitCode } = await onespec(folder, ["diff", "old.yaml", "new.yaml", "--json"]);
  expect(exitCode).toBe(0);
  const { weight, changes } = JSON.parse(stdout) as {
    weight: string;
    changes: readonly { code: string }[];
  };
  expect(weight).toBe("major");
  expect(new Set(changes.map(({ code }) => code))).toContain("operation-removed");
});

test.concurrent.each<[args: readonly string[], message: RegExp]>([
  [["-", "-"], /Both documents can't come from standard input/],
  [["https://x.example/api.yaml", "old.yaml"], /help: Download it first/],
  [["old.yaml", "none.yaml"], /The document none\.yaml can't be read: it does not exist/],
  [["old.yaml"], /missing required argument 'new'/],
  [["old.yaml", "old.yaml", "--format", "pdf"], /choices are text, markdown, html/],
  [["old.yaml", "old.yaml", "--fail-onn", "major"], /Did you mean --fail-on\?/],
])("%j is wrong usage", async (args, message) => {
  const ended = await onespec(folderOf({ "old.yaml": GOOD }), ["diff", ...args]);
  expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
  expect(ended.stderr).toMatch(message);
});

test.concurrent("colours on demand alone", async () => {
  const folder = folderOf({ "old.yaml": GOOD, "new.yaml": WIDER });
  const args = ["diff", "old.yaml", "new.yaml"];
  const forced = await onespec(folder, args, { environment: { FORCE_COLOR: "1" } });
  expect(forced.stdout).toContain("\u001b[31mmajor");
  const environment = { FORCE_COLOR: "1", NO_COLOR: "1" };
  const none = await onespec(folder, args, { environment });
  expect(none.stdout).not.toContain("\u001b");
});
